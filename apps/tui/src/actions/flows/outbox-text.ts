import type { EditRefusal, Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { AppError } from '../../config/app-error.ts'
import { bufferOf, type TextBuffer } from '../../input/text-edit.ts'
import { presentError } from '../../present-error.ts'
import { authored } from '../../session/authored.ts'
import { commentDraft, type Draft, openDraft } from './drafts.ts'
import { loadMarkdown, openText } from './forms/stored-text.ts'
import { backWords, wayBack } from './way-back.ts'

type Written = Extract<Operation, { readonly typed: string }>

const written = ({ operation }: OperationRecord): Written | undefined =>
  operation.kind === 'add-comment' || operation.kind === 'edit-comment' ? operation : undefined

/** The only field that it sets, where that is a text. */
const fieldText = ({ operation }: OperationRecord) => {
  if (operation.kind !== 'set-fields') return undefined
  const [change, ...more] = operation.changes
  if (change === undefined || more.length > 0) return undefined
  const { value } = change
  return value.kind === 'text' || value.kind === 'rich-text' ? { operation, change, value } : undefined
}

/** True for an operation that is nothing but a text. */
export const isText = (record: OperationRecord): boolean =>
  written(record) !== undefined || fieldText(record) !== undefined

const refusals: Readonly<Record<EditRefusal, string>> = {
  'on-its-way': 'It is being sent just now',
  conflict: 'Somebody else changed the same meanwhile',
  sent: 'It was sent meanwhile',
  gone: 'It was given up meanwhile',
}

/** Where the text of a comment is kept once it is no operation any more. */
const draftOfComment = (operation: Written, key: string): string =>
  operation.kind === 'add-comment' ? commentDraft(key) : `${commentDraft(key)}/edit/${operation.id}`

/** Keeps the text of a comment as a draft, where no other one was begun; false: nothing is kept. */
export const keepText = (session: SiteSession, operation: Written, typed: string): boolean => {
  const { session: own, key } = ownerOf(session, operation.key)
  const name = draftOfComment(operation, key)
  if (own.replica.draft(name) !== '') return false
  own.replica.putDraft(name, typed)
  return true
}

/** An operation of the outbox whose text is to be written otherwise. */
export interface TextEdit {
  readonly app: App
  readonly session: SiteSession
  readonly record: OperationRecord
  /** Called when another one was put in its place. */
  readonly onReplaced: () => void
}

/** One that is open: what is typed is kept until it is sent, or becomes another draft. */
interface OpenEdit extends TextEdit {
  readonly draft: Draft
  /** What was typed before, and why it was not taken. */
  readonly again?: { readonly text: string; readonly error: string }
}

const errorOf = ({ session, record: { error }, again }: OpenEdit): string | null =>
  again?.error ?? (error === null ? null : presentError(error, { site: session.site.name }).what)

/** Opens the text area or line with the text; what comes out of it is sent in its place. */
export const editText = (edit: TextEdit): Promise<void> => {
  const { operation, performedAt } = edit.record
  const { session, key } = ownerOf(edit.session, operation.key)
  return open({ ...edit, draft: openDraft(session, `outbox/${key}/${operation.kind}/${performedAt}`) })
}

const open = async (edit: OpenEdit): Promise<void> => {
  const { record } = edit
  const operation = written(record)
  if (operation !== undefined) return editComment(edit, operation)
  const field = fieldText(record)
  if (field?.value.kind === 'text') editLine(edit, { ...field, value: field.value })
  else if (field?.value.kind === 'rich-text') await editMarkup(edit, { ...field, value: field.value })
}

/** Sends what was typed; what the copy does not take comes back in its dialog. */
const submit = (edit: OpenEdit, text: string, send: () => void | Promise<void>): void => {
  const { app, session, draft } = edit
  const task = async (): Promise<void> => {
    try {
      await send()
    } catch (error) {
      draft.put(text)
      return open({ ...edit, again: { text, error: presentError(error, { site: session.site.name }).what } })
    }
    draft.forget()
  }
  void task().catch((error: unknown) => app.fail(error, session.site))
}

/** What stands in the dialog at first. */
const startOf = ({ draft, again }: OpenEdit, text: string): TextBuffer =>
  bufferOf(again?.text ?? (draft.text === '' ? text : draft.text))

/** What the text area has in common for all texts. */
const area = (edit: OpenEdit, title: string, text: string) =>
  ({
    kind: 'text-area',
    title,
    help: ['Ctrl-S sends this instead · Ctrl-E opens your editor · Esc keeps the draft · Markdown'],
    buffer: startOf(edit, text),
    error: errorOf(edit),
    onChange: edit.draft.put,
    onLeave: edit.draft.keep,
  }) as const

/** Puts another one in its place. Throws `AppError` `no-operation` where that is not possible. */
const replace = ({ app, session, record, onReplaced }: TextEdit, operation: Operation): void => {
  const refusal = session.replica.edit(record.id, operation)
  if (refusal !== null) throw new AppError('no-operation', `${refusals[refusal]}: it was not changed`, '')
  const back = backWords(session.replica, [operation])
  app.toast('good', `${operation.key}: sent as it is now${wayBack(app, back)}`)
  onReplaced()
}

type FieldText = NonNullable<ReturnType<typeof fieldText>>
type Value = FieldText['value']

/** The same operation with another text. */
const withText = ({ operation, change }: FieldText, value: Value): Operation => {
  const { wire: _, ...rest } = change
  return { ...operation, changes: [{ ...rest, value }] }
}

const titleOf = ({ operation, change }: FieldText): string => `${change.name} of ${operation.key}`

const editLine = (edit: OpenEdit, field: FieldText & { readonly value: { readonly kind: 'text' } }): void => {
  const { app, draft } = edit
  app.open({
    kind: 'prompt',
    title: titleOf(field),
    help: [],
    buffer: startOf(edit, field.value.text),
    masked: false,
    error: errorOf(edit),
    hints: { enter: 'sends this instead', esc: 'closes' },
    onChange: draft.put,
    onCancel: draft.keep,
    onSubmit: (text) => submit(edit, text, () => replace(edit, withText(field, { kind: 'text', text }))),
  })
}

const editMarkup = async (
  edit: OpenEdit,
  field: FieldText & { readonly value: { readonly kind: 'rich-text' } },
): Promise<void> => {
  const { app, session } = edit
  const { deployment } = ownerOf(session, field.operation.key).session.site
  const working = openText(await loadMarkdown(), field.value.text, deployment)
  app.open({
    ...area(edit, titleOf(field), working.text),
    mayBeEmpty: true,
    onSubmit: (typed: string) =>
      submit(edit, typed, () => replace(edit, withText(field, { kind: 'rich-text', text: working.apply(typed) }))),
  })
}

const editComment = (edit: OpenEdit, operation: Written): void => {
  const { app, session, record } = edit
  const { deployment } = ownerOf(session, operation.key).session.site
  const send = async (typed: string): Promise<void> => {
    const body = await authored(typed, deployment)
    const refusal = session.replica.edit(record.id, { ...operation, body, typed })
    if (refusal === null) return app.toast('good', `${operation.key} commented${wayBack(app)}`)
    if (!keepText(session, operation, typed))
      throw new AppError('no-operation', `${refusals[refusal]}: it was not changed`, '')
    const key = operation.kind === 'add-comment' ? ' (c)' : ''
    app.toast('warn', `${refusals[refusal]}: it was not changed · what you wrote is kept${key}`)
  }
  app.open({
    ...area(edit, `Comment on ${operation.key}`, operation.typed),
    onSubmit: (typed: string) => submit(edit, typed, () => send(typed)),
  })
}
