import type { Issue, IssueDetail, SiteClient } from '@mmd/jira-api/model'
import type { IssueRows, Operation } from './operation.ts'

/** The rows of one issue: its list row, and its detail when that was fetched. */
export type Rows = IssueRows<Issue, IssueDetail>

/** What one kind of operation knows how to do. */
export interface OperationKind<O extends Operation> {
  /** The rows as they will be once the site has accepted it. Pure; drawn at once. */
  readonly apply: (rows: Rows, operation: O) => Rows
  /** Sends it: one write. The result, if any, replaces `apply` on the rows that the site has confirmed. */
  readonly send: (client: SiteClient, operation: O) => Promise<((rows: Rows) => Rows) | undefined>
}

/** Changes list row and detail alike. */
export const patchIssue = (rows: Rows, patch: Partial<Issue>): Rows => ({
  issue: { ...rows.issue, ...patch },
  detail: rows.detail && { ...rows.detail, ...patch },
})
