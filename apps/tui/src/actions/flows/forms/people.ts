import { EMPTY, type User } from '@mmd/jira-api/model'
import { fillIn, keepTyped } from '../../../screens/forms/change-form.ts'
import { editorOf } from '../../../screens/forms/editor-kind.ts'
import type { PickerItem } from '../../../state/modal.ts'
import {
  automatic,
  meOf,
  nobody,
  noPerson,
  orOfCopy,
  peoplePage,
  personItem,
  ranked,
  recentPeople,
} from '../people-search.ts'
import { pickRemote } from '../remote-items.ts'
import type { FieldEdit } from './subject.ts'

const askSite = (
  { session, subject, entry }: FieldEdit,
  text: string,
  signal: AbortSignal,
  most: number,
): Promise<readonly User[]> => {
  const { client } = session
  // Who may work in the project is the best guess before anything is typed.
  if (text !== '' && entry.meta.system !== 'assignee') return client.findUsers({ text, maxResults: most }, { signal })
  if (subject.issue !== null) return client.assignable({ issueKey: subject.issue, text, maxResults: most }, { signal })
  return client.assignableInProject({ project: subject.project, text, maxResults: most }, { signal })
}

const onlyNobody: readonly PickerItem[] = [{ id: nobody, label: 'Nobody', detail: 'leaves it empty' }]

/** The one who is signed in, without a question. */
export const chooseMe = ({ app, session, entry, modal }: FieldEdit): void => {
  const me = meOf(session)
  if (me === undefined) return app.toast('info', 'Nobody is signed in to this site')
  keepTyped(app, modal, entry.meta.id, { value: { kind: 'user', user: me } })
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
  const search = async (text: string, signal: AbortSignal, limit: number): Promise<readonly PickerItem[]> => {
    const users = await orOfCopy(session, text, askSite(edit, text, signal, limit))
    for (const user of users) found.set(user.id, user)
    const none = many || meta.required || text !== '' ? [] : meta.system === 'assignee' ? noPerson : onlyNobody
    const [own = [], others = []] = [true, false].map((isMe) => users.filter(({ id }) => (id === me?.id) === isMe))
    return [
      ...own.map((user) => personItem(user, session.site)),
      ...none,
      ...ranked(others, me?.id, recent).map((user) => personItem(user, session.site)),
    ]
  }
  pickRemote(app, {
    title: meta.name,
    placeholder: many ? 'a name; Space chooses, Enter takes them' : 'a name',
    items: ranked(now, me?.id, recent).map((user) => personItem(user, session.site)),
    ...(many ? { chosen: new Set(now.map(({ id }) => id)) } : {}),
    page: peoplePage,
    search,
    onPick: (ids) => {
      if (ids[0] === automatic.id) return fillIn(app, modal, meta.id, { value: { kind: 'user', user: automatic } })
      if (ids[0] === nobody) return fillIn(app, modal, meta.id, { value: EMPTY, wire: null })
      const users = ids.flatMap((id) => found.get(id) ?? [])
      const [first] = users
      if (first === undefined) return fillIn(app, modal, meta.id, { value: EMPTY })
      fillIn(app, modal, meta.id, { value: many ? { kind: 'users', users } : { kind: 'user', user: first } })
    },
  })
}
