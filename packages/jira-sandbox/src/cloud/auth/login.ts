import type { Answer, Exchange, Route } from '../../exchange.ts'
import { escapeHtml, renderPage } from '../../pages/layout.ts'
import { sessionIdOf } from '../../sign-in/sessions.ts'
import { withQuery } from '../../with-query.ts'
import type { SandboxUser } from '../../world/world.ts'
import { type Cloud, findByEmail } from '../cloud.ts'
import { redirect } from './answers.ts'
import { readForm } from './fields.ts'

/** Who is logged in with this browser. */
export interface Visitor {
  readonly user: SandboxUser
  /** Must come back with the form that this visitor was shown. */
  readonly xsrfToken: string
}

/** The visitor of an exchange; undefined when nobody is logged in, or the account was switched off. */
export const visitorOf = ({ sessions, people }: Cloud, { headers }: Exchange): Visitor | undefined => {
  const session = sessions.find(sessionIdOf(headers) ?? '')
  const user = session === undefined ? undefined : people.userByKey(session.userKey)
  return session === undefined || user?.active !== true ? undefined : { user, xsrfToken: session.xsrfToken }
}

/** Sends the browser to the login page, which brings it back to the authorize request. */
export const toLogin = ({ authUrl }: Cloud, params: URLSearchParams): Answer =>
  redirect(withQuery(`${authUrl}/login`, { continue: withQuery('/authorize', params) }))

// Only the authorize endpoint: anything else would make the login page a springboard to other hosts.
const safeContinuation = (text: string | null): string => (text?.startsWith('/authorize?') === true ? text : '')

const renderLogin = ({ authUrl }: Cloud, continuation: string, problem?: string): Answer => {
  const body = `
${problem === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${escapeHtml(authUrl)}/login">
<input type="hidden" name="continue" value="${escapeHtml(continuation)}">
<label for="login-email">Email</label>
<input id="login-email" name="email" autocomplete="username" autofocus>
<label for="login-password">Password</label>
<input id="login-password" name="password" type="password" autocomplete="current-password">
<button id="login-submit" class="primary" type="submit">Log in</button>
</form>`
  return { status: 200, html: renderPage({ title: 'Log in to your account', body, baseUrl: authUrl }) }
}

const logIn = (cloud: Cloud, exchange: Exchange): Answer => {
  const form = readForm(exchange) ?? new URLSearchParams()
  const continuation = safeContinuation(form.get('continue'))
  const user = findByEmail(cloud, form.get('email') ?? '')
  if (user?.active !== true || user.password !== form.get('password')) {
    return renderLogin(cloud, continuation, 'The email or the password is wrong. Please try again.')
  }
  // A person in front of a browser can prove what a program with a token cannot.
  cloud.logins.pass(user.key)
  const cookie = cloud.sessions.cookieOf(cloud.sessions.open(user.key))
  const to = continuation === '' ? '/login' : continuation
  return { ...redirect(`${cloud.authUrl}${to}`), headers: { Location: `${cloud.authUrl}${to}`, 'Set-Cookie': cookie } }
}

/** The login page of the Atlassian account. */
export const loginRoutes = (cloud: Cloud): readonly Route[] => [
  {
    method: 'GET',
    path: '/login',
    handle: ({ query }) => renderLogin(cloud, safeContinuation(query.get('continue'))),
  },
  { method: 'POST', path: '/login', handle: (exchange) => logIn(cloud, exchange) },
]
