import { cleanServerText } from '../clean.ts'
import { AuthError } from '../errors.ts'
import { hasRegisteredQuery, isSameSecret, type JudgeCallback } from '../redirect/callback.ts'
import { parseCallbackUrl } from '../redirect/paste.ts'
import { problemAmong } from './problem.ts'

/** What Jira sends in the verifier's place when access was refused. */
const denied = 'denied'

const isAnswer = (query: URLSearchParams): boolean => {
  const [verifiers, problems] = [query.getAll('oauth_verifier'), query.getAll('oauth_problem')]
  return verifiers.length + problems.length === 1 && [...verifiers, ...problems][0] !== ''
}

const hasRequestToken = (query: URLSearchParams, expected: string): boolean => {
  const tokens = query.getAll('oauth_token')
  return tokens.length === 1 && isSameSecret(tokens[0] ?? '', expected)
}

/**
 * Knows the answer by the request token (RFC 5849 section 2.2): OAuth 1.0a has no state, and the token was made for this
 * one sign-in.
 */
export const expectRequestToken =
  (requestToken: string, registered: URL): JudgeCallback =>
  (query) => {
    if (!hasRequestToken(query, requestToken)) {
      return { kind: 'foreign', reason: query.has('oauth_token') ? 'another request token' : 'no request token' }
    }
    if (!isAnswer(query) || !hasRegisteredQuery(query, registered)) {
      return { kind: 'foreign', reason: 'neither one verifier nor one problem' }
    }
    return { kind: 'answer', refused: query.get('oauth_verifier') === denied || query.has('oauth_problem') }
  }

/** The query of a pasted address-bar URL that answers this sign-in. Throws `bad-redirect`, `state-mismatch`. */
export const parsePastedCallback = (pasted: string, redirectUri: string, requestToken: string): URLSearchParams => {
  const query = parseCallbackUrl(pasted, redirectUri)
  if (!isAnswer(query)) throw new AuthError('bad-redirect', 'The address has no single code in it')
  if (hasRequestToken(query, requestToken)) return query
  throw new AuthError('state-mismatch', 'The address belongs to another sign-in')
}

/** The verifier of a callback that was judged to be the answer. Throws `consent-refused`, `bad-answer`. */
export const verifierIn = (query: URLSearchParams): string => {
  const problem = problemAmong(query)
  const verifier = query.get('oauth_verifier') ?? ''
  const isRefusal = verifier === denied || ['user_refused', 'permission_denied'].includes(problem?.name ?? '')
  if (problem === undefined && !isRefusal) return verifier
  const detail = problem === undefined ? undefined : cleanServerText(problem.name)
  if (isRefusal) throw new AuthError('consent-refused', 'Access was refused in the browser', detail)
  throw new AuthError('bad-answer', 'The site refused to sign in', detail)
}

/** The code that the site showed, without blanks around it. Throws `bad-redirect` for what cannot be one. */
export const parseVerifier = (text: string): string => {
  const verifier = text.trim()
  if (verifier === '') throw new AuthError('bad-redirect', 'The code is empty')
  if (!/^[\u0021-\u007e]{1,256}$/u.test(verifier)) {
    throw new AuthError('bad-redirect', 'This is not a code of the site: it is too long, or has a blank in it')
  }
  return verifier
}
