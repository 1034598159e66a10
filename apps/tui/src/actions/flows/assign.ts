import type { Issue, User } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { emptyBuffer } from '../../input/text-edit.ts'
import type { PickerItem } from '../../state/modal.ts'
import { performAll } from './perform.ts'
import { remoteItems } from './remote-items.ts'

const nobody = '\u0000nobody'

export const assignTo = (app: App, session: SiteSession, issues: readonly Issue[], assignee: User | null): void =>
  performAll(
    app,
    session,
    issues.map(({ key }) => ({ kind: 'assign', key, assignee })),
    assignee === null ? 'unassigned' : `assigned to ${assignee.name}`,
  )

const itemOf = (user: User): PickerItem => ({
  id: user.id,
  label: user.name,
  detail: user.id,
  ...(user.active ? {} : { disabled: 'not active' }),
})

/** Asks whom to assign the issues to; the site searches as one types. */
export const openAssign = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const [first] = issues
  if (first === undefined) return
  const found = new Map<string, User>()
  const me = session.site.user
  const search = async (text: string, signal: AbortSignal): Promise<readonly PickerItem[]> => {
    const users = await session.client.assignable({ issueKey: first.key, text, maxResults: 50 }, { signal })
    for (const user of users) found.set(user.id, user)
    const own = me !== undefined && text === '' ? users.filter((user) => user.id === me.id) : []
    const others = users.filter((user) => !own.includes(user))
    const none: PickerItem = { id: nobody, label: 'Nobody', detail: 'unassign' }
    return [...own.map(itemOf), ...(text === '' ? [none] : []), ...others.map(itemOf)]
  }
  const remote = remoteItems(app, search)
  const modal = app.open({
    kind: 'picker',
    title: issues.length === 1 ? `Assign ${first.key}` : `Assign ${issues.length} issues`,
    query: emptyBuffer,
    placeholder: 'a name',
    items: [],
    cursor: 0,
    phase: 'loading',
    error: null,
    chosen: null,
    creatable: false,
    onQuery: remote.query,
    onPick: ([id]) => {
      const user = id === undefined ? undefined : found.get(id)
      if (id === nobody) assignTo(app, session, issues, null)
      else if (user !== undefined) assignTo(app, session, issues, user)
    },
  })
  remote.query('', modal)
}
