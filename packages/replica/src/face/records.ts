import { fromErrorData } from '../failure.ts'
import { kindOf } from '../operations/kinds.ts'
import type { OperationRecord } from '../replica.ts'
import type { StoredOperation } from '../store/store.ts'

const shownState = (state: StoredOperation['state']): OperationRecord['state'] =>
  state === 'queued' || state === 'sending' || state === 'unknown' ? 'pending' : state

/** An operation of the outbox as people see it; `holder` is what it waits behind. */
export const toRecord = (stored: StoredOperation, holder?: StoredOperation): OperationRecord => {
  const { id, change, operation, conflicts, performedAt } = stored
  const state = shownState(stored.state)
  const isOver = state === 'sent' || state === 'dropped'
  const error = isOver ? null : stored.error
  return {
    id,
    change,
    operation,
    words: kindOf(operation).describe(operation),
    state,
    error: error === null ? null : fromErrorData(error),
    conflicts: state === 'conflict' ? (conflicts ?? []) : [],
    isUncertain: state === 'failed' && error?.code === 'outcome-unknown',
    waitsBehind: holder?.id ?? null,
    waitsUntil: state === 'pending' ? stored.notBefore : null,
    performedAt,
  }
}

/** True for a pending operation that was tried and waits for its next turn. */
export const isWaiting = ({ state, error, notBefore }: StoredOperation, now: number): boolean =>
  (state === 'queued' || state === 'unknown') && error !== null && (notBefore ?? 0) > now
