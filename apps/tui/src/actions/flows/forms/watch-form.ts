import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { presentError } from '../../../present-error.ts'
import { cleared } from '../../../screens/forms/entries.ts'
import type { FormEntry } from '../../../screens/forms/form-modal.ts'
import { recordPerformed } from '../macros/recording.ts'
import { sayUntaken, watch, whenSettled, whenUndisturbed } from '../perform.ts'
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
  /** Opens the form again, with what the site has refused; `instead` is that operation. */
  readonly reopen: (refused: Refused, instead: number) => void
}

/** Performs what a form was made into, and opens it again when the site refuses some of its fields. */
export const performForm = (sent: SentForm): void => {
  const { app, session, operations, title, done, instead } = sent
  const [first] = operations
  // What hangs on the refused one waits for it, and goes on with it.
  if (instead !== null && session.replica.edit(instead, first) === null) {
    const others = operations.slice(1).filter(({ kind }) => kind !== 'attach' && kind !== 'link')
    if (others.length > 0) watch(app, session, session.replica.performAll(others, title))
    app.toast('good', done)
    return watchForm(sent, instead)
  }
  const records = session.replica.performAll(operations, title)
  recordPerformed(app, session, operations)
  app.toast('good', `${done} · u takes it back`)
  const [record, ...others] = records
  watch(app, session, others)
  if (record !== undefined) watchForm(sent, record.id)
}

const watchForm = ({ app, session, entries, reopen }: SentForm, id: number): void =>
  whenSettled(app, session, id, (settled: OperationRecord) => {
    const { state, error } = settled
    if (state !== 'failed' || error === null || error.code !== 'refused') return sayUntaken(app, session, settled)
    const { fields, what } = presentError(error, {})
    const isAboutFields = entries.some(({ meta }) => Object.hasOwn(fields, meta.id))
    const strange = Object.entries(fields).filter(([field]) => !entries.some(({ meta }) => meta.id === field))
    const words = [what, ...strange.map(([field, why]) => `${field}: ${why}`)].join(' · ')
    if (!isAboutFields && strange.length === 0) return sayUntaken(app, session, settled)
    // Files and links were sent by themselves.
    const left = entries.map((entry) => (entry.parts === undefined ? entry : cleared(entry)))
    whenUndisturbed(app, session, () => reopen({ entries: withErrors(left, fields), error: words }, id))
  })
