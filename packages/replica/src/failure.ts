import { isJiraApiError, JiraApiError, type JiraApiErrorDetails } from '@mmd/jira-api/model'

/** An error of the site's client or of the credential behind it; `presentError` knows both by name and code. */
export type SiteError = Error & { readonly code: string; readonly details?: JiraApiErrorDetails }

/** The same as it is kept and as it crosses a thread. */
export interface SiteErrorData {
  readonly name: string
  readonly code: string
  readonly message: string
  readonly details?: JiraApiErrorDetails
}

const isAuthError = (error: unknown): error is SiteError =>
  error instanceof Error && error.name === 'AuthError' && 'code' in error && typeof error.code === 'string'

/** Anything that is neither of the two is a fault of ours: it is kept, without its text. */
export const asSiteError = (error: unknown): SiteError => {
  if (isJiraApiError(error) || isAuthError(error)) return error
  return new JiraApiError('bad-answer', error instanceof Error ? error.name : 'an unknown failure')
}

export const toErrorData = ({ name, code, message, details }: SiteError): SiteErrorData => ({
  name,
  code,
  message,
  ...(details === undefined ? {} : { details }),
})

/** The error again, such that the guards of the packages hold. */
export const fromErrorData = ({ message, ...fields }: SiteErrorData): SiteError =>
  Object.assign(new Error(message), fields)
/** Codes of a connection that was never made, so that nothing can have been sent; `NOT_SENT` is the caller's own. */
const neverSent = new Set([
  'NOT_SENT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
])

/** True when the site may have done what was sent, although no answer says so. */
export const isOutcomeUnknown = (error: SiteError): boolean => {
  if (!isJiraApiError(error)) return !isAuthError(error)
  const { status, reason } = error.details
  // A redirect or a refusal is an answer; a failing server or proxy may have passed the request on before.
  if (status !== undefined) return status < 300 || status >= 500 || status === 408
  if (error.code === 'signed-out' || error.code === 'tls') return false
  return reason === undefined || !neverSent.has(reason)
}
