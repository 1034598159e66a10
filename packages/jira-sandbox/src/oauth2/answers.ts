import type { Answer } from '../exchange.ts'
import { withQuery } from '../with-query.ts'

/** Neither a code nor a token may be kept by a cache (RFC 6749 section 5.1). */
export const noStore: Readonly<Record<string, string>> = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

/** Sends the browser on, as the authorize endpoint does: 303. */
export const seeOther = (location: string): Answer => ({ status: 303, headers: { Location: location, ...noStore } })

/** Sends the browser to Jira's own error page: the client never hears of it. */
export const toErrorPage = (baseUrl: string, errorName: string, errorDescription: string): Answer =>
  seeOther(withQuery(`${baseUrl}/plugins/servlet/oauth2/error`, { errorName, errorDescription }))

/** Sends the browser to the client with an answer; `state` goes along only when it is not blank. */
export const toClient = (redirectUri: string, answer: Readonly<Record<string, string>>, state: string): Answer => {
  const query = new URLSearchParams(state.trim() === '' ? answer : { ...answer, state })
  return seeOther(withQuery(redirectUri, query))
}

/** Why the token endpoint refused. */
export type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_grant'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'

/** An error of the token endpoint (RFC 6749 section 5.2); Jira gives 400 for all of them. */
export const tokenError = (error: TokenErrorCode, description: string): Answer => ({
  status: 400,
  headers: noStore,
  json: { error, error_description: description },
})
