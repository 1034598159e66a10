import { DatabaseSync } from 'node:sqlite'
import type { Connection } from './connection.ts'
import type { ChangeRow, OperationRow } from './operation-row.ts'
import { restoreChange, restoreOperation } from './replay-log.ts'

type Row = Readonly<Record<string, unknown>>

/** Numbers that are tried one by one between what can be read from both ends. */
const mostTries = 20_000

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** What can be read of a table, from its beginning, from its end, and one by one in between. */
const readable = (db: DatabaseSync, table: 'change' | 'operation'): readonly object[] => {
  const found = new Map<number, Row>()
  const take = (row: Row | undefined): number | undefined => {
    const id = typeof row?.['id'] === 'number' ? row['id'] : undefined
    if (row !== undefined && id !== undefined) found.set(id, row)
    return id
  }
  const walk = (sql: string, start: number): number => {
    const next = attempt(() => db.prepare(sql))
    let at = start
    for (;;) {
      const id = take(attempt(() => next?.get(at)))
      if (id === undefined) return at
      at = id
    }
  }
  const up = walk(`SELECT * FROM ${table} WHERE id > ? ORDER BY id LIMIT 1`, 0)
  const down = walk(`SELECT * FROM ${table} WHERE id < ? ORDER BY id DESC LIMIT 1`, Number.MAX_SAFE_INTEGER)
  const single = attempt(() => db.prepare(`SELECT * FROM ${table} WHERE id = ?`))
  const last = Math.min(down === Number.MAX_SAFE_INTEGER ? 0 : down, up + mostTries)
  for (let id = up + 1; id < last; id += 1) take(attempt(() => single?.get(id)))
  return [...found.values()].toSorted((a, b) => Number(a['id']) - Number(b['id']))
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value)
const isJsonText = (value: unknown): boolean =>
  value === null || (isText(value) && attempt(() => typeof JSON.parse(value)) !== undefined)

const states = new Set(['queued', 'sending', 'unknown', 'conflict', 'failed', 'sent', 'dropped'])

const isNumberOrNull = (value: unknown): boolean => value === null || isNumber(value)

/** What noise has left of a row is no row. */
const isOperation = (value: object): value is OperationRow => {
  const row: Row = { ...value }
  return (
    [row['mark'], row['key'], row['kind'], row['payload'], row['state']].every(isText) &&
    [row['id'], row['change'], row['performed_at'], row['attempts']].every(isNumber) &&
    states.has(String(row['state'])) &&
    [row['payload'], row['error'], row['conflicts'], row['result']].every(isJsonText) &&
    [row['undoes'], row['first_sent_at'], row['not_before'], row['settled_at'], row['settled_order']].every(
      isNumberOrNull,
    )
  )
}

const isChange = (value: object): value is ChangeRow => {
  const row: Row = { ...value }
  return isText(row['title']) && [row['id'], row['performed_at']].every(isNumber) && isNumberOrNull(row['undoes'])
}

const rescueOutbox = (from: DatabaseSync, to: Connection): number => {
  const changes = new Map(
    readable(from, 'change')
      .filter(isChange)
      .map((row) => [row.id, restoreChange(to, row)]),
  )
  const operations = readable(from, 'operation').filter(isOperation)
  const marks = new Set<string>()
  for (const row of operations) {
    if (marks.has(row.mark)) continue
    marks.add(row.mark)
    const lost = { id: row.change, title: row.kind, performed_at: row.performed_at, undoes: null, undone_by: null }
    const change = changes.get(row.change) ?? restoreChange(to, lost)
    changes.set(row.change, change)
    restoreOperation(to, row, change)
  }
  return marks.size
}

/** Texts that somebody wrote, and what is hidden: the site does not have them. */
const rescueOwn = (from: DatabaseSync, to: Connection): void => {
  const rows = (sql: string): readonly Row[] => attempt(() => from.prepare(sql).all()) ?? []
  for (const { name, text, changed_at: at } of rows('SELECT * FROM draft'))
    if (isText(name) && isText(text) && isNumber(at))
      to.run('INSERT OR IGNORE INTO draft VALUES (?, ?, ?)', name, text, at)
  for (const { key, until, until_changed: changed, updated } of rows('SELECT * FROM snooze'))
    if (
      isText(key) &&
      (until === null || isNumber(until)) &&
      isNumber(changed) &&
      (updated === null || isText(updated))
    )
      to.run('INSERT OR IGNORE INTO snooze VALUES (?, ?, ?, ?)', key, until, changed, updated)
  for (const { key, verdict, at, view, reason, seen } of rows('SELECT * FROM decision'))
    if (
      isText(key) &&
      isText(verdict) &&
      isNumber(at) &&
      isText(view) &&
      isText(reason) &&
      (seen === null || isText(seen))
    )
      to.run('INSERT OR IGNORE INTO decision VALUES (?, ?, ?, ?, ?, ?)', key, verdict, at, view, reason, seen)
}

/**
 * Copies what can be read of a damaged database's outbox into a new one, row by row; nothing where it does not say that it
 * is this identity's. Gives the number of operations.
 */
export const rescueRows = (path: string, to: Connection, identity: string): number => {
  const from = attempt(() => new DatabaseSync(path, { readOnly: true, timeout: 1000 }))
  if (from === undefined) return 0
  try {
    const owner = attempt(() => from.prepare("SELECT value FROM meta WHERE name = 'identity'").get())
    if (owner?.['value'] !== identity) return 0
    return to.transaction(() => {
      rescueOwn(from, to)
      return rescueOutbox(from, to)
    })
  } finally {
    from.close()
  }
}
