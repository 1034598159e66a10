import type { IncomingHttpHeaders } from 'node:http'
import type { Answer, Scope } from '../exchange.ts'
import { htmlProblem } from '../pages/layout.ts'
import type { Site } from '../site.ts'
import type { SandboxUser } from '../world/world.ts'
import { sessionIdOf } from './sessions.ts'

/** Who is calling. */
export interface Caller {
  /** Undefined: anonymous. */
  readonly user: SandboxUser | undefined
  readonly scope: Scope
  /** The value of `X-Seraph-LoginReason`. */
  readonly loginReason: 'OK' | 'OUT' | 'AUTHENTICATED_FAILED' | 'AUTHENTICATION_DENIED'
  /** True when a session cookie came that the site does not know. */
  readonly staleSession: boolean
  /** Set when the request goes no further. */
  readonly refusal?: Answer
}

/** Nobody. */
export const anonymous: Caller = { user: undefined, scope: 'SYSTEM_ADMIN', loginReason: 'OUT', staleSession: false }

const userWithKey = (site: Site, key: string): SandboxUser | undefined =>
  site.world.users.find((user) => user.key === key && user.active)

const signedIn = (user: SandboxUser | undefined, scope: Scope = 'SYSTEM_ADMIN'): Caller =>
  user === undefined ? anonymous : { user, scope, loginReason: 'OK', staleSession: false }

/** The active account with a key and full rights; nobody when there is none. */
export const callerWithKey = (site: Site, key: string): Caller => signedIn(userWithKey(site, key))

/** The answer to somebody who must first solve a CAPTCHA in a browser. */
export const captchaAnswer = (baseUrl: string): Answer => ({
  ...htmlProblem(403, 'Forbidden', 'Basic Authentication Failure - Reason : AUTHENTICATION_DENIED'),
  headers: {
    'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
    'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${baseUrl}/login.jsp`,
  },
})

// A bearer that is wrong in whatever way is dropped without a word: the request goes on as anonymous.
const byBearer = (site: Site, token: string): Caller => {
  const pair = site.persona.oauth2 ? site.grants.findByAccessToken(token) : undefined
  if (pair !== undefined) return signedIn(userWithKey(site, pair.userKey), pair.scope)
  const pat = site.persona.personalAccessTokens ? site.pats.findByToken(token) : undefined
  return pat === undefined ? anonymous : callerWithKey(site, pat.userKey)
}

const byBasic = (site: Site, encoded: string): Caller => {
  if (!site.persona.basic) {
    // UNCONFIRMED: the words and the status of a site that has Basic switched off.
    return { ...anonymous, refusal: htmlProblem(403, 'Forbidden', 'Basic authentication is disabled on this site.') }
  }
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  const outcome = site.logins.attempt(text.slice(0, Math.max(colon, 0)), text.slice(colon + 1))
  if (outcome.kind === 'ok') return signedIn(outcome.user)
  if (outcome.kind === 'denied') {
    return { ...anonymous, loginReason: 'AUTHENTICATION_DENIED', refusal: captchaAnswer(site.baseUrl) }
  }
  const refusal = htmlProblem(401, 'Unauthorized', 'Basic Authentication Failure - Reason : AUTHENTICATED_FAILED')
  return { ...anonymous, loginReason: 'AUTHENTICATED_FAILED', refusal }
}

/** Finds out who is calling: bearer, then Basic, then the session cookie. */
export const authenticate = (site: Site, headers: IncomingHttpHeaders): Caller => {
  const authorization = headers.authorization ?? ''
  // The word is compared as it stands: "bearer" is not "Bearer".
  if (authorization.startsWith('Bearer ')) return byBearer(site, authorization.slice('Bearer '.length).trim())
  if (authorization.startsWith('Basic ')) return byBasic(site, authorization.slice('Basic '.length).trim())
  const sessionId = sessionIdOf(headers)
  if (sessionId === undefined) return anonymous
  const session = site.sessions.find(sessionId)
  return session === undefined ? { ...anonymous, staleSession: true } : callerWithKey(site, session.userKey)
}
