import { EMPTY, type User } from '@mmd/jira-api/model'
import { fillIn } from '../../../screens/forms/change-form.ts'
import { editorOf } from '../../../screens/forms/editor-kind.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { meOf, personItem, ranked, recentPeople } from '../people-search.ts'
import { pickRemote } from '../remote-items.ts'
import type { FieldEdit } from './subject.ts'

const most = 50
const nobody = '\u0000nobody'

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
      ...own.map((user) => personItem(user, me?.id)),
      ...none,
      ...ranked(others, me?.id, recent).map((user) => personItem(user, me?.id)),
    ]
  }
  pickRemote(app, {
    title: meta.name,
    placeholder: many ? 'a name; Space chooses, Enter takes them' : 'a name',
    items: ranked(now, me?.id, recent).map((user) => personItem(user, me?.id)),
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
