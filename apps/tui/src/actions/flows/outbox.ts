import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { forgetMerges, openMerge, withMerged } from './merge-conflict.ts'
import { askAnew, isAskable } from './outbox-anew.ts'
import { editText, isText, keepText } from './outbox-text.ts'
import { sayUntaken, whenSettled } from './perform.ts'

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

/** What was written, or refused, can be made otherwise, unless the site may have it already. */
export const isEditable = (record: OperationRecord): boolean =>
  !record.isUncertain && record.state !== 'conflict' && (isText(record) || isAskable(record))

/** Opens what was refused, or waits, to be made otherwise: a text in its area or line, anything else in the dialog that makes it. */
export const editOperation = (app: App, session: SiteSession, record: OperationRecord): void => {
  if (!isEditable(record)) return app.toast('info', 'It cannot be edited: give it up (d) and do it anew')
  const onReplaced = (): void => follow(app, session, record.id)
  const task = isText(record) ? editText({ app, session, record, onReplaced }) : askAnew(app, session, record)
  void task.catch((error: unknown) => app.fail(error, session.site))
}

/** Keeps the text of a comment that was given up as a draft; in words, for people. */
const keepDropped = (session: SiteSession, operation: Operation): string => {
  const isComment = operation.kind === 'add-comment' || operation.kind === 'edit-comment'
  if (!isComment || operation.typed === '' || !keepText(session, operation, operation.typed)) return ''
  return operation.kind === 'add-comment' ? ' · its text is kept (c)' : ' · its text is kept as a draft'
}

/** Gives it up; the text of a comment stays as a draft. */
export const dropOperation = (app: App, session: SiteSession, record: OperationRecord): void => {
  const { operation, words } = record
  if (!session.replica.drop(record.id)) return app.toast('info', 'It is being sent just now')
  app.toast('good', `Given up: ${operation.key} ${words}${keepDropped(session, operation)}`)
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
        for (const { operation } of dropped) keepDropped(session, operation)
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
export const resolveOperation = (app: App, session: SiteSession, record: OperationRecord): void => {
  const { session: owner, key } = ownerOf(session, record.operation.key)
  app.open({
    kind: 'conflict',
    title: `${record.operation.key}: ${record.words}`,
    conflicts: record.conflicts,
    choices: {},
    cursor: 0,
    error: null,
    onMerge: (conflict, modal) =>
      void openMerge(app, owner, { key, conflict, modal }).catch((error: unknown) => app.fail(error, session.site)),
    onChoose: (choices, merged) => {
      session.replica.resolve(record.id, choices)
      const kept = Object.fromEntries(Object.entries(merged).filter(([id]) => choices[id] === 'mine'))
      const resolved = session.replica.operation(record.id)
      if (Object.keys(kept).length > 0 && resolved !== undefined)
        session.replica.edit(record.id, withMerged(resolved.operation, kept))
      const all = Object.values(choices)
      app.toast('good', all.every((choice) => choice === 'theirs') ? 'Theirs stays' : 'Yours is sent')
      forgetMerges(owner, key, record.conflicts)
      follow(app, session, record.id)
    },
  })
}
