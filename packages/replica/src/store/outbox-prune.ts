import type { Connection } from './connection.ts'
import type { OutboxLog } from './outbox-log.ts'

/** Milliseconds. What the site took lately is laid over reads that began before, so it stays. */
const inFlight = 3_600_000

/** Changes that are older than the newest `keep`, with nothing open, and nothing taken lately. */
const over = `SELECT id FROM change
  WHERE id NOT IN (SELECT id FROM change ORDER BY id DESC LIMIT ?1)
  AND NOT EXISTS (
    SELECT 1 FROM operation WHERE change = change.id
    AND (state NOT IN ('sent', 'dropped') OR settled_at > ?2
      OR settled_order = (SELECT max(settled_order) FROM operation))
  )`

/** Forgets what is over. The operation that was taken last stays, so that the order goes on from it. */
export const prune = (db: Connection, keep: number, now: number, log: OutboxLog): void =>
  db.transaction(() => {
    // First, lest the log knew as open what is over and nobody knows any more.
    log.compact()
    const ids = JSON.stringify(db.all<{ id: number }>(over, keep, now - inFlight).map(({ id }) => id))
    const these = '(SELECT value FROM json_each(?1))'
    db.run(
      `UPDATE operation SET undoes = NULL WHERE undoes IN (SELECT id FROM operation WHERE change IN ${these})`,
      ids,
    )
    db.run(`DELETE FROM operation WHERE change IN ${these}`, ids)
    db.run(`UPDATE change SET undoes = NULL WHERE undoes IN ${these}`, ids)
    db.run(`UPDATE change SET undone_by = NULL WHERE undone_by IN ${these}`, ids)
    db.run(`DELETE FROM change WHERE id IN ${these}`, ids)
  })
