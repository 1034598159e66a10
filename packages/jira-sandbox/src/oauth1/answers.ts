import type { Answer } from '../exchange.ts'

/** Why a signed request was refused, in the words of the OAuth problem reporting extension. */
export type OAuthProblem =
  | 'parameter_absent'
  | 'parameter_rejected'
  | 'version_rejected'
  | 'signature_method_rejected'
  | 'consumer_key_unknown'
  | 'timestamp_refused'
  | 'nonce_used'
  | 'signature_invalid'
  | 'token_rejected'
  | 'token_used'
  | 'token_expired'
  | 'permission_unknown'
  | 'permission_denied'

/** The `WWW-Authenticate` value that Jira's 401 answers carry. */
export const realmOf = (baseUrl: string): string => `OAuth realm="${encodeURIComponent(baseUrl)}"`

/** A form-encoded body, as OAuth 1.0a answers (RFC 5849 section 2.1). */
export const formAnswer = (status: number, fields: Readonly<Record<string, string>>): Answer => ({
  status,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8', 'Cache-Control': 'no-store' },
  text: new URLSearchParams(fields).toString(),
})

/** A refusal: the problem stands in the body and in the header. */
export const problemAnswer = (
  baseUrl: string,
  problem: OAuthProblem,
  details: Readonly<Record<string, string>> = {},
): Answer => {
  const answer = formAnswer(401, { oauth_problem: problem, ...details })
  return {
    ...answer,
    headers: { ...answer.headers, 'WWW-Authenticate': `${realmOf(baseUrl)}, oauth_problem="${problem}"` },
  }
}
