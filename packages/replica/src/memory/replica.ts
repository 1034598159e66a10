import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { SiteError } from '../failure.ts'
import type { Operation } from './operations/operation.ts'

/** A named list of issues. */
export interface ViewSpec {
  readonly id: string
  readonly title: string
  readonly jql: string
}

/** What is known of a view's list. `keys` is in the site's order; `total` is what the site counted. */
export interface ViewRows {
  readonly spec: ViewSpec
  readonly keys: readonly IssueKey[]
  /** `null` until the site has counted. */
  readonly total: number | null
  readonly phase: 'idle' | 'loading' | 'failed'
  readonly error: SiteError | null
  /** Epoch milliseconds of the last answer. */
  readonly refreshedAt: number | null
}

export interface DetailRows {
  readonly detail: IssueDetail | null
  readonly phase: 'idle' | 'loading' | 'failed'
  readonly error: SiteError | null
}

export interface OperationRecord {
  readonly id: number
  readonly operation: Operation
  readonly state: 'pending' | 'sent' | 'failed'
  readonly error: SiteError | null
  /** The answer got lost and the site may have done it: sent again, it could be done twice. */
  readonly isUncertain: boolean
}

/**
 * The local copy of one site: rows to draw, and the one way to change them. Reading never waits; every method that
 * asks the site works in the background and tells the subscribers when rows have changed.
 */
export interface Replica {
  /** Grows with every change of rows; subscribers compare it. */
  version(): number
  subscribe(listener: () => void): () => void

  view(id: string): ViewRows | undefined
  issue(key: IssueKey): Issue | undefined
  detail(key: IssueKey): DetailRows | undefined

  /** Makes the view known and asks the site for its first page when that was not done yet: one request. */
  openView(spec: ViewSpec): Promise<void>
  /** Asks again for what the view shows: one request per thousand rows. */
  refreshView(id: string): Promise<void>
  /** Fetches pages until `count` rows are known or there are no more. */
  loadMore(id: string, count: number): Promise<void>
  /** Asks only how many issues the view has: one request without rows. */
  countView(spec: ViewSpec): Promise<void>
  /** Fetches one issue whole: one request. */
  openIssue(key: IssueKey, options?: { readonly fresh?: boolean }): Promise<void>

  /** Applies the operation to the rows at once and sends it in the background, in order per issue. */
  perform(operation: Operation): OperationRecord
  /** Operations that are pending or failed, oldest first. */
  operations(): readonly OperationRecord[]
  /** Resolves when the operation was sent or has failed; rejects only for ids that were never given or are long over. */
  settled(id: number): Promise<OperationRecord>
  /**
   * Sends a failed operation again; gives it up instead when a newer one for the same field is on its way. One that
   * `isUncertain` may then be done twice: ask first.
   */
  retry(id: number): void
  /** Gives up a failed operation. */
  drop(id: number): void
  /** Resolves when nothing is being sent or fetched. */
  idle(): Promise<void>
}
