import type { Answer, Exchange } from '../exchange.ts'
import type { Site, SiteRoute } from '../site.ts'
import { withQuery } from '../with-query.ts'
import { captchaAnswer } from './authenticate.ts'
import { parseJson, refusal, toJiraTime } from './rest-answers.ts'
import { sessionIdOf } from './sessions.ts'

const loginInfo = (site: Site, username: string): Readonly<Record<string, unknown>> => {
  const { failed, succeeded, lastFailedAt, previousAt } = site.logins.historyOf(username)
  return {
    failedLoginCount: failed,
    loginCount: succeeded,
    ...(lastFailedAt === undefined ? {} : { lastFailedLoginTime: toJiraTime(lastFailedAt) }),
    ...(previousAt === undefined ? {} : { previousLoginTime: toJiraTime(previousAt) }),
  }
}

const logIn = (site: Site, { body }: Exchange): Answer => {
  const { username, password } = parseJson(body) ?? {}
  const [name, word] = [username, password].map((value) => (typeof value === 'string' ? value : ''))
  const outcome = site.logins.attempt(name ?? '', word ?? '')
  if (outcome.kind === 'denied') return captchaAnswer(site.baseUrl, site.persona.deniedSessionStatus)
  if (outcome.kind !== 'ok') {
    return { ...refusal(401, 'Login failed'), headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' } }
  }
  const session = site.sessions.open(outcome.user.key)
  return {
    status: 200,
    headers: { 'Set-Cookie': site.sessions.cookieOf(session) },
    json: {
      session: { name: 'JSESSIONID', value: session.id },
      loginInfo: loginInfo(site, outcome.user.name),
    },
  }
}

const current = (site: Site, { user }: Exchange): Answer =>
  user === undefined
    ? refusal(401, 'You are not logged in.')
    : {
        status: 200,
        json: {
          self: withQuery(`${site.baseUrl}/rest/api/2/user`, { username: user.name }),
          name: user.name,
          loginInfo: loginInfo(site, user.name),
        },
      }

const logOut = (site: Site, { user, headers }: Exchange): Answer => {
  if (user === undefined) return refusal(401, 'You are not logged in.')
  site.sessions.close(sessionIdOf(headers) ?? '')
  return { status: 204, headers: { 'Set-Cookie': site.sessions.expiredCookie } }
}

/** `/rest/auth/1/session`: the cookie login of older scripts, or its refusal where it is switched off. */
export const sessionRoutes = (site: Site): readonly SiteRoute[] => {
  const { sessionResource, sessionRefusalStatus: status } = site.persona
  const path = '/rest/auth/1/session'
  const open =
    (handle: (site: Site, exchange: Exchange) => Answer): SiteRoute['handle'] =>
    (exchange) =>
      sessionResource
        ? handle(site, exchange)
        : { status, json: { message: 'Logging in with a password is switched off on this site.' } }
  return [
    { method: 'POST', path, handle: open(logIn) },
    { method: 'GET', path, handle: open(current) },
    { method: 'DELETE', path, handle: open(logOut) },
  ]
}
