import { isDeepStrictEqual } from 'node:util'
import type { User } from '@mmd/jira-api/model'
import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import type { Rows } from '../operations/operation-kind.ts'
import { layOver, shownRows } from '../rows/shown.ts'
import type { Store, StoredOperation } from '../store/store.ts'

/**
 * An operation that stood on one which is given up now stands on what was there before that one: else the next would find
 * the site in conflict with a value that was never there. Belongs into the transaction that gives it up, after it.
 */
export const rebase = (store: Store, gone: StoredOperation, me: User): void => {
  const touched = new Set(kindOf(gone.operation).touches(gone.operation))
  const later = store.outbox.openOf(gone.operation.key).filter(({ id, state }) => id > gone.id && state === 'queued')
  if (touched.size === 0 || later.length === 0) return
  const rows = shownRows(store, gone.operation.key, gone.id)
  if (rows === undefined) return
  for (const next of laterOf(store, gone)) {
    const touches = kindOf(next.operation).touches(next.operation)
    if (!touches.some((one) => touched.has(one))) continue
    const bare = withoutBase(next.operation, touched)
    const stoodOnIt = isDeepStrictEqual(kindOf(bare).prepare(bare, layOver(rows, gone)), next.operation)
    if (stoodOnIt && next.state === 'queued') {
      store.outbox.update(next.id, { operation: kindOf(bare).prepare(bare, takenBack(rows, gone, me)) })
    }
    for (const one of touches) touched.delete(one)
  }
}

/** Later ones of the same issue, those among them that the site has taken. */
const laterOf = (store: Store, { id, operation }: StoredOperation): readonly StoredOperation[] =>
  [...store.outbox.openOf(operation.key), ...store.outbox.settledAfter(0, operation.key)]
    .filter((other) => other.id > id)
    .toSorted((a, b) => a.id - b.id)

/** The rows with what an operation found when it was made, where it would have changed that. */
const takenBack = (rows: Rows, { operation, mark, performedAt }: StoredOperation, me: User): Rows => {
  const performed = { mark, at: new Date(performedAt).toISOString(), result: null }
  const inverse = kindOf(operation).invert(operation, performed, me)
  if ('why' in inverse) return rows
  return inverse.operations.reduce((changed, one) => kindOf(one).apply(changed, one, performed), rows)
}

/** The operation without what it was made from, so that this is filled in again. */
const withoutBase = (operation: Operation, touched: ReadonlySet<string>): Operation => {
  if (operation.kind === 'set-fields') {
    const changes = operation.changes.map((change) => {
      const { base: _, ...rest } = change
      return touched.has(change.id) ? rest : change
    })
    return { ...operation, changes }
  }
  if (!('base' in operation)) return operation
  const { base: _, ...rest } = operation
  return rest
}
