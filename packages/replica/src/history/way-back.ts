import { type FieldValue, kindOf as fieldKindOf, type User } from '@mmd/jira-api/model'
import { kindOf } from '../operations/kinds.ts'
import type { FieldChange, Operation, TransitionOperation } from '../operations/operation.ts'
import type { Inverse, OperationResult, Rows } from '../operations/operation-kind.ts'
import { knownWayBack } from '../refresher/transitions.ts'
import type { WayBack } from '../replica.ts'
import type { Store } from '../store/store.ts'
import { hindrance } from './rights.ts'

export interface WayBackOptions {
  readonly store: Store
  readonly me: User
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The inverse as the kind gives it, unless the person is known not to be allowed to, or the workflow to have no step back. */
export const openInverse = (
  { store, now }: WayBackOptions,
  operation: Operation,
  inverse: Inverse,
  rows: Rows | undefined = store.issues.rows(operation.key),
): Inverse => {
  if ('why' in inverse) return inverse
  const hindered = hindrance(store, inverse.operations, now())
  if (hindered !== null && 'closed' in hindered) return { why: hindered.closed }
  if (operation.kind !== 'transition' || rows === undefined) return inverse
  const why = closedStep(store, operation, rows, now())
  return why === null ? inverse : { why }
}

const closedStep = (
  store: Store,
  { transition: { to }, base }: TransitionOperation,
  { issue }: Rows,
  now: number,
): string | null => {
  if (base === undefined || knownWayBack(store, { ...issue, status: base.status }, to, now) !== 'no') return null
  return `The workflow has no step from ${to.name} back to ${base.status.name}`
}

/** What is to be said of a way back that is open. */
type Doubt = Pick<Extract<WayBack, { readonly open: true }>, 'unsure' | 'asks'>

const unsureRight = ({ store, now }: WayBackOptions, operations: readonly Operation[]): Doubt => {
  const hindered = hindrance(store, operations, now())
  return hindered !== null && 'unsure' in hindered ? hindered : {}
}

/** What of a workflow is not known, or may be in the way. */
const unsureStep = (store: Store, operation: Operation, before: Rows | undefined, now: number): Doubt => {
  if (operation.kind !== 'transition') return {}
  const { base, transition } = operation
  const way = `from ${transition.to.name} back to ${base?.status.name ?? 'where it was'}`
  if (base === undefined || before === undefined) return { unsure: `Whether a step leads ${way} is not known` }
  if (base.status.id === transition.to.id) return {}
  const known = knownWayBack(store, { ...before.issue, ...base }, transition.to, now)
  if (known === 'unknown') return { unsure: `Whether a step leads ${way} is not known` }
  if (typeof known === 'string') return {}
  return { unsure: `The step ${way} asks for ${known.asks.join(', ')}`, asks: known.asks }
}

/** Names of the fields that a step is known to want besides what it gives. */
export const asksOf = ({ store, now }: WayBackOptions, operation: Operation): readonly string[] | undefined => {
  const rows = operation.kind === 'transition' ? store.issues.rows(operation.key) : undefined
  if (operation.kind !== 'transition' || rows === undefined || operation.base === undefined) return undefined
  const { transition, resolution = null, base } = operation
  const known = knownWayBack(store, { ...rows.issue, status: transition.to, resolution }, base.status, now())
  return typeof known === 'string' ? undefined : known.asks
}

/**
 * An operation with what it will have found by the time that it is sent: rows do not have every field, and what they lack is read
 * before the first try.
 */
const foreseen = (operation: Operation): Operation => {
  if (operation.kind === 'sprint') {
    const { to, base = to === null ? { id: '0', name: '' } : null } = operation
    return { ...operation, base }
  }
  if (operation.kind !== 'set-fields') return operation
  const changes = operation.changes.map((change) =>
    change.base !== undefined || fieldKindOf(change.schema) === 'unknown' ? change : { ...change, base: other(change) },
  )
  return { ...operation, changes }
}

/** A value that can be written, and that is not the one to be set. */
const other = ({ value }: FieldChange): FieldValue =>
  value.kind === 'empty' ? { kind: 'text', text: '-' } : { kind: 'empty' }

/** Whether an operation that is not done yet could be taken back, judged from rows that show the issue before it. */
export const wayBackOf = (options: WayBackOptions, operation: Operation, before: Rows | undefined): WayBack => {
  const prepared = foreseen(before === undefined ? operation : kindOf(operation).prepare(operation, before))
  const at = new Date(options.now()).toISOString()
  const performed = { mark: '', at, result: imagined(prepared, at) }
  const inverse = openInverse(options, prepared, kindOf(prepared).invert(prepared, performed, options.me), before)
  if ('why' in inverse) return { closed: inverse.why }
  return {
    open: true,
    ...(inverse.loses === undefined ? {} : { loses: inverse.loses }),
    ...unsureRight(options, inverse.operations),
    ...unsureStep(options.store, prepared, before, options.now()),
  }
}

/** What the site may answer: an inverse needs the number of what was made. */
const imagined = (operation: Operation, at: string): OperationResult => {
  const id = '0'
  const times = { created: at, updated: at }
  switch (operation.kind) {
    case 'add-comment': {
      const { author, body, internal = false } = operation
      return { comment: { ...times, id, author, body, visibility: null, internal } }
    }
    case 'add-worklog': {
      const { author, comment, started, seconds } = operation
      return { worklog: { ...times, id, author, comment, started, seconds, visibility: null } }
    }
    case 'attach': {
      const { author, file } = operation
      return { attachment: { id, filename: file.name, author, created: at, size: file.size, mimeType: file.mimeType } }
    }
    case 'create':
      return { issue: { id, key: operation.key } }
    case 'link':
      return { linkId: id }
    case 'put-remote-link':
      return { remoteLinkId: id }
    default:
      return {}
  }
}
