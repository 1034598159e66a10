import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'

/** Rows that are in memory at a time. */
const batch = 500

/** Keys that are looked up one by one; for more, going through the whole table is faster. */
const few = 5_000

const rowsSql = `SELECT issue_part.value FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value
  JOIN issue_part ON issue_part.issue = issue.id AND part = 'row'`

/** The rows of these issues. */
export function* rowsOf(db: Connection, keys: readonly IssueKey[]): Generator<Issue> {
  for (let at = 0; at < keys.length; at += batch) {
    const asked = JSON.stringify(keys.slice(at, at + batch))
    for (const text of db.column<string>(rowsSql, asked)) {
      const issue = fromJson<Issue | undefined>(text)
      if (issue !== undefined) yield issue
    }
  }
}

/** When each of these was written last, milliseconds; of a long list, of all there are. */
export const stamps = (db: Connection, keys: readonly IssueKey[]): ReadonlyMap<IssueKey, number> => {
  const rows =
    keys.length <= few
      ? db.all<{ key: IssueKey; at: number }>(
          'SELECT issue.key, fetched_at AS at FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value',
          JSON.stringify(keys),
        )
      : db.all<{ key: IssueKey; at: number }>('SELECT key, fetched_at AS at FROM issue')
  return new Map(rows.map(({ key, at }) => [key, at]))
}
