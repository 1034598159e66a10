import type { EditRefusal, Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { presentError } from '../../present-error.ts'
import { authored } from '../../session/authored.ts'
import { commentDraft } from './drafts.ts'
import { loadMarkdown, openText } from './forms/stored-text.ts'
import { openMerge, withMerged } from './merge-conflict.ts'
import { askAnew, isAskable } from './outbox-anew.ts'
import { sayUntaken, whenSettled } from './perform.ts'
import { isUnsure, wayBack } from './way-back.ts'

/** Shows what waits, was refused or stands against somebody else's change. */
export const openOutbox = (app: App): void => void app.open({ kind: 'outbox', cursor: 0 })

const follow = (app: App, session: SiteSession, id: number): void =>
  whenSettled(app, session, id, (record) => {
    if (record.state === 'sent') app.toast('good', `Sent: ${record.operation.key} ${record.words}`)
    else sayUntaken(app, session, record)
  })

/** Sends it again; what may have been done already only after a word about that. */
export const retryOperation = (
  app: App,
  session: SiteSession,
  { id, isUncertain, operation }: OperationRecord,
): void => {
  const retry = (): void => {
    session.replica.retry(id)
    follow(app, session, id)
  }
  if (!isUncertain) return retry()
  app.open({
    kind: 'message',
    title: 'Send it again?',
    tone: 'info',
    lines: [`It was sent, and no answer came: look at ${operation.key} first. Sent again, it may be there twice.`],
    top: 0,
    enter: { label: 'sends it again', run: retry },
  })
}

type Written = Extract<OperationRecord['operation'], { readonly typed: string }>

const written = ({ operation }: OperationRecord): Written | undefined =>
  operation.kind === 'add-comment' || operation.kind === 'edit-comment' ? operation : undefined

const refusals: Readonly<Record<EditRefusal, string>> = {
  'on-its-way': 'It is being sent just now',
  conflict: 'Somebody else changed the same meanwhile',
  sent: 'It was sent meanwhile',
  gone: 'It was given up meanwhile',
}

/** Keeps the text of a comment as a draft, where no other one was begun; false: nothing is kept. */
const keepText = (session: SiteSession, { kind, key: shown }: Operation, typed: string): boolean => {
  const { session: own, key } = ownerOf(session, shown)
  const name = commentDraft(key)
  if (kind !== 'add-comment' || own.replica.draft(name) !== '') return false
  own.replica.putDraft(name, typed)
  return true
}

/** What was written, or refused, can be made otherwise, unless the site may have it already. */
export const isEditable = (record: OperationRecord): boolean =>
  !record.isUncertain && record.state !== 'conflict' && (isText(record) || isAskable(record))

const isText = (record: OperationRecord): boolean => written(record) !== undefined || fieldText(record) !== undefined

/** The only field that it sets, where that is a text. */
const fieldText = ({ operation }: OperationRecord) => {
  if (operation.kind !== 'set-fields') return undefined
  const [change, ...more] = operation.changes
  if (change === undefined || more.length > 0) return undefined
  const { value } = change
  return value.kind === 'text' || value.kind === 'rich-text' ? { operation, change, value } : undefined
}

const errorOf = (session: SiteSession, { error }: OperationRecord): string | null =>
  error === null ? null : presentError(error, { site: session.site.name }).what

/** Opens what was refused, or waits, to be made otherwise: a text in its area or line, anything else in the dialog that makes it. */
export const editOperation = (app: App, session: SiteSession, record: OperationRecord): void => {
  if (!isEditable(record)) return app.toast('info', 'It cannot be edited: give it up (d) and do it anew')
  if (written(record) !== undefined) return editComment(app, session, record)
  const task = isText(record) ? editField(app, session, record) : askAnew(app, session, record)
  void task.catch((error: unknown) => app.fail(error, session.site))
}

/** Puts another one in its place; says why where that is not possible. */
const replace = (app: App, session: SiteSession, record: OperationRecord, operation: Operation): void => {
  const refusal = session.replica.edit(record.id, operation)
  if (refusal !== null) return app.toast('warn', `${refusals[refusal]}: it was not changed`)
  const unsure = isUnsure(session.replica, [operation])
  app.toast('good', `${operation.key}: sent as it is now${wayBack(app, unsure)}`)
  follow(app, session, record.id)
}

/** A field's text, in a line or, where it has markup, in a text area. */
const editField = async (app: App, session: SiteSession, record: OperationRecord): Promise<void> => {
  const text = fieldText(record)
  if (text === undefined) return
  const { operation, change, value } = text
  const title = `${change.name} of ${operation.key}`
  const error = errorOf(session, record)
  const put = (edited: typeof value): void => {
    const { wire: _, ...rest } = change
    replace(app, session, record, { ...operation, changes: [{ ...rest, value: edited }] })
  }
  if (value.kind === 'text') {
    app.open({
      kind: 'prompt',
      title,
      help: [],
      buffer: bufferOf(value.text),
      masked: false,
      error,
      hints: { enter: 'sends this instead', esc: 'closes' },
      onSubmit: (typed) => put({ ...value, text: typed }),
    })
    return
  }
  const { deployment } = ownerOf(session, operation.key).session.site
  const working = openText(await loadMarkdown(), value.text, deployment)
  app.open({
    kind: 'text-area',
    title,
    help: ['Ctrl-S sends this instead · Ctrl-E opens your editor · Esc keeps what was · Markdown'],
    buffer: bufferOf(working.text),
    error,
    mayBeEmpty: true,
    onChange: () => undefined,
    onLeave: () => undefined,
    onSubmit: (typed) => put({ ...value, text: working.apply(typed) }),
  })
}

/** Puts the text of a comment back into the text area; what comes out of it is sent in its place. */
const editComment = (app: App, session: SiteSession, record: OperationRecord): void => {
  const operation = written(record)
  if (operation === undefined) return
  const send = async (typed: string): Promise<void> => {
    const body = await authored(typed, ownerOf(session, operation.key).session.site.deployment)
    const refusal = session.replica.edit(record.id, { ...operation, body, typed })
    if (refusal === null) return app.toast('good', `${operation.key} commented${wayBack(app)}`)
    const kept = keepText(session, operation, typed) ? ' · what you wrote is kept (c)' : ''
    app.toast('warn', `${refusals[refusal]}: it was not changed${kept}`)
  }
  app.open({
    kind: 'text-area',
    title: `Comment on ${operation.key}`,
    help: ['Ctrl-S sends this instead · Ctrl-E opens your editor · Esc keeps what was · Markdown'],
    buffer: bufferOf(operation.typed),
    error: errorOf(session, record),
    onChange: () => undefined,
    onLeave: () => undefined,
    onSubmit: (typed) => void send(typed).catch((error: unknown) => app.fail(error, session.site)),
  })
}

/** Gives it up; the text of a comment stays as a draft. */
export const dropOperation = (app: App, session: SiteSession, record: OperationRecord): void => {
  const { operation, words } = record
  if (!session.replica.drop(record.id)) return app.toast('info', 'It is being sent just now')
  if (operation.kind === 'add-comment') keepText(session, operation, operation.typed)
  const kept = operation.kind === 'add-comment' ? ' · its text is kept (c)' : ''
  app.toast('good', `Given up: ${operation.key} ${words}${kept}`)
}

/** Gives several up, after a word about that. */
export const dropSeveral = (app: App, session: SiteSession, records: readonly OperationRecord[]): void => {
  const [only, ...more] = records
  if (only === undefined) return
  if (more.length === 0) return dropOperation(app, session, only)
  app.open({
    kind: 'message',
    title: `Give up ${records.length} changes?`,
    tone: 'info',
    lines: records.map(({ operation, words }) => `${operation.key}: ${words}`),
    top: 0,
    enter: {
      label: 'gives them up',
      run: () => {
        const dropped = records.filter(({ id }) => session.replica.drop(id))
        for (const { operation } of dropped)
          if (operation.kind === 'add-comment') keepText(session, operation, operation.typed)
        app.toast('good', `Given up: ${dropped.length} of ${records.length} changes`)
      },
    },
  })
}

/** Sends again what was refused of these; what may have been done already is left to a look at each. */
export const retrySeveral = (app: App, session: SiteSession, records: readonly OperationRecord[]): void => {
  const [only, ...more] = records
  if (only !== undefined && more.length === 0) return retryOperation(app, session, only)
  const sure = records.filter(({ isUncertain }) => !isUncertain)
  for (const { id } of sure) session.replica.retry(id)
  for (const { id } of sure) follow(app, session, id)
  const left = records.length - sure.length
  const words = left === 0 ? '' : ` · ${left} may be there already: look at ${left === 1 ? 'it' : 'them'} one by one`
  app.toast(left === 0 ? 'info' : 'warn', `Sending ${sure.length} again${words}`)
}

/** Shows what it was and both sides, with a choice for each field. */
export const resolveOperation = (app: App, session: SiteSession, record: OperationRecord): void =>
  void app.open({
    kind: 'conflict',
    title: `${record.operation.key}: ${record.words}`,
    conflicts: record.conflicts,
    choices: {},
    cursor: 0,
    error: null,
    onMerge: (conflict, modal) =>
      void openMerge(app, ownerOf(session, record.operation.key).session, conflict, modal).catch((error: unknown) =>
        app.fail(error, session.site),
      ),
    onChoose: (choices, merged) => {
      session.replica.resolve(record.id, choices)
      const kept = Object.fromEntries(Object.entries(merged).filter(([id]) => choices[id] === 'mine'))
      const resolved = session.replica.operation(record.id)
      if (Object.keys(kept).length > 0 && resolved !== undefined)
        session.replica.edit(record.id, withMerged(resolved.operation, kept))
      const all = Object.values(choices)
      app.toast('good', all.every((choice) => choice === 'theirs') ? 'Theirs stays' : 'Yours is sent')
      follow(app, session, record.id)
    },
  })
