import type { Answer, Exchange } from '../exchange.ts'
import { toClient, toErrorPage } from '../oauth2/answers.ts'
import { type AuthorizeRequest, givenParameters, readAuthorizeRequest } from '../oauth2/authorize.ts'
import { parseScope, scopeTexts } from '../oauth2/scopes.ts'
import { readForm } from '../oauth2/token.ts'
import { describe } from '../oauth2/wording.ts'
import { type Session, sessionIdOf } from '../sign-in/sessions.ts'
import type { Site, SiteRoute } from '../site.ts'
import { isWebAddress } from '../web-address.ts'
import { withQuery } from '../with-query.ts'
import { escapeHtml, htmlProblem, renderPage } from './layout.ts'
import { toLogin } from './login.ts'

const path = '/plugins/servlet/oauth2/consent'

const hiddenFields = (request: AuthorizeRequest, session: Session): string =>
  Object.entries({ ...givenParameters(request), atl_token: session.xsrfToken })
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')

const form = (site: Site, request: AuthorizeRequest, session: Session): string => {
  const fields = hiddenFields(request, session)
  return `
<form method="get" action="${escapeHtml(site.baseUrl)}/rest/oauth2/latest/authorize">${fields}<button id="allow" class="primary" type="submit">Allow</button></form>
<form method="post" action="${escapeHtml(site.baseUrl)}${path}">${fields}<button id="deny" type="submit">Deny</button></form>`
}

const show = (site: Site, exchange: Exchange): Answer => {
  const session = site.sessions.find(sessionIdOf(exchange.headers) ?? '')
  const user = site.world.users.find(({ key }) => key === session?.userKey)
  if (session === undefined || user === undefined) return toLogin(site.baseUrl, withQuery(path, exchange.query))
  const request = readAuthorizeRequest(exchange.query)
  const client = site.clients.find(request.client_id)
  if (client === undefined) return htmlProblem(400, 'Bad Request', 'This application is not known here.')
  // Jira's URL validator knows web addresses only: a private scheme dies here although it could be registered.
  if (!isWebAddress(request.redirect_uri))
    return htmlProblem(412, 'Precondition Failed', 'The redirect URL is invalid.')
  const scope = parseScope(request.scope)
  const title = `Allow ${client.name} to use your account?`
  const body = `
<p><strong id="client-name">${escapeHtml(client.name)}</strong> asks to act in Jira as <strong id="user-name">${escapeHtml(user.displayName)}</strong>. It will be able to:</p>
<p id="scope">${escapeHtml(scope === undefined ? request.scope : scopeTexts[scope])}</p>
<p class="soft">Afterwards you will be sent to ${escapeHtml(request.redirect_uri)}</p>
${form(site, request, session)}`
  return { status: 200, html: renderPage({ title, body, baseUrl: site.baseUrl, userName: user.displayName }) }
}

// UNCONFIRMED of Jira: that Deny tells the client at all. RFC 6749 section 4.1.2.1 asks for it.
const deny = (site: Site, exchange: Exchange): Answer => {
  const sent = readForm(exchange) ?? new URLSearchParams()
  const request = readAuthorizeRequest(sent)
  const session = site.sessions.find(sessionIdOf(exchange.headers) ?? '')
  const client = site.clients.find(request.client_id)
  if (session === undefined || sent.get('atl_token') !== session.xsrfToken) {
    return toErrorPage(site, 'invalid_request', 'XSRF check failed.')
  }
  if (client === undefined || client.redirectUri !== request.redirect_uri) {
    return toErrorPage(site, 'invalid_request', 'The redirect_uri is not the registered one.')
  }
  if (!site.persona.tellsDeny) return toErrorPage(site, 'access_denied', 'You did not allow it.')
  const description = describe(site.persona, 'access_denied', 'The user did not allow it.')
  return toClient(client.redirectUri, { error: 'access_denied', error_description: description }, request.state)
}

const showError = (site: Site, { query }: Exchange): Answer => {
  const name = escapeHtml(query.get('errorName') ?? 'unknown')
  const description = escapeHtml(query.get('errorDescription') ?? '')
  const body = `<p class="problem" id="error-name">${name}</p><p id="error-description">${description}</p>`
  return {
    status: 400,
    html: renderPage({ title: 'The application could not be connected', body, baseUrl: site.baseUrl }),
  }
}

/** The pages of the OAuth 2.0 flow that a person sees: consent and error. */
export const consentRoutes = (site: Site): readonly SiteRoute[] => [
  { method: 'GET', path, handle: (exchange) => show(site, exchange) },
  { method: 'POST', path, handle: (exchange) => deny(site, exchange) },
  { method: 'GET', path: '/plugins/servlet/oauth2/error', handle: (exchange) => showError(site, exchange) },
]
