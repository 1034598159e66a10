import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import type { MarkTable } from './store.ts'

const unreadSql = `SELECT issue.key FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value
  LEFT JOIN read_mark AS mark ON mark.issue = issue.id
  WHERE mark.issue IS NULL OR issue.updated > coalesce(mark.updated, '')`

const readSql = `INSERT INTO read_mark (issue, updated)
  SELECT issue.id, issue.updated FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value WHERE true
  ON CONFLICT (issue) DO UPDATE SET updated = excluded.updated WHERE updated IS NOT excluded.updated`

const snoozedSql = `SELECT snooze.key FROM snooze LEFT JOIN issue ON issue.key = snooze.key
  WHERE (until IS NULL OR until > ?)
  AND NOT (until_changed AND issue.updated IS NOT NULL AND issue.updated > coalesce(snooze.updated, ''))`

/** What its reader has seen and what is hidden from the lists. */
export const markTable = (db: Connection): MarkTable => ({
  readUpTo: (key) =>
    db.one<{ updated: string | null }>(
      'SELECT mark.updated FROM issue JOIN read_mark AS mark ON mark.issue = issue.id WHERE key = ?',
      key,
    )?.updated,
  unread: (keys) => new Set(db.column<IssueKey>(unreadSql, JSON.stringify(keys))),
  markRead: (keys) => {
    db.run(readSql, JSON.stringify(keys))
  },
  snooze: (key) => {
    const row = db.one<{ until: number | null; until_changed: number }>(
      'SELECT until, until_changed FROM snooze WHERE key = ?',
      key,
    )
    return row === undefined ? undefined : { until: row.until, untilChanged: row.until_changed === 1 }
  },
  putSnooze: (key, snooze) => {
    if (snooze === null) db.run('DELETE FROM snooze WHERE key = ?', key)
    else
      db.run(
        `INSERT OR REPLACE INTO snooze (key, until, until_changed, updated)
          VALUES (?1, ?2, ?3, (SELECT updated FROM issue WHERE key = ?1))`,
        key,
        snooze.until,
        snooze.untilChanged ? 1 : 0,
      )
  },
  snoozed: (now) => new Set(db.column<IssueKey>(snoozedSql, now)),
})
