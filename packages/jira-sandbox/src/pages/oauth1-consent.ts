import type { Answer, Exchange } from '../exchange.ts'
import { servletPath } from '../oauth1/token-routes.ts'
import type { RequestToken } from '../oauth1/tokens.ts'
import { readForm } from '../oauth2/token.ts'
import { type Session, sessionIdOf } from '../sign-in/sessions.ts'
import type { Site, SiteRoute } from '../site.ts'
import { withQuery } from '../with-query.ts'
import { escapeHtml, htmlProblem, renderPage } from './layout.ts'
import { toLogin } from './login.ts'

const path = `${servletPath}/authorize`

const problem = (text: string): Answer => htmlProblem(400, 'Bad Request', text)

/** A request token that a person may still decide about. */
const openRequest = (site: Site, token: string | null): RequestToken | undefined => {
  const request = site.oauth1Tokens.findRequest(token ?? '')
  return request?.state.kind === 'undecided' && request.expiresAt > site.clock() ? request : undefined
}

const button = (site: Site, request: RequestToken, session: Session, decision: 'allow' | 'deny'): string => `
<form method="post" action="${escapeHtml(site.baseUrl)}${path}">
<input type="hidden" name="oauth_token" value="${escapeHtml(request.token)}">
<input type="hidden" name="atl_token" value="${escapeHtml(session.xsrfToken)}">
<input type="hidden" name="decision" value="${decision}">
<button id="${decision}"${decision === 'allow' ? ' class="primary"' : ''} type="submit">${decision === 'allow' ? 'Allow' : 'Deny'}</button>
</form>`

const show = (site: Site, exchange: Exchange): Answer => {
  const session = site.sessions.find(sessionIdOf(exchange.headers) ?? '')
  const user = site.world.users.find(({ key }) => key === session?.userKey)
  if (session === undefined || user === undefined) return toLogin(site.baseUrl, withQuery(path, exchange.query))
  const request = openRequest(site, exchange.query.get('oauth_token'))
  const consumer = site.consumers.find(request?.consumerKey ?? '')
  if (request === undefined || consumer === undefined) return problem('The request token is unknown, used or too old.')
  const next =
    request.callback === 'oob'
      ? 'Afterwards a code is shown here, to be typed into the application.'
      : `Afterwards you will be sent to ${request.callback}`
  const body = `
<p><strong id="client-name">${escapeHtml(consumer.name)}</strong> asks to act in Jira as <strong id="user-name">${escapeHtml(user.displayName)}</strong>. It will be able to do whatever you can do.</p>
<p class="soft">${escapeHtml(next)}</p>
${button(site, request, session, 'allow')}${button(site, request, session, 'deny')}`
  const title = `Allow ${consumer.name} to use your account?`
  return { status: 200, html: renderPage({ title, body, baseUrl: site.baseUrl, userName: user.displayName }) }
}

const page = (site: Site, title: string, body: string): Answer => ({
  status: 200,
  html: renderPage({ title, body, baseUrl: site.baseUrl }),
})

const toCallback = (request: RequestToken, verifier: string): Answer => {
  const { callback, token } = request
  const query = { oauth_token: token, oauth_verifier: verifier }
  return { status: 302, headers: { Location: withQuery(callback, query) } }
}

const allow = (site: Site, request: RequestToken, userKey: string): Answer => {
  const verifier = site.oauth1Tokens.allow(request, userKey)
  if (request.callback !== 'oob') return toCallback(request, verifier)
  const body = `<p>Your verification code is <strong id="oauth-verifier">${escapeHtml(verifier)}</strong>. Type it into the application.</p>`
  return page(site, 'Access is allowed', body)
}

const deny = (site: Site, request: RequestToken): Answer => {
  site.oauth1Tokens.deny(request)
  // UNCONFIRMED of Jira: that the client hears of it, and in this way.
  if (request.callback !== 'oob' && site.persona.tellsDeny) return toCallback(request, 'denied')
  return page(site, 'Access is denied', '<p id="oauth-denied">The application may not use your account.</p>')
}

const decide = (site: Site, exchange: Exchange): Answer => {
  const sent = readForm(exchange) ?? new URLSearchParams()
  const session = site.sessions.find(sessionIdOf(exchange.headers) ?? '')
  if (session === undefined || sent.get('atl_token') !== session.xsrfToken) return problem('XSRF check failed.')
  const request = openRequest(site, sent.get('oauth_token'))
  if (request === undefined) return problem('The request token is unknown, used or too old.')
  return sent.get('decision') === 'allow' ? allow(site, request, session.userKey) : deny(site, request)
}

/** The page of OAuth 1.0a that a person sees: Allow or Deny, then the client's callback or a code to carry over. */
export const oauth1ConsentRoutes = (site: Site): readonly SiteRoute[] => [
  { method: 'GET', path, handle: (exchange) => show(site, exchange) },
  { method: 'POST', path, handle: (exchange) => decide(site, exchange) },
]
