import type { Issue } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { cleared, inOrder, toEntry } from '../../../screens/forms/entries.ts'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'
import { myself } from '../comment.ts'
import type { Filled } from './collect.ts'
import { formDrafts } from './draft-names.ts'
import { fieldOperations } from './field-operations.ts'
import { type EditScreen, editScreen, lookingUp, valueOf } from './metadata.ts'
import { type FormWish, openForm } from './open-form.ts'
import { partOperations } from './part-operations.ts'
import { performForm } from './watch-form.ts'

/** Opens the form of an issue, with all the fields of its edit screen. */
export const openEdit = async (app: App, session: SiteSession, issue: Issue): Promise<void> => {
  const screen = await lookingUp(app, session, `Edit ${issue.key}`, () => editScreen(session, issue.key))
  if (screen === undefined) return
  if (screen.fields.length === 0) return app.toast('info', `${issue.key} has nothing that you may change`)
  openForm(formOf({ app, session, issue, screen }))
}

interface EditWish {
  readonly app: App
  readonly session: SiteSession
  readonly issue: Issue
  readonly screen: EditScreen
}

const offline = 'The site cannot be reached: these are the fields that the copy knows of'

/** Not on the edit screen, but in the issue: shown, so that one knows. */
const beyond = ({ screen: { fields, detail } }: EditWish): readonly FormEntry[] =>
  (detail?.fields ?? [])
    .filter(({ id }) => !fields.some((field) => field.id === id))
    .map(({ id, name, value }) => {
      const meta = {
        id,
        name,
        required: false,
        hasDefault: false,
        type: 'any',
        items: null,
        system: null,
        custom: null,
        operations: [],
        allowedValues: [],
      }
      return toEntry(meta, value, { folded: true, locked: 'It is not on the screen on which this issue is edited' })
    })

const entriesOf = (wish: EditWish): readonly FormEntry[] => {
  const { session, issue, screen } = wish
  const own = screen.fields.map((meta) => {
    const before = valueOf(session.replica, issue.key, screen.detail, meta.id)
    // Nobody knows whether it is empty: it is no reason to send nothing.
    return toEntry(before === undefined ? { ...meta, required: false } : meta, before)
  })
  return [...inOrder(own), ...beyond(wish)]
}

const formOf = (wish: EditWish): FormWish => {
  const { app, session, issue, screen } = wish
  return {
    app,
    session,
    subject: { project: issue.project.key, issue: issue.key },
    title: `Edit ${issue.key}`,
    button: 'Save it',
    draft: formDrafts.edit(issue.key),
    entries: entriesOf(wish),
    defaults: false,
    note: screen.isGuessed ? offline : '',
    onSend: (filled, sent) => {
      const [first, ...others] = operationsOf(wish, filled)
      if (first === undefined) return app.toast('info', 'Nothing was changed')
      const names = filled.fields.map(({ entry }) => entry.meta.name)
      const words =
        names.length === 0 ? 'files and links' : names.length <= 3 ? names.join(', ') : `${names.length} fields`
      performForm({
        app,
        session,
        entries: sent,
        operations: [first, ...others],
        title: `${issue.key}: ${words}`,
        done: `${issue.key}: changed ${words}`,
        instead: null,
        reopen: (refused, ids) => {
          for (const id of ids) session.replica.drop(id)
          // A comment was sent by itself.
          const entries = refused.entries.map((entry) => (entry.meta.system === 'comment' ? cleared(entry) : entry))
          openForm(formOf(wish), { ...refused, entries })
        },
      })
    },
  }
}

const operationsOf = (
  { session, issue: { key } }: EditWish,
  { fields, parts, comment }: Filled,
): readonly Operation[] => {
  const author = myself(session)
  return [
    ...fieldOperations(key, fields),
    ...partOperations(parts, key, author),
    ...(comment === null ? [] : [{ kind: 'add-comment', key, body: comment, typed: comment.source, author } as const]),
  ]
}
