import type { User } from '@mmd/jira-api/model'
import type { SiteErrorData } from '../failure.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import { otherIssues } from './held.ts'
import { rebase } from './rebase.ts'

/** Who gives up, and when. */
export interface Dropping {
  readonly me: User
  /** Epoch milliseconds. */
  readonly now: number
  /** Kept with it: why. */
  readonly error?: SiteErrorData
}

/**
 * True for operations that can be given up. One that is being sent cannot, nor one that is being looked for on the site,
 * unless the site cannot be asked.
 */
export const isDroppable = ({ state, notBefore }: StoredOperation, now: number): boolean =>
  state === 'queued' || state === 'failed' || state === 'conflict' || (state === 'unknown' && (notBefore ?? 0) > now)

/**
 * Gives up an operation, and with one that makes an issue, everything that needs this issue and the row that was shown for
 * it. What would have taken it back goes with it. Belongs into a transaction.
 */
export const dropOperation = (store: Store, stored: StoredOperation, dropping: Dropping): void => {
  const { now, me, error = null } = dropping
  store.outbox.update(stored.id, { state: 'dropped', settledAt: now, error, conflicts: null })
  const { operation } = stored
  if (operation.kind === 'create') {
    for (const other of store.outbox.open()) {
      const isLost = other.operation.key === operation.key || otherIssues(other.operation).includes(operation.key)
      if (isLost && store.outbox.get(other.id)?.state !== 'dropped') dropOperation(store, other, { now, me })
    }
    return store.issues.remove(operation.key)
  }
  for (const other of store.outbox.openOf(operation.key)) {
    if (other.undoes === stored.id && other.state === 'queued') dropOperation(store, other, { now, me })
  }
  return rebase(store, stored, me)
}
