import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'

const rowSql = `SELECT value FROM issue JOIN issue_part ON issue = id AND part = 'row' WHERE key = ?`

/** The list row of an issue as the site confirmed it. */
export const issueRow = (db: Connection, key: IssueKey): Issue | undefined => {
  const found = db.one<{ value: string }>(rowSql, key)
  return found === undefined ? undefined : fromJson<Issue>(found.value)
}
