import type { Connection } from './connection.ts'
import type { ChangeRow, OperationRow } from './operation-row.ts'
import type { LogEntry } from './outbox-log.ts'
import type { OperationState } from './store.ts'

const isOver = (state: OperationState): boolean => state === 'sent' || state === 'dropped'

/** Sent perhaps: to be looked for, never to be sent again unseen. */
const afterRescue = (state: OperationState): OperationState => (state === 'sending' ? 'unknown' : state)

/** The change by its number, where it is still free or the same; else under a new one. */
export const restoreChange = (db: Connection, change: ChangeRow): number => {
  const known = db.one<ChangeRow>('SELECT * FROM change WHERE id = ?', change.id)
  const isSame = known?.title === change.title && known.performed_at === change.performed_at
  if (known !== undefined && isSame) return known.id
  const undoes = db.one<{ id: number }>('SELECT id FROM change WHERE id = ?', change.undoes)?.id ?? null
  const { id } = db.run(
    'INSERT INTO change (id, title, performed_at, undoes, press) VALUES (?, ?, ?, ?, ?)',
    known === undefined ? change.id : null,
    change.title,
    change.performed_at,
    undoes,
    change.press ?? null,
  )
  if (undoes !== null) db.run('UPDATE change SET undone_by = ? WHERE id = ?', id, undoes)
  return id
}

/** An operation whose mark nobody knows, under its own number where that is free. */
export const restoreOperation = (db: Connection, row: OperationRow, change: number): void => {
  const isTaken = db.one('SELECT 1 FROM operation WHERE id = ?', row.id) !== undefined
  const undoes = db.one<{ id: number }>('SELECT id FROM operation WHERE id = ?', row.undoes)?.id ?? null
  db.run(
    `INSERT INTO operation (id, mark, change, undoes, key, kind, payload, state, performed_at, first_sent_at, attempts,
      not_before, error, conflicts, result, settled_at, settled_order)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    isTaken ? null : row.id,
    row.mark,
    change,
    undoes,
    row.key,
    row.kind,
    row.payload,
    afterRescue(row.state),
    row.performed_at,
    row.first_sent_at,
    row.attempts,
    row.not_before,
    row.error,
    row.conflicts,
    row.result,
    row.settled_at,
    row.settled_order,
  )
}

/** True when something was missing: an operation, its end, or that it may have been sent. */
const replayOne = (db: Connection, { operation, change }: LogEntry): boolean => {
  const sql = 'SELECT state FROM operation WHERE mark = ?'
  const known = db.one<{ state: OperationState }>(sql, operation.mark)?.state
  if (known === undefined) {
    if (isOver(operation.state)) return false
    restoreOperation(db, operation, restoreChange(db, change))
    return true
  }
  if (isOver(known)) return false
  if (isOver(operation.state)) {
    db.run(
      `UPDATE operation SET state = ?1, result = ?2, settled_at = ?3, error = NULL, conflicts = NULL, not_before = NULL,
        settled_order = iif(?1 = 'sent', (SELECT coalesce(max(settled_order), 0) + 1 FROM operation), NULL)
        WHERE mark = ?4`,
      operation.state,
      operation.result,
      operation.settled_at,
      operation.mark,
    )
    return true
  }
  if (known !== 'queued' || (operation.state !== 'sending' && operation.state !== 'unknown')) return false
  const first = operation.first_sent_at
  db.run("UPDATE operation SET state = 'unknown', first_sent_at = ? WHERE mark = ?", first, operation.mark)
  return true
}

/** Brings what the log knows and the database does not into it. Gives the number of such operations. */
export const replayLog = (db: Connection, entries: ReadonlyMap<string, LogEntry>): number =>
  db.transaction(() => [...entries.values()].filter((entry) => replayOne(db, entry)).length)

/** True when the log, read again, would give what is open in the database. */
export const isInStep = (db: Connection, entries: ReadonlyMap<string, LogEntry>): boolean => {
  const sql = "SELECT mark, state FROM operation WHERE state NOT IN ('sent', 'dropped')"
  const open = db.all<{ mark: string; state: OperationState }>(sql)
  const known = [...entries.values()].filter(({ operation }) => !isOver(operation.state))
  return known.length === open.length && open.every(({ mark, state }) => entries.get(mark)?.operation.state === state)
}
