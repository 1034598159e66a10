import { type FieldValue, kindOf as fieldKindOf, type User } from '@mmd/jira-api/model'
import { kindOf } from '../operations/kinds.ts'
import type { FieldChange, Operation, TransitionOperation } from '../operations/operation.ts'
import type { Inverse, OperationResult, Rows } from '../operations/operation-kind.ts'
import { knownWayBack } from '../refresher/transitions.ts'
import type { WayBack } from '../replica.ts'
import type { Store } from '../store/store.ts'

export interface WayBackOptions {
  readonly store: Store
  readonly me: User
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The inverse as the kind gives it, unless the workflow is known to have no step back. */
export const openInverse = (
  { store, now }: WayBackOptions,
  operation: Operation,
  inverse: Inverse,
  rows: Rows | undefined = store.issues.rows(operation.key),
): Inverse => {
  if ('why' in inverse || operation.kind !== 'transition' || rows === undefined) return inverse
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

/** What of a workflow is not known, or may be in the way. */
const unsureStep = (store: Store, operation: Operation, before: Rows | undefined, now: number): string | undefined => {
  if (operation.kind !== 'transition') return undefined
  const { base, transition } = operation
  const way = `from ${transition.to.name} back to ${base?.status.name ?? 'where it was'}`
  if (base === undefined || before === undefined) return `Whether a step leads ${way} is not known`
  if (base.status.id === transition.to.id) return undefined
  // The way back names a resolution only where this one does.
  const resolution = operation.resolution === undefined ? null : base.resolution
  switch (knownWayBack(store, { ...before.issue, status: base.status, resolution }, transition.to, now)) {
    case 'unknown':
      return `Whether a step leads ${way} is not known`
    case 'asks':
      return `The step ${way} asks for more`
    default:
      return undefined
  }
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
  const unsure = unsureStep(options.store, prepared, before, options.now())
  return {
    open: true,
    ...(inverse.loses === undefined ? {} : { loses: inverse.loses }),
    ...(unsure === undefined ? {} : { unsure }),
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
