import type { Issue } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { unindexText } from './issue-text.ts'

/** Jira's id as a number; undefined for what is made here or is no such id. */
const numberOf = (id: string): number | undefined => {
  const number = /^[1-9]\d{0,15}$/.test(id) ? Number(id) : 0
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}

/** The place of an issue in the tables: Jira's id, or a negative number for one that has none. */
export const placeOf = (db: Connection, issue: Issue): number => {
  const number = numberOf(issue.id)
  if (number !== undefined) return number
  const known = db.one<{ id: number }>('SELECT id FROM issue WHERE key = ? AND id < 0', issue.key)
  return known?.id ?? db.one<{ id: number }>('SELECT min(0, coalesce(min(id), 0)) - 1 AS id FROM issue')?.id ?? -1
}

/** With its parts and marks. */
export const deleteIssue = (db: Connection, id: number): void => {
  unindexText(db, id)
  db.run('DELETE FROM issue WHERE id = ?', id)
}
