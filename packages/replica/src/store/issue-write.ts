import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { renameForChildren, withKnownParent } from './family.ts'
import { deleteIssue, placeOf } from './issue-ids.ts'
import { type DetailRest, exactRow, lineOf, mergedRow, restOf, rowUnder } from './issue-row.ts'
import { indexNewText, indexText, isOtherText } from './issue-text.ts'
import { fromJson } from './json.ts'

/** What is called when an issue is found under another key than before. */
export type OnMoved = (from: IssueKey, to: IssueKey) => void

interface OldRow {
  readonly key: IssueKey
  readonly value: string
}

const oldRow = (db: Connection, id: number): OldRow | undefined =>
  db.one<OldRow>(`SELECT issue.key, value FROM issue JOIN issue_part ON issue = id AND part = 'row' WHERE id = ?`, id)

/** Makes room for the key, and takes the one that the issue had before out of use. */
const settleKey = (db: Connection, key: IssueKey, old: OldRow | undefined, onMoved: OnMoved): void => {
  if (old?.key === key) return
  const other = db.one<{ id: number }>('SELECT id FROM issue WHERE key = ?', key)
  if (other !== undefined) deleteIssue(db, other.id)
  if (old !== undefined) onMoved(old.key, key)
}

const insertRow = (db: Connection, id: number, row: Issue, value: string, fetchedAt: number): void => {
  db.run(
    'INSERT INTO issue (id, key, updated, line, parent, fetched_at) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    row.key,
    row.updated,
    lineOf(row),
    row.parent?.key ?? null,
    fetchedAt,
  )
  putValue(db, id, 'row', value, fetchedAt)
  // What was hidden before it was known wakes by what changes from now on.
  db.run('UPDATE snooze SET updated = ? WHERE key = ? AND updated IS NULL', row.updated, row.key)
  db.run('UPDATE decision SET seen = ? WHERE key = ? AND seen IS NULL', row.updated, row.key)
}

const updateRow = (db: Connection, id: number, row: Issue, value: string, fetchedAt: number): void => {
  db.run(
    'UPDATE issue SET key = ?, updated = ?, line = ?, parent = ?, fetched_at = ? WHERE id = ?',
    row.key,
    row.updated,
    lineOf(row),
    row.parent?.key ?? null,
    fetchedAt,
    id,
  )
  putValue(db, id, 'row', value, fetchedAt)
}

const putValue = (db: Connection, id: number, part: string, value: string, fetchedAt: number): void => {
  db.run(
    `INSERT INTO issue_part (issue, part, value, fetched_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (issue, part) DO UPDATE SET value = excluded.value, fetched_at = excluded.fetched_at`,
    id,
    part,
    value,
    fetchedAt,
  )
}

/** Writes a part; false: it was there like this, and only its time is new. */
export const writePart = (db: Connection, id: number, part: string, value: string, fetchedAt: number): boolean => {
  const sql = 'UPDATE issue_part SET fetched_at = ? WHERE issue = ? AND part = ? AND value = ?'
  if (db.run(sql, fetchedAt, id, part, value).changes > 0) return false
  putValue(db, id, part, value, fetchedAt)
  return true
}

export interface Writing {
  readonly db: Connection
  readonly fetchedAt: number
  readonly onMoved: OnMoved
}

interface WriteOptions {
  readonly rest?: DetailRest
  /** It is what a change of ours has made of the row, and no answer of the site. */
  readonly isOurs?: boolean
}

/**
 * Writes a row, and with it the rest of a detail where there is one. `toRow` has the row that was there before. Inside of a
 * transaction.
 */
const write = (
  { db, fetchedAt, onMoved }: Writing,
  issue: Issue,
  toRow: (old: Issue | undefined) => Issue,
  { rest, isOurs = false }: WriteOptions = {},
): number => {
  const id = placeOf(db, issue)
  const old = oldRow(db, id)
  settleKey(db, issue.key, old, onMoved)
  const before = old === undefined ? undefined : fromJson<Issue>(old.value)
  const row = withKnownParent(db, toRow(before), { before, fetchedAt, isOurs })
  const value = JSON.stringify(row)
  if (old === undefined) insertRow(db, id, row, value, fetchedAt)
  else if (old.value === value) db.run('UPDATE issue SET fetched_at = ? WHERE id = ?', fetchedAt, id)
  else updateRow(db, id, row, value, fetchedAt)
  const isRestNew = rest !== undefined && writePart(db, id, 'detail', JSON.stringify(rest), fetchedAt)
  if (before === undefined) indexNewText(db, id, row, rest?.comments)
  else if (isRestNew || isOtherText(before, row)) indexText(db, id, row)
  if (before?.summary !== row.summary) renameForChildren(db, row)
  return id
}

export const writeRow = (writing: Writing, issue: Issue): number =>
  write(writing, issue, (old) => mergedRow(old, issue))

/** A row as it is meant: what is not in it is not there any more. */
export const writeExactRow = (writing: Writing, issue: Issue): number =>
  write(writing, issue, (old) => exactRow(old, issue), { isOurs: true })

export const writeDetail = (writing: Writing, detail: IssueDetail): number =>
  write(writing, detail, (old) => rowUnder(old, detail, detail), { rest: restOf(detail) })

/** A detail and the row that goes with it. */
export const writeBoth = (writing: Writing, issue: Issue, detail: IssueDetail): number =>
  write(writing, issue, (old) => rowUnder(exactRow(old, issue), issue, detail), {
    rest: restOf(detail),
    isOurs: true,
  })
