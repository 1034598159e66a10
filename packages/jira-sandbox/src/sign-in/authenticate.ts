import type { Answer, Scope } from '../exchange.ts'
import { htmlProblem } from '../pages/layout.ts'
import type { Incoming } from '../server/receive.ts'
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
  /** Set for service accounts: paths that do not begin like one of these are closed. */
  readonly openPaths?: readonly string[]
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
export const captchaAnswer = (baseUrl: string, status = 403): Answer => ({
  ...htmlProblem(status, 'Forbidden', 'Basic Authentication Failure - Reason : AUTHENTICATION_DENIED'),
  headers: {
    'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
    'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${baseUrl}/login.jsp`,
  },
})

/** Whom an access token of OAuth 2.0 stands for; undefined when it is none that works. */
const byAccessToken = (site: Site, token: string): Caller | undefined => {
  const { persona } = site
  if (!persona.oauth2 || !persona.accessTokens) return undefined
  const pair = site.grants.findByAccessToken(token)
  if (pair !== undefined) return signedIn(userWithKey(site, pair.userKey), pair.scope)
  const service = site.serviceAccounts.findByToken(token)
  if (service === undefined) return undefined
  return { ...signedIn(service.account.user, service.scope), openPaths: persona.serviceAccountPaths }
}

// A bearer that is wrong in whatever way is dropped without a word: the request goes on as anonymous.
const byBearer = (site: Site, token: string): Caller => {
  const caller = byAccessToken(site, token)
  if (caller !== undefined) return caller
  const pat = site.persona.personalAccessTokens ? site.pats.findByToken(token) : undefined
  return pat === undefined ? anonymous : callerWithKey(site, pat.userKey)
}

const mayUseBasic = ({ persona, contextPath }: Site, username: string, rawPath: string): boolean =>
  persona.basic ||
  persona.basicAllowed.users.includes(username) ||
  persona.basicAllowed.paths.some((path) => rawPath.startsWith(`${contextPath}${path}`))

const byBasic = (site: Site, encoded: string, rawPath: string): Caller => {
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  const [username, password] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)]
  const caller = site.persona.accessTokenAsPassword ? byAccessToken(site, password) : undefined
  if (caller !== undefined) return caller
  if (!mayUseBasic(site, username, rawPath)) {
    const message = 'Basic authentication is switched off on this site.'
    return { ...anonymous, refusal: { status: 403, json: { message } } }
  }
  const outcome = site.logins.attempt(username, password)
  if (outcome.kind === 'ok') return signedIn(outcome.user)
  if (outcome.kind === 'denied') {
    const answer = captchaAnswer(site.baseUrl)
    // Jira opens a session for nobody here: what a client keeps of it is worth nothing.
    const headers = { ...answer.headers, 'Set-Cookie': site.sessions.cookieOf(site.sessions.open('')) }
    return { ...anonymous, loginReason: 'AUTHENTICATION_DENIED', refusal: { ...answer, headers } }
  }
  const refusal = htmlProblem(401, 'Unauthorized', 'Basic Authentication Failure - Reason : AUTHENTICATED_FAILED')
  return { ...anonymous, loginReason: 'AUTHENTICATED_FAILED', refusal }
}

/** Finds out who is calling: bearer, then Basic, then the session cookie. */
export const authenticate = (site: Site, { headers, rawPath }: Pick<Incoming, 'headers' | 'rawPath'>): Caller => {
  const authorization = headers.authorization ?? ''
  const sessionId = sessionIdOf(headers)
  // The word is compared as it stands: "bearer" is not "Bearer".
  if (authorization.startsWith('Bearer ')) {
    const caller = byBearer(site, authorization.slice('Bearer '.length).trim())
    if (caller.user !== undefined && site.persona.tokenEndsSession) site.sessions.close(sessionId ?? '')
    return caller
  }
  if (authorization.startsWith('Basic ')) return byBasic(site, authorization.slice('Basic '.length).trim(), rawPath)
  if (sessionId === undefined) return anonymous
  const session = site.sessions.find(sessionId)
  return session === undefined ? { ...anonymous, staleSession: true } : callerWithKey(site, session.userKey)
}
