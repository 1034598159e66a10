import { EMPTY, type User } from '@mmd/jira-api/model'
import type { Replica } from '@mmd/replica'
import type { SiteSession } from '../../../app/app.ts'
import { fillIn } from '../../../screens/forms/change-form.ts'
import { editorOf } from '../../../screens/forms/editor-kind.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { pickRemote } from '../remote-items.ts'
import type { FieldEdit } from './subject.ts'

/** Rows of the copy that are looked at for people whom one works with. */
const rowsLookedAt = 200

const most = 50
const nobody = '\u0000nobody'

/** People on the issues of the lists that were read last, the most frequent first. */
export const recentPeople = (replica: Pick<Replica, 'views' | 'view' | 'issue'>): readonly User[] => {
  const seen = new Map<string, { readonly user: User; count: number }>()
  let left = rowsLookedAt
  for (const { id } of replica.views()) {
    for (const key of replica.view(id)?.keys.slice(0, left) ?? []) {
      left -= 1
      const issue = replica.issue(key)
      for (const user of [issue?.assignee, issue?.reporter]) {
        if (!user || user.id.startsWith('-') || !user.active) continue
        const known = seen.get(user.id)
        if (known === undefined) seen.set(user.id, { user, count: 1 })
        else known.count += 1
      }
    }
    if (left <= 0) break
  }
  return [...seen.values()].sort((a, b) => b.count - a.count).map(({ user }) => user)
}

/** Me first, then those of recent issues, then the others as the site has them. */
const ranked = (users: readonly User[], me: string | undefined, recent: readonly User[]): readonly User[] => {
  const places = new Map(recent.map(({ id }, at) => [id, at]))
  const rank = ({ id }: User): number => (id === me ? -1 : (places.get(id) ?? recent.length))
  return [...users].sort((a, b) => rank(a) - rank(b))
}

const askSite = (
  { session, subject, entry }: FieldEdit,
  text: string,
  signal: AbortSignal,
): Promise<readonly User[]> => {
  const { client } = session
  // Who may work in the project is the best guess before anything is typed.
  if (text !== '' && entry.meta.system !== 'assignee') return client.findUsers({ text, maxResults: most }, { signal })
  if (subject.issue !== null) return client.assignable({ issueKey: subject.issue, text, maxResults: most }, { signal })
  return client.assignableInProject({ project: subject.project, text, maxResults: most }, { signal })
}

const meOf = ({ site }: SiteSession): User | undefined =>
  site.user === undefined ? undefined : { id: site.user.id, name: site.user.name, active: true }

const itemOf = (user: User, me: string | undefined): PickerItem => ({
  id: user.id,
  label: user.name,
  detail: user.id === me ? 'you' : user.id,
  ...(user.active ? {} : { disabled: 'not active' }),
})

/** One person, or several. */
export const choosePeople = (edit: FieldEdit): void => {
  const { app, session, entry, modal } = edit
  const { meta, value } = entry
  const many = editorOf(meta) === 'people'
  const me = meOf(session)
  const recent = recentPeople(session.replica)
  const now = value.kind === 'users' ? value.users : value.kind === 'user' ? [value.user] : []
  const found = new Map<string, User>([...recent, ...now].map((user) => [user.id, user]))
  const search = async (text: string, signal: AbortSignal): Promise<readonly PickerItem[]> => {
    const users = await askSite(edit, text, signal)
    for (const user of users) found.set(user.id, user)
    const none: readonly PickerItem[] =
      !many && !meta.required && text === '' ? [{ id: nobody, label: 'Nobody', detail: 'leaves it empty' }] : []
    const [own = [], others = []] = [true, false].map((isMe) => users.filter(({ id }) => (id === me?.id) === isMe))
    return [
      ...own.map((user) => itemOf(user, me?.id)),
      ...none,
      ...ranked(others, me?.id, recent).map((user) => itemOf(user, me?.id)),
    ]
  }
  pickRemote(app, {
    title: meta.name,
    placeholder: many ? 'a name; Space chooses, Enter takes them' : 'a name',
    items: ranked(now, me?.id, recent).map((user) => itemOf(user, me?.id)),
    ...(many ? { chosen: new Set(now.map(({ id }) => id)) } : {}),
    search,
    onPick: (ids) => {
      if (ids[0] === nobody) return fillIn(app, modal, meta.id, { value: EMPTY, wire: null })
      const users = ids.flatMap((id) => found.get(id) ?? [])
      const [first] = users
      if (first === undefined) return fillIn(app, modal, meta.id, { value: EMPTY })
      fillIn(app, modal, meta.id, { value: many ? { kind: 'users', users } : { kind: 'user', user: first } })
    },
  })
}
