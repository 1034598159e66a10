import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { rowOf } from './issue-row.ts'
import { fromJson } from './json.ts'

type Parent = NonNullable<Issue['parent']>

interface ChildRow {
  readonly id: number
  readonly value: string
}

const childrenSql = `SELECT id, value FROM issue JOIN issue_part ON issue = id AND part = 'row' WHERE parent = ?`

/** Tells the rows of sub-tasks and children what their parent is called; those that say so already stay. */
const tellChildren = (db: Connection, key: IssueKey, told: Partial<Parent>): void => {
  for (const { id, value } of db.all<ChildRow>(childrenSql, key)) {
    const row = fromJson<Issue>(value)
    if (row.parent === null) continue
    const parent = { ...row.parent, ...told }
    if (parent.key === row.parent.key && parent.summary === row.parent.summary) continue
    db.run(
      "UPDATE issue_part SET value = ? WHERE issue = ? AND part = 'row'",
      JSON.stringify(rowOf({ ...row, parent })),
      id,
    )
    db.run('UPDATE issue SET parent = ? WHERE id = ?', parent.key, id)
  }
}

/** An issue has another key: its children are children of that. */
export const renameParent = (db: Connection, from: IssueKey, to: IssueKey): void => tellChildren(db, from, { key: to })

/** An issue is called otherwise than before. */
export const renameForChildren = (db: Connection, { key, summary }: Issue): void => tellChildren(db, key, { summary })

/**
 * A row whose parent is called as the copy knows, where it knows that better: the answer that has the row is older than the
 * parent's row, or (`isOurs`) no answer but a change of ours names another parent than before.
 */
export const withKnownParent = (
  db: Connection,
  row: Issue,
  {
    before,
    fetchedAt,
    isOurs,
  }: { readonly before: Issue | undefined; readonly fetchedAt: number; readonly isOurs: boolean },
): Issue => {
  const { parent } = row
  if (parent === null || (isOurs && before?.parent?.key === parent.key)) return row
  const known = db.one<{ value: string }>(
    `SELECT value FROM issue JOIN issue_part ON issue = id AND part = 'row' WHERE key = ? AND issue.fetched_at > ?`,
    parent.key,
    isOurs ? -1 : fetchedAt,
  )
  if (known === undefined) return row
  const { summary } = fromJson<Issue>(known.value)
  return summary === parent.summary ? row : { ...row, parent: { ...parent, summary } }
}
