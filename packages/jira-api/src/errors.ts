/** Why a call failed, as the program must tell them apart. */
export type JiraApiErrorCode =
  /** No credential, or the site treats us as anonymous: sign in again. */
  | 'signed-out'
  /** The sign-in was not given the right for this (the cloud answers 401): renewing it would not help. */
  | 'scope-missing'
  /** Signed in, but not allowed. */
  | 'forbidden'
  /** Missing, or not visible to this user. */
  | 'not-found'
  /** The site refused the content: bad JQL, a field's value, a required field, the workflow. */
  | 'refused'
  /** Somebody else changed it (409). */
  | 'conflict'
  /** 429; `retryAfter` says when to come back. */
  | 'rate-limited'
  /** The server failed (5xx) or is in maintenance. */
  | 'server-error'
  /** DNS, refused connection, reset, no route. */
  | 'network'
  | 'timeout'
  | 'tls'
  /** A login page or an SSO page came instead of an answer. */
  | 'sso-page'
  /** HTML or another answer that is not Jira's JSON. */
  | 'not-jira'
  /** JSON that does not have the documented shape. */
  | 'bad-answer'
  /** CAPTCHA or another refusal of a log-in. */
  | 'login-denied'
  | 'cancelled'

export interface JiraApiErrorDetails {
  readonly status?: number
  /** Seconds. */
  readonly retryAfter?: number
  /** What the server said, cleaned by `untrusted`, at most a few lines. */
  readonly messages?: readonly string[]
  /** Field errors by field id, cleaned. */
  readonly fields?: Readonly<Record<string, string>>
  /** `GET /rest/api/2/search` — never a query string, never a header. */
  readonly request?: string
  /**
   * The system's or OpenSSL's own code, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`; `NOT_SENT` when the request never
   * left, so that nothing can have come of it; `ISSUE_WRITES` when only the writes to one issue were too many.
   */
  readonly reason?: string
  /** What the site calls this request in its logs, for its support. */
  readonly trace?: string
}

/** The one error of this package. Holds no request, response, header or credential. */
export class JiraApiError extends Error {
  override readonly name = 'JiraApiError'
  readonly code: JiraApiErrorCode
  readonly details: JiraApiErrorDetails

  constructor(code: JiraApiErrorCode, message: string, details: JiraApiErrorDetails = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** True for a `JiraApiError`, also one that crossed a thread; with `code`, only of that kind. */
export const isJiraApiError = (error: unknown, code?: JiraApiErrorCode): error is JiraApiError =>
  error instanceof Error &&
  error.name === 'JiraApiError' &&
  (code === undefined || (error as JiraApiError).code === code)
