import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { renameParent } from './family.ts'
import { fromJson } from './json.ts'
import { changeLists, keyLines } from './key-list.ts'

/** Members that hold what people wrote: equal to a key by chance at most. */
const free = new Set(['summary', 'otherSummary', 'typed', 'source', 'text', 'title', 'name', 'labels'])

/**
 * A value with each string that is the key `from`, and no more than that, in the place of `to`. Gives the same value when
 * nothing was found.
 */
export const renamedIn = (value: unknown, from: string, to: string): unknown => {
  if (value === from) return to
  if (Array.isArray(value)) {
    const items = value.map((item) => renamedIn(item, from, to))
    return items.some((item, at) => item !== value[at]) ? items : value
  }
  if (typeof value !== 'object' || value === null) return value
  let isChanged = false
  const entries = Object.entries(value).map(([name, member]) => {
    const now = free.has(name) ? member : renamedIn(member, from, to)
    if (now !== member) isChanged = true
    return [name, now] as const
  })
  return isChanged ? Object.fromEntries(entries) : value
}

/** In the lists of views; a key that is there already is not there twice. */
const renameInViews = (db: Connection, from: IssueKey, to: IssueKey): void =>
  changeLists(db, from, (keys, id) => {
    const renamed = new Set(keys.map((key) => (key === from ? to : key)))
    db.run('UPDATE view SET keys = ? WHERE id = ?', keyLines([...renamed]), id)
  })

/** In drafts, whose names have the key between colons. */
const renameDrafts = (db: Connection, from: IssueKey, to: IssueKey): void => {
  for (const { name } of db.all<{ name: string }>('SELECT name FROM draft WHERE instr(name, ?) > 0', from)) {
    const parts = name.split(':')
    if (!parts.includes(from)) continue
    const renamed = parts.map((part) => (part === from ? to : part)).join(':')
    db.run('UPDATE OR IGNORE draft SET name = ? WHERE name = ?', renamed, name)
  }
}

/** In operations and in what they hold. Gives the ids of those that have changed. */
const renameInOperations = (db: Connection, from: IssueKey, to: IssueKey): readonly number[] => {
  const found = db.all<{ id: number; key: string; payload: string }>(
    'SELECT id, key, payload FROM operation WHERE key = ?1 OR instr(payload, ?2) > 0',
    from,
    JSON.stringify(from),
  )
  return found.flatMap(({ id, key, payload }) => {
    const renamed = JSON.stringify(renamedIn(fromJson(payload), from, to))
    if (renamed === payload && key !== from) return []
    db.run('UPDATE operation SET key = ?, payload = ? WHERE id = ?', key === from ? to : key, renamed, id)
    return [id]
  })
}

/** An issue has another key now: wherever it is named, of rows only in those of its children. Gives the operations that have changed. */
export const renameKey = (db: Connection, from: IssueKey, to: IssueKey): readonly number[] => {
  renameInViews(db, from, to)
  renameParent(db, from, to)
  renameDrafts(db, from, to)
  db.run('UPDATE OR REPLACE snooze SET key = ? WHERE key = ?', to, from)
  db.run('UPDATE OR REPLACE decision SET key = ? WHERE key = ?', to, from)
  db.run('UPDATE OR REPLACE visit SET key = ? WHERE key = ?', to, from)
  return renameInOperations(db, from, to)
}
