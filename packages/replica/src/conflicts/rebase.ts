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
export const rebase = (store: Store, gone: StoredOperation, me: User): void =>
  restand(store, gone, (rows) => ({ from: layOver(rows, gone), to: takenBack(rows, gone, me) }))

/**
 * An operation that was made while an older one of its issue was set aside, or was another one, stands on that one as it is
 * now: else the next would find the site in conflict with what was sent from here. `former` is undefined where it was not
 * shown. Belongs into the transaction that changes it.
 */
export const rebaseOnto = (store: Store, now: StoredOperation, former: StoredOperation | undefined): void =>
  restand(store, now, (rows) => ({
    from: former === undefined ? rows : layOver(rows, former),
    to: layOver(rows, now),
  }))

/** Makes the later operations that were made from some rows stand on others, which differ in what `stored` touches. */
const restand = (
  store: Store,
  stored: StoredOperation,
  change: (rows: Rows) => { readonly from: Rows; readonly to: Rows },
): void => {
  const touched = new Set(kindOf(stored.operation).touches(stored.operation))
  const later = store.outbox
    .openOf(stored.operation.key)
    .filter(({ id, state }) => id > stored.id && state === 'queued')
  if (touched.size === 0 || later.length === 0) return
  const rows = shownRows(store, stored.operation.key, stored.id)
  if (rows === undefined) return
  const { from, to } = change(rows)
  for (const next of laterOf(store, stored)) {
    const touches = kindOf(next.operation).touches(next.operation)
    if (!touches.some((one) => touched.has(one))) continue
    const bare = withoutBase(next.operation, touched)
    const stoodOnIt = isDeepStrictEqual(kindOf(bare).prepare(bare, from), next.operation)
    if (stoodOnIt && next.state === 'queued') {
      store.outbox.update(next.id, { operation: kindOf(bare).prepare(bare, to) })
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
