import type { Issue, User } from '@mmd/jira-api'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import type { PickerItem } from '../../state/modal.ts'
import { automatic, nobody, noPerson, orOfCopy, peoplePage, personItem, ranked, recentPeople } from './people-search.ts'
import { performAll } from './perform.ts'
import { pickRemote } from './remote-items.ts'

interface Assigning {
  readonly app: App
  readonly session: SiteSession
  readonly issues: readonly Issue[]
  /** What is done in the same change. */
  readonly also: readonly Operation[]
}

const assignTo = ({ app, session, issues, also }: Assigning, assignee: User | null | 'automatic'): void =>
  performAll(
    app,
    session,
    [...issues.map(({ key }) => ({ kind: 'assign', key, assignee }) as const), ...also],
    assignee === null
      ? 'unassigned'
      : assignee === 'automatic'
        ? 'assigned as the project says'
        : `assigned to ${assignee.name}`,
  )

/** Each to the one who is signed in to its site. Where nobody is, a sign-in is offered and the others are assigned. */
export const assignToMe = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  also: readonly Operation[] = [],
): void => {
  const names = new Set<string>()
  const operations = issues.flatMap(({ key }): readonly Operation[] => {
    const { user } = ownerOf(session, key).session.site
    if (user === undefined) return []
    names.add(user.name)
    return [{ kind: 'assign', key, assignee: { id: user.id, name: user.name, active: true } }]
  })
  const [name] = names
  const done = operations.length === 0 ? [] : [...operations, ...also]
  performAll(app, session, done, `assigned to ${names.size === 1 ? name : 'you'}`)
  const nobodys = issues.map(({ key }) => ownerOf(session, key).session.site).find(({ user }) => user === undefined)
  if (nobodys !== undefined) app.signIn(nobodys)
}

/** Asks whom to assign the issues to; the site searches as one types. */
export const openAssign = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  also: readonly Operation[] = [],
): void => {
  const [first] = issues
  if (first === undefined) return
  const found = new Map<string, User>()
  const me = session.site.user
  const recent = recentPeople(session.replica)
  const search = async (text: string, signal: AbortSignal, limit: number): Promise<readonly PickerItem[]> => {
    const asked = session.client.assignable({ issueKey: first.key, text, maxResults: limit }, { signal })
    const users = await orOfCopy(session, text, asked)
    for (const user of users) found.set(user.id, user)
    const items = ranked(users, me?.id, recent).map((user) => personItem(user, session.site))
    const own = text === '' ? items.filter(({ id }) => id === me?.id) : []
    return [...own, ...(text === '' ? noPerson : []), ...items.filter((item) => !own.includes(item))]
  }
  pickRemote(app, {
    title: issues.length === 1 ? `Assign ${first.key}` : `Assign ${issues.length} issues`,
    placeholder: 'a name',
    page: peoplePage,
    search,
    onPick: ([id]) => {
      const user = id === undefined ? undefined : found.get(id)
      if (id === nobody) assignTo({ app, session, issues, also }, null)
      else if (id === automatic.id) assignTo({ app, session, issues, also }, 'automatic')
      else if (user !== undefined) assignTo({ app, session, issues, also }, user)
    },
  })
}
