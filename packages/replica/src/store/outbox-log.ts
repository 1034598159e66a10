import { appendFileSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import type { Connection } from './connection.ts'
import type { ChangeRow, OperationRow } from './operation-row.ts'

/** One line: an operation as it is, with its change; or, of one that is over, how it ended. */
export interface LogEntry {
  readonly identity: string
  readonly operation: OperationRow
  readonly change: ChangeRow
}

export interface OutboxLog {
  /** Writes down how these operations are now. Fails silently: they are in the database. */
  note(ids: readonly number[]): void
  /** Writes down what is open, and nothing else. Inside of a transaction, so that nobody adds to it meanwhile. */
  compact(): void
}

/** Bytes: beyond, what is over is thrown out. */
const longest = 262_144

const open = "state NOT IN ('sent', 'dropped')"

/**
 * The last line of each operation, by its mark. Lines that are cut or of another copy do not count.
 */
export const readLog = (path: string, identity: string): ReadonlyMap<string, LogEntry> => {
  const entries = new Map<string, LogEntry>()
  for (const line of textOf(path).split('\n')) {
    const entry = entryOf(line)
    if (entry?.identity === identity) entries.set(entry.operation.mark, entry)
  }
  return entries
}

const textOf = (path: string): string => {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return ''
  return readFileSync(path, 'utf8')
}

const entryOf = (line: string): LogEntry | undefined => {
  if (line === '') return undefined
  try {
    const entry: LogEntry = JSON.parse(line)
    return typeof entry.operation.mark === 'string' && typeof entry.change.id === 'number' ? entry : undefined
  } catch {
    return undefined
  }
}

/** An append-only file beside the database. Every process writes whole lines at its end. */
export const outboxLog = (db: Connection, path: string, identity: string): OutboxLog => {
  let size = 0
  let compactAt = longest

  const lineOf = (operation: OperationRow): string => {
    const change = db.one<ChangeRow>('SELECT * FROM change WHERE id = ?', operation.change)
    return `${JSON.stringify({ identity, operation, change })}\n`
  }

  const compact = (): void => {
    const text = db.all<OperationRow>(`SELECT * FROM operation WHERE ${open} ORDER BY id`).map(lineOf).join('')
    const fresh = `${path}.${process.pid}`
    writeFileSync(fresh, text, { mode: 0o600 })
    renameSync(fresh, path)
    size = Buffer.byteLength(text)
    compactAt = Math.max(longest, 2 * size)
  }

  const append = (ids: readonly number[]): void => {
    const sql = 'SELECT * FROM operation WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id'
    const operations = db.all<OperationRow>(sql, JSON.stringify(ids))
    const text = operations.map(lineOf).join('')
    appendFileSync(path, text, { mode: 0o600 })
    size = statSync(path).size
    const isOver = operations.some(({ state }) => state === 'sent' || state === 'dropped')
    const isAllOver = isOver && db.one(`SELECT 1 FROM operation WHERE ${open} LIMIT 1`) === undefined
    if (isAllOver || size > compactAt) db.transaction(compact)
  }

  return {
    note: (ids) => {
      try {
        append(ids)
      } catch {
        // It will be made up for when the store is opened next.
      }
    },
    compact,
  }
}
