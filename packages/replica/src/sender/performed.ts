import type { Performed } from '../operations/operation-kind.ts'
import type { StoredOperation } from '../store/store.ts'

/** A stored operation as its kind wants to know it. */
export const toPerformed = ({ mark, performedAt, result }: StoredOperation): Performed => ({
  mark,
  at: new Date(performedAt).toISOString(),
  result,
})
