import type { Issue, IssueKey, RemoteLink } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { deleteIssue } from './issue-ids.ts'
import { issueRow } from './issue-reading.ts'
import { type DetailRest, detailOf } from './issue-row.ts'
import { indexText } from './issue-text.ts'
import {
  type OnMoved,
  type Writing,
  writeBoth,
  writeDetail,
  writeExactRow,
  writePart,
  writeRow,
} from './issue-write.ts'
import { fromJson } from './json.ts'
import { matching } from './matching.ts'
import { datesOf, rowsOf, stamps } from './row-list.ts'
import { search } from './search.ts'
import type { IssueTable, Stored } from './store.ts'
import { removeFromViews } from './views.ts'

interface PartRow {
  readonly value: string
  readonly fetched_at: number
}

const partSql = `SELECT value, issue_part.fetched_at FROM issue JOIN issue_part ON issue = id AND part = ? WHERE key = ?`

/** The table of issues. `onMoved` brings along whatever else names an issue by its key. */
export const issueTable = (db: Connection, onMoved: OnMoved): IssueTable => {
  const idOf = (key: IssueKey): number | undefined =>
    db.one<{ id: number }>('SELECT id FROM issue WHERE key = ?', key)?.id

  const part = <T>(key: IssueKey, name: string): Stored<T> | undefined => {
    const found = db.one<PartRow>(partSql, name, key)
    return found === undefined ? undefined : { value: fromJson<T>(found.value), fetchedAt: found.fetched_at }
  }

  const row = (key: IssueKey): Issue | undefined => issueRow(db, key)

  const writing = (fetchedAt: number): Writing => ({ db, fetchedAt, onMoved })

  const putPart: IssueTable['putPart'] = (key, name, value, fetchedAt) =>
    db.transaction(() => {
      const id = idOf(key)
      if (id === undefined || !writePart(db, id, name, JSON.stringify(value), fetchedAt)) return
      const known = name === 'comments' ? row(key) : undefined
      if (known !== undefined) indexText(db, id, known)
    })

  return {
    row,
    rows: (key) => {
      const issue = row(key)
      if (issue === undefined) return undefined
      const rest = part<DetailRest>(key, 'detail')
      return {
        issue,
        detail: rest === undefined ? undefined : detailOf(issue, rest.value),
        remoteLinks: part<readonly RemoteLink[]>(key, 'remote-links')?.value,
      }
    },
    detail: (key) => {
      const rest = part<DetailRest>(key, 'detail')
      const issue = rest === undefined ? undefined : row(key)
      if (rest === undefined || issue === undefined) return undefined
      return { value: detailOf(issue, rest.value), fetchedAt: rest.fetchedAt }
    },
    part: (key, name) => part<unknown>(key, name),
    putRow: (issue, fetchedAt) => {
      db.transaction(() => writeRow(writing(fetchedAt), issue))
    },
    putDetail: (detail, fetchedAt) => {
      db.transaction(() => writeDetail(writing(fetchedAt), detail))
    },
    putRows: ({ issue, detail, remoteLinks }, fetchedAt) =>
      db.transaction(() => {
        if (detail === undefined) writeExactRow(writing(fetchedAt), issue)
        else writeBoth(writing(fetchedAt), issue, detail)
        if (remoteLinks !== undefined) putPart(issue.key, 'remote-links', remoteLinks, fetchedAt)
      }),
    putPart,
    remove: (key) =>
      db.transaction(() => {
        const id = idOf(key)
        if (id !== undefined) deleteIssue(db, id)
        db.run('DELETE FROM snooze WHERE key = ?', key)
        db.run('DELETE FROM decision WHERE key = ?', key)
        db.run('DELETE FROM visit WHERE key = ?', key)
        removeFromViews(db, key)
      }),
    known: (keys) => {
      const sql = 'SELECT issue.key FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value'
      return new Set(db.column<IssueKey>(sql, JSON.stringify(keys)))
    },
    matching: (among, words) => matching(db, among, words),
    rowsOf: (keys) => rowsOf(db, keys),
    stamps: (keys) => stamps(db, keys),
    dates: (keys, field) => datesOf(db, keys, field),
    search: (text, limit) => search(db, text, limit),
    count: () => db.one<{ count: number }>('SELECT count(*) AS count FROM issue')?.count ?? 0,
  }
}
