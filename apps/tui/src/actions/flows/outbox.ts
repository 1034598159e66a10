import type { EditRefusal, Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { authored } from '../../session/authored.ts'
import { commentDraft } from './drafts.ts'
import { sayUntaken, whenSettled } from './perform.ts'
import { wayBack } from './way-back.ts'

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

/** A text can be written otherwise, unless the site may have it already. */
export const isEditable = (record: OperationRecord): boolean => written(record) !== undefined && !record.isUncertain

/** Puts the text of a comment back into the text area; what comes out of it is sent in its place. */
export const editOperation = (app: App, session: SiteSession, record: OperationRecord): void => {
  const operation = written(record)
  if (operation === undefined || record.isUncertain)
    return app.toast('info', 'Only texts can be edited: give it up (d) and do it anew')
  app.open({
    kind: 'text-area',
    title: `Comment on ${operation.key}`,
    help: ['Ctrl-S sends this instead · Ctrl-E opens your editor · Esc keeps what was · Markdown'],
    buffer: bufferOf(operation.typed),
    error: null,
    onChange: () => undefined,
    onLeave: () => undefined,
    onSubmit: (typed) =>
      void authored(typed, ownerOf(session, operation.key).session.site.deployment).then((body) => {
        const refusal = session.replica.edit(record.id, { ...operation, body, typed })
        if (refusal !== null) {
          const kept = keepText(session, operation, typed) ? ' · what you wrote is kept (c)' : ''
          return app.toast('warn', `${refusals[refusal]}: it was not changed${kept}`)
        }
        return app.toast('good', `${operation.key} commented${wayBack(app)}`)
      }),
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

/** Shows what it was and both sides, with a choice for each field. */
export const resolveOperation = (app: App, session: SiteSession, record: OperationRecord): void =>
  void app.open({
    kind: 'conflict',
    title: `${record.operation.key}: ${record.words}`,
    conflicts: record.conflicts,
    choices: {},
    cursor: 0,
    error: null,
    onChoose: (choices) => {
      session.replica.resolve(record.id, choices)
      const all = Object.values(choices)
      app.toast('good', all.every((choice) => choice === 'theirs') ? 'Theirs stays' : 'Yours is sent')
      follow(app, session, record.id)
    },
  })
