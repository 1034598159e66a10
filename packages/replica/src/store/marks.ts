import type { IssueKey } from '@mmd/jira-api/model'
import type { Decision } from '../operations/operation.ts'
import type { Connection } from './connection.ts'
import type { DecidedIssue, MarkTable } from './store.ts'

const unreadSql = `SELECT issue.key FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value
  LEFT JOIN read_mark AS mark ON mark.issue = issue.id
  WHERE mark.issue IS NULL OR issue.updated > coalesce(mark.updated, '')`

const readSql = `INSERT INTO read_mark (issue, updated)
  SELECT issue.id, issue.updated FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value WHERE true
  ON CONFLICT (issue) DO UPDATE SET updated = excluded.updated WHERE updated IS NOT excluded.updated`

const snoozedSql = `SELECT snooze.key FROM snooze LEFT JOIN issue ON issue.key = snooze.key
  WHERE (until IS NULL OR until > ?)
  AND NOT (until_changed AND issue.updated IS NOT NULL AND issue.updated > coalesce(snooze.updated, ''))`

/** Decisions that are looked at: months of a diligent person. */
const mostDecisions = 10_000

const decidedSql = `SELECT decision.*, issue.updated > coalesce(seen, '') AS changed
  FROM decision LEFT JOIN issue ON issue.key = decision.key ORDER BY at DESC LIMIT ${mostDecisions}`

/** Visits that are kept. */
const mostVisits = 200

const visitsSql = `SELECT visit.key, at FROM visit JOIN issue ON issue.key = visit.key ORDER BY at DESC LIMIT ${mostVisits}`

const oldVisitsSql = `DELETE FROM visit WHERE key NOT IN (SELECT key FROM visit ORDER BY at DESC LIMIT ${mostVisits})`

const keepDecidedSql = `UPDATE decision SET seen = (SELECT updated FROM issue WHERE issue.key = decision.key)
  WHERE key IN (SELECT value FROM json_each(?))`

/** How long what was decided is remembered, milliseconds: about a quarter of a year. */
const keptDecisions = 90 * 86_400_000

/** A decision about an issue that a list still has is what keeps it out of the inbox, however old it is. */
const staleSql = `DELETE FROM decision WHERE at < ? AND NOT EXISTS (
    SELECT 1 FROM view WHERE instr(char(10) || keys || char(10), char(10) || decision.key || char(10)) > 0
  )`

/** Forgets decisions that are long over, and snoozes whose time was over long ago. */
export const pruneMarks = (db: Connection, now: number): void =>
  db.transaction(() => {
    db.run(staleSql, now - keptDecisions)
    db.run('DELETE FROM snooze WHERE until < ?', now - keptDecisions)
  })

type DecisionRow = Required<Decision> & { readonly key: IssueKey; readonly changed: number | null }

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
  decision: (key) => db.one<Decision>('SELECT verdict, at, view, reason, seen FROM decision WHERE key = ?', key),
  putDecision: (key, decision) => {
    if (decision === null) db.run('DELETE FROM decision WHERE key = ?', key)
    else {
      const { verdict, at, view, reason, seen = null } = decision
      const sql = 'INSERT OR REPLACE INTO decision (key, verdict, at, view, reason, seen) VALUES (?, ?, ?, ?, ?, ?)'
      db.run(sql, key, verdict, at, view, reason, seen)
    }
  },
  decisions: () => db.all<DecisionRow>(decidedSql).map((row): DecidedIssue => ({ ...row, changed: row.changed === 1 })),
  visits: () => db.all<{ key: IssueKey; at: number }>(visitsSql),
  putVisit: (key, at) => {
    // The last one is the newest, also where a clock was put back.
    db.run('INSERT OR REPLACE INTO visit SELECT ?, max(?, coalesce((SELECT max(at) + 1 FROM visit), 0))', key, at)
    db.run(oldVisitsSql)
  },
  passOver: (keys) => {
    const list = JSON.stringify(keys)
    db.run(readSql, list)
    db.run(keepDecidedSql, list)
  },
  snoozed: (now) => new Set(db.column<IssueKey>(snoozedSql, now)),
})
