import type { Issue, IssueDetail } from '@mmd/jira-api/model'
import type { Rows } from './operation-kind.ts'

/** Changes list row and detail alike. */
export const patchIssue = (rows: Rows, patch: Partial<Issue>): Rows => ({
  ...rows,
  issue: { ...rows.issue, ...patch },
  detail: rows.detail && { ...rows.detail, ...patch },
})

/** Changes what only the detail has; without one there is nothing to change. */
export const patchDetail = (rows: Rows, patch: (detail: IssueDetail) => Partial<IssueDetail>): Rows =>
  rows.detail === undefined ? rows : { ...rows, detail: { ...rows.detail, ...patch(rows.detail) } }
