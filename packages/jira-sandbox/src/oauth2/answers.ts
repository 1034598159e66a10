import type { Answer } from '../exchange.ts'
import type { Persona } from '../persona.ts'
import { withQuery } from '../with-query.ts'
import { describe } from './wording.ts'

/** Neither a code nor a token may be kept by a cache (RFC 6749 section 5.1). */
export const noStore: Readonly<Record<string, string>> = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

/** Sends the browser on, as the authorize endpoint does: 303. */
export const seeOther = (location: string): Answer => ({ status: 303, headers: { Location: location, ...noStore } })

/** As much of a site as its error page needs. */
export interface ErrorPageSite {
  readonly baseUrl: string
  readonly persona: Persona
}

/** Sends the browser to Jira's own error page: the client never hears of it. */
export const toErrorPage = ({ baseUrl, persona }: ErrorPageSite, errorName: string, english: string): Answer => {
  const errorDescription = describe(persona, errorName, english)
  return seeOther(withQuery(`${baseUrl}/plugins/servlet/oauth2/error`, { errorName, errorDescription }))
}

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
  | 'invalid_scope'
  | 'invalid scope'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'

/** An error of the token endpoint (RFC 6749 section 5.2); 400 for all of them unless the persona knows better. */
export const tokenError = (persona: Persona, error: TokenErrorCode, english: string): Answer => ({
  status: persona.tokenErrorStatus[error] ?? 400,
  headers: noStore,
  json: { error, error_description: describe(persona, error, english) },
})
