import type { IssueKey } from '@mmd/jira-api/model'
import { forgetFileOf } from '../face/keep-file.ts'
import { inherit } from '../history/inherit.ts'
import { supersede } from '../history/supersede.ts'
import { kindOf } from '../operations/kinds.ts'
import type { OperationResult } from '../operations/operation-kind.ts'
import { settlePlace } from '../rows/by-rank.ts'
import { settleParts } from '../rows/part-rows.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import { toPerformed } from './performed.ts'

/**
 * The site has taken it: outbox and confirmed rows say so in one transaction, also of one that somebody has given up meanwhile.
 * As it stands now: its issue may have got another key.
 */
export const settle = (store: Store, id: number, result: OperationResult, now: number): void => {
  const operation = store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored === undefined || stored.state === 'sent') return undefined
    settleStored(store, stored, result, now)
    return stored.operation
  })
  // Afterwards: a file that is gone does not come back when the copy cannot be written.
  if (operation?.kind === 'attach') forgetFileOf(store.folder, operation)
}

const settleStored = (store: Store, stored: StoredOperation, result: OperationResult, now: number): void => {
  const { operation } = stored
  store.outbox.settle(stored.id, result, now)
  inherit(store, stored, result)
  if (operation.kind === 'create' && result.issue !== undefined)
    return settleCreated(store, operation.key, result.issue)
  if (operation.kind === 'delete-issue') return store.issues.remove(operation.key)
  if (operation.kind === 'rank') settlePlace(store, operation)
  const rows = store.issues.rows(operation.key)
  if (rows !== undefined) {
    const confirmed = kindOf(operation).apply(rows, operation, { ...toPerformed(stored), result })
    store.issues.putRows(confirmed, now)
    settleParts(store, rows, { ...stored, result })
  }
  return supersede(store, operation)
}

/** The row that was shown for it becomes the issue's, and what waits for the issue learns its key. */
const settleCreated = (
  store: Store,
  localKey: IssueKey,
  made: { readonly id: string; readonly key: IssueKey },
): void => {
  const shown = store.issues.row(localKey)
  const fetchedAt = 0
  store.outbox.rename(localKey, made.key)
  if (shown === undefined) return
  store.issues.remove(localKey)
  store.issues.putRow({ ...shown, ...made }, fetchedAt)
  store.marks.markRead([made.key])
}
