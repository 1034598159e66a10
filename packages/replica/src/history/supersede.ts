import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import type { Store } from '../store/store.ts'
import { superseded } from './taken-back.ts'

/** Those that set something to a value, so that what it was before does not matter. */
const setsValues = (operation: Operation): boolean => {
  switch (operation.kind) {
    case 'set-fields':
    case 'assign':
    case 'watch':
    case 'vote':
    case 'rank':
    case 'sprint':
    case 'edit-comment':
    case 'delete-comment':
    case 'edit-worklog':
    case 'delete-worklog':
    case 'delete-attachment':
    case 'snooze':
    case 'decide':
      return true
    default:
      return false
  }
}

/** True when nothing is left of `earlier` once `later` is done: both are on one issue, and all that it sets is set again. */
export const overwrites = (later: Operation, earlier: Operation): boolean => {
  if (later.key !== earlier.key || earlier.kind === 'create' || !setsValues(later)) return false
  // A step may bring a comment and fields of its screen, which a field set later does not.
  if (earlier.kind === 'transition') return false
  const set = new Set(kindOf(later).touches(later))
  const touched = kindOf(earlier).touches(earlier)
  return touched.length > 0 && touched.every((one) => set.has(one))
}

/**
 * Drops what of the same issue was refused, or is in conflict, and is of no use any more because `taken` sets the same.
 * Belongs into the transaction that takes it.
 */
export const supersede = (store: Store, taken: Operation, now: number = Date.now()): void => {
  for (const { id, state, operation } of store.outbox.openOf(taken.key)) {
    if ((state !== 'failed' && state !== 'conflict') || !overwrites(taken, operation)) continue
    store.outbox.update(id, { state: 'dropped', settledAt: now, error: superseded })
  }
}
