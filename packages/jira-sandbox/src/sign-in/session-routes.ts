import type { Answer, Exchange } from '../exchange.ts'
import type { Site, SiteRoute } from '../site.ts'
import { withQuery } from '../with-query.ts'
import { captchaAnswer } from './authenticate.ts'
import { parseJson, refusal } from './rest-answers.ts'
import { sessionIdOf } from './sessions.ts'

const logIn = (site: Site, { body }: Exchange): Answer => {
  const { username, password } = parseJson(body) ?? {}
  const [name, word] = [username, password].map((value) => (typeof value === 'string' ? value : ''))
  const outcome = site.logins.attempt(name ?? '', word ?? '')
  if (outcome.kind === 'denied') return captchaAnswer(site.baseUrl)
  if (outcome.kind !== 'ok') {
    return { ...refusal(401, 'Login failed'), headers: { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' } }
  }
  const session = site.sessions.open(outcome.user.key)
  return {
    status: 200,
    headers: { 'Set-Cookie': site.sessions.cookieOf(session) },
    json: { session: { name: 'JSESSIONID', value: session.id }, loginInfo: { failedLoginCount: 0, loginCount: 1 } },
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
          loginInfo: { failedLoginCount: site.logins.failuresOf(user.name), loginCount: 1 },
        },
      }

const logOut = (site: Site, { user, headers }: Exchange): Answer => {
  if (user === undefined) return refusal(401, 'You are not logged in.')
  site.sessions.close(sessionIdOf(headers) ?? '')
  return { status: 204, headers: { 'Set-Cookie': site.sessions.expiredCookie } }
}

/** `/rest/auth/1/session`: the cookie login of older scripts. */
export const sessionRoutes = (site: Site): readonly SiteRoute[] => {
  const path = '/rest/auth/1/session'
  return [
    { method: 'POST', path, handle: (exchange) => logIn(site, exchange) },
    { method: 'GET', path, handle: (exchange) => current(site, exchange) },
    { method: 'DELETE', path, handle: (exchange) => logOut(site, exchange) },
  ]
}
