import type { Answer, Exchange } from '../exchange.ts'
import { readForm } from '../oauth2/token.ts'
import { sessionIdOf } from '../sign-in/sessions.ts'
import type { Site, SiteRoute } from '../site.ts'
import { withQuery } from '../with-query.ts'
import { escapeHtml, renderPage } from './layout.ts'

const captchaWord = 'kanban'

/** Sends the browser to the login page, which brings it back to `destination` (below the context path). */
export const toLogin = (baseUrl: string, destination: string): Answer => {
  const query = { permissionViolation: 'true', os_destination: destination, user_role: '' }
  return { status: 302, headers: { Location: withQuery(`${baseUrl}/login.jsp`, query) } }
}

// Only a path of this site: anything else would make the login page a springboard to other hosts.
const safeDestination = (text: string | null): string =>
  text !== null && /^\/(?![/\\])/u.test(text) ? text : '/secure/Dashboard.jspa'

interface LoginView {
  readonly destination: string
  readonly problem?: string
  readonly username?: string
  readonly captcha?: boolean
}

const renderLogin = (site: Site, view: LoginView): string => {
  const captcha = `
<label for="login-form-captcha">Type the word ${captchaWord}</label>
<input id="login-form-captcha" name="os_captcha" autocomplete="off">`
  const body = `
${view.problem === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(view.problem)}</p>`}
<form method="post" action="${escapeHtml(site.baseUrl)}/login.jsp">
<input type="hidden" name="os_destination" value="${escapeHtml(view.destination)}">
<label for="login-form-username">Username</label>
<input id="login-form-username" name="os_username" autocomplete="username" value="${escapeHtml(view.username ?? '')}" autofocus>
<label for="login-form-password">Password</label>
<input id="login-form-password" name="os_password" type="password" autocomplete="current-password">
${view.captcha === true ? captcha : ''}
<button id="login-form-submit" class="primary" type="submit">Log in</button>
</form>`
  return renderPage({ title: 'Log in', body, baseUrl: site.baseUrl })
}

const logIn = (site: Site, exchange: Exchange): Answer => {
  const form = readForm(exchange) ?? new URLSearchParams()
  const destination = safeDestination(form.get('os_destination'))
  const username = form.get('os_username') ?? ''
  const solved = form.get('os_captcha') === captchaWord
  const outcome = site.logins.attempt(username, form.get('os_password') ?? '', solved)
  if (outcome.kind === 'ok') {
    site.sessions.close(sessionIdOf(exchange.headers) ?? '')
    const cookie = site.sessions.cookieOf(site.sessions.open(outcome.user.key))
    return { status: 302, headers: { Location: `${site.baseUrl}${destination}`, 'Set-Cookie': cookie } }
  }
  const captcha = site.logins.needsCaptcha(username)
  const problem =
    outcome.kind === 'denied'
      ? 'There were too many failed tries. Type the word below as well.'
      : 'The user name or the password is wrong. Please try again.'
  const reason = outcome.kind === 'denied' ? 'AUTHENTICATION_DENIED' : 'AUTHENTICATED_FAILED'
  // Jira answers 200: only the header tells that it went wrong.
  return {
    status: 200,
    headers: { 'X-Seraph-LoginReason': reason },
    html: renderLogin(site, { destination, username, captcha, problem }),
  }
}

const logOut = (site: Site, exchange: Exchange): Answer => {
  const id = sessionIdOf(exchange.headers) ?? ''
  const session = site.sessions.find(id)
  const body = '<p id="logged-out">You are logged out.</p>'
  if (session !== undefined && exchange.query.get('atl_token') !== session.xsrfToken) {
    const question = `<form method="get" action="${escapeHtml(site.baseUrl)}/secure/Logout.jspa"><input type="hidden" name="atl_token" value="${escapeHtml(session.xsrfToken)}"><button id="logout-submit" class="primary" type="submit">Log out</button></form>`
    return { status: 200, html: renderPage({ title: 'Log out?', body: question, baseUrl: site.baseUrl }) }
  }
  site.sessions.close(id)
  const html = renderPage({ title: 'Logged out', body, baseUrl: site.baseUrl })
  return { status: 200, headers: { 'Set-Cookie': site.sessions.expiredCookie }, html }
}

/** The login page and the way out. */
export const loginRoutes = (site: Site): readonly SiteRoute[] => [
  {
    method: 'GET',
    path: '/login.jsp',
    handle: ({ query }) => ({
      status: 200,
      html: renderLogin(site, { destination: safeDestination(query.get('os_destination')) }),
    }),
  },
  { method: 'POST', path: '/login.jsp', handle: (exchange) => logIn(site, exchange) },
  { method: 'GET', path: '/secure/Logout.jspa', handle: (exchange) => logOut(site, exchange) },
]
