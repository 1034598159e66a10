import { createHash, timingSafeEqual } from 'node:crypto'
import { cleanServerText } from '../clean.ts'
import { AuthError, type AuthErrorCode } from '../errors.ts'

/** Longest query that a callback may have, in bytes. */
export const longestQuery = 8192

/** True when both are the same; takes equally long wherever they differ. */
export const isSameSecret = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** True when the query brings everything that the registered redirect URL has in its own query. */
export const hasRegisteredQuery = (query: URLSearchParams, registered: URL): boolean =>
  [...registered.searchParams].every(([name, value]) => query.getAll(name).includes(value))

/** True when the query has exactly one state and it is the expected one. */
export const hasState = (query: URLSearchParams, expected: string): boolean => {
  const states = query.getAll('state')
  return states.length === 1 && isSameSecret(states[0] ?? '', expected)
}

/** True for a query with one code, or one error, as RFC 6749 section 4.1.2 has it. */
export const isAnswer = (query: URLSearchParams): boolean => {
  const [codes, errors] = [query.getAll('code'), query.getAll('error')]
  return (codes.length === 1 && codes[0] !== '' && errors.length === 0) || (errors.length === 1 && codes.length === 0)
}

/** What one callback is to the sign-in that waits: its answer, or somebody else's. */
export type Verdict =
  | { readonly kind: 'answer'; readonly refused: boolean }
  /** `reason` in a few words: `another state`. */
  | { readonly kind: 'foreign'; readonly reason: string }

/** Tells the answer to one sign-in from every other callback to the same address. */
export type JudgeCallback = (query: URLSearchParams) => Verdict

/** Knows the answer by its state (RFC 6749 section 10.12). */
export const expectState =
  (state: string, registered: URL): JudgeCallback =>
  (query) => {
    if (!hasState(query, state)) return { kind: 'foreign', reason: query.has('state') ? 'another state' : 'no state' }
    if (!isAnswer(query) || !hasRegisteredQuery(query, registered)) {
      return { kind: 'foreign', reason: 'neither one code nor one error' }
    }
    return { kind: 'answer', refused: query.has('error') }
  }

const refusals: Readonly<Record<string, readonly [AuthErrorCode, string]>> = {
  access_denied: ['consent-refused', 'Access was refused in the browser'],
  invalid_scope: ['invalid-scope', 'The site does not grant this scope to the client'],
  unauthorized_client: ['invalid-client', 'The site does not let this client sign people in'],
  invalid_client: ['invalid-client', 'The site does not know this client'],
}

/** Throws what the site answered instead of a code: `consent-refused`, `invalid-scope`, `invalid-client`, `bad-answer`. */
export const refuseErrorAnswer = (query: URLSearchParams): void => {
  const error = query.get('error')
  if (error === null) return
  const name = error.trim().replaceAll(' ', '_')
  const known = Object.hasOwn(refusals, name) ? refusals[name] : undefined
  const [code, message] = known ?? ['bad-answer', 'The site refused to sign in']
  const description = query.get('error_description')
  throw new AuthError(code, message, cleanServerText(description === null ? error : `${error}: ${description}`))
}
