/** One call as the limits see it. */
export interface LimitedCall {
  /** Epoch milliseconds. */
  readonly now: number
  readonly cloudId: string
  /** The client id of an OAuth 2.0 (3LO) app; undefined: an API token, which no quota counts. */
  readonly appId: string | undefined
  readonly method: string
  /** The path of the route below `/rest/api/N`, such as `/issue/:key`. */
  readonly route: string
  /** Id of the issue that is written; undefined: none is. */
  readonly writtenIssue: number | undefined
}

/** A refusal of one of the limits. */
export interface Refused {
  readonly reason:
    | 'jira-quota-global-based'
    | 'jira-quota-tenant-based'
    | 'jira-burst-based'
    | 'jira-per-issue-on-write'
  readonly limit: number
  /** Epoch milliseconds from which a call has a chance again. */
  readonly until: number
}

/** How much of a limit is left. */
export interface Allowance {
  readonly limit: number
  readonly remaining: number
}
