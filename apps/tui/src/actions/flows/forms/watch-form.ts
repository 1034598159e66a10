import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { presentError } from '../../../present-error.ts'
import { cleared } from '../../../screens/forms/entries.ts'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'
import { recordPerformed } from '../macros/recording.ts'
import { sayUntaken, watch, whenSettled, whenUndisturbed } from '../perform.ts'
import { backWords, wayBack } from '../way-back.ts'
import { type Refused, withErrors } from './open-form.ts'

/** What a form has been made into. */
export interface SentForm {
  readonly app: App
  readonly session: SiteSession
  readonly entries: readonly FormEntry[]
  /** What bears the fields, first, and what goes with it. */
  readonly operations: readonly [Operation, ...Operation[]]
  /** For the list of changes. */
  readonly title: string
  readonly done: string
  /** The operation that the site refused, in whose place this one comes. */
  readonly instead: number | null
  /** Opens the form again, with what the site has refused; `ids` are those operations. */
  readonly reopen: (refused: Refused, ids: readonly [number, ...number[]]) => void
}

/** Kinds of operations that hold values of fields; files, links and comments go by themselves. */
const bearing: ReadonlySet<Operation['kind']> = new Set([
  'create',
  'transition',
  'set-fields',
  'assign',
  'labels',
  'members',
  'list-items',
])

/** Performs what a form was made into, and opens it again when the site refuses some of its fields. */
export const performForm = (sent: SentForm): void => {
  const { app, session, operations, title, done, instead } = sent
  const [first] = operations
  // What hangs on the refused one waits for it, and goes on with it.
  if (instead !== null && session.replica.edit(instead, first) === null) {
    const others = operations.slice(1).filter(({ kind }) => kind !== 'attach' && kind !== 'link')
    if (others.length > 0) watch(app, session, session.replica.performAll(others, title))
    app.toast('good', done)
    return watchForm(sent, [instead])
  }
  const back = backWords(session.replica, operations)
  const records = session.replica.performAll(operations, title)
  recordPerformed(app, session, operations)
  app.toast('good', `${done}${wayBack(app, back)}`)
  // The first one is the form's whatever it is: a form may be nothing but a comment.
  const isForms = (record: OperationRecord): boolean => record === records[0] || bearing.has(record.operation.kind)
  watch(
    app,
    session,
    records.filter((record) => !isForms(record)),
  )
  watchForm(
    sent,
    records.filter(isForms).map(({ id }) => id),
  )
}

/** What has been sent already. */
type WatchedForm = Pick<SentForm, 'app' | 'session' | 'entries' | 'reopen'>

/** Waits until all that bears fields is settled: what is wrong with several of them comes back in one form. */
export const watchForm = (sent: WatchedForm, ids: readonly number[]): void => {
  const settled: OperationRecord[] = []
  for (const id of ids)
    whenSettled(sent.app, sent.session, id, (record) => {
      settled.push(record)
      if (settled.length === ids.length) judge(sent, settled)
    })
}

const isRefusal = ({ state, error }: OperationRecord): boolean => state === 'failed' && error?.code === 'refused'

const judge = ({ app, session, entries, reopen }: WatchedForm, settled: readonly OperationRecord[]): void => {
  const refused = settled.filter(isRefusal).map(({ id, error }) => ({ id, ...presentError(error, {}) }))
  const fields: Readonly<Record<string, string>> = Object.assign({}, ...refused.map((one) => one.fields))
  const [first, ...others] = refused.map(({ id }) => id)
  if (first === undefined || Object.keys(fields).length === 0) {
    for (const record of settled) sayUntaken(app, session, record)
    return
  }
  const held = settled.filter(({ waitsBehind }) => waitsBehind !== null)
  for (const record of settled.filter((one) => !isRefusal(one) && !held.includes(one))) sayUntaken(app, session, record)
  const strange = Object.entries(fields).filter(([field]) => !entries.some(({ meta }) => meta.id === field))
  const said = [...new Set(refused.map(({ what }) => what))]
  const words = [...said, ...strange.map(([field, why]) => `${field}: ${why}`)].join(' · ')
  // Files and links were sent by themselves.
  const left = entries.map((entry) => (entry.parts === undefined ? entry : cleared(entry)))
  whenUndisturbed(app, session, () => {
    reopen({ entries: withErrors(left, fields), error: words }, [first, ...others])
    // What waited behind them goes on by itself.
    watch(app, session, held)
  })
}
