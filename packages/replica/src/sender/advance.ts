import type { OperationState, Store, StoredOperation } from '../store/store.ts'

/**
 * Changes an operation that is in a certain state still; false: it is not. While a request was on its way a person may have
 * given it up, in this process or another: what is over stays over.
 */
export const advance = (
  store: Store,
  id: number,
  from: OperationState,
  patch: Partial<Omit<StoredOperation, 'id' | 'mark' | 'change'>>,
): boolean =>
  store.transaction(() => {
    if (store.outbox.get(id)?.state !== from) return false
    store.outbox.update(id, patch)
    return true
  })
