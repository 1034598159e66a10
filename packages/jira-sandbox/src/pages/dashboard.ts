import type { Answer, Exchange } from '../exchange.ts'
import { sessionIdOf } from '../sign-in/sessions.ts'
import type { Site, SiteRoute } from '../site.ts'
import { withQuery } from '../with-query.ts'
import { escapeHtml, htmlProblem, renderPage } from './layout.ts'
import { toLogin } from './login.ts'

/** The little that the pages read of an issue. */
interface IssueView {
  readonly key?: string
  readonly fields?: {
    readonly summary?: string | null
    readonly description?: string | null
    readonly status?: { readonly name?: string } | null
    readonly assignee?: { readonly displayName?: string; readonly name?: string } | null
  }
}

const rows = (baseUrl: string, issues: readonly IssueView[]): string =>
  issues
    .map(({ key = '', fields }) => {
      const link = `<a href="${escapeHtml(`${baseUrl}/browse/${encodeURIComponent(key)}`)}">${escapeHtml(key)}</a>`
      return `<tr><td>${link}</td><td>${escapeHtml(fields?.summary ?? '')}</td><td>${escapeHtml(fields?.status?.name ?? '')}</td></tr>`
    })
    .join('')

const dashboard = async (site: Site, exchange: Exchange): Promise<Answer> => {
  const { user, baseUrl } = exchange
  if (user === undefined) return toLogin(baseUrl, '/secure/Dashboard.jspa')
  const query = { jql: 'assignee = currentUser() ORDER BY updated DESC', maxResults: '20', fields: 'summary,status' }
  const found = (await site.ask(exchange, '/rest/api/2/search', query)).json as { issues?: IssueView[] } | undefined
  const token = site.sessions.find(sessionIdOf(exchange.headers) ?? '')?.xsrfToken ?? ''
  const body = `
<h2>Assigned to me</h2>
<table><thead><tr><th>Key</th><th>Summary</th><th>Status</th></tr></thead><tbody>${rows(baseUrl, found?.issues ?? [])}</tbody></table>
<p><a href="${escapeHtml(withQuery(`${baseUrl}/secure/Logout.jspa`, { atl_token: token }))}">Log out</a></p>`
  return {
    status: 200,
    html: renderPage({ title: 'System dashboard', body, baseUrl, userName: user.displayName, wide: true }),
  }
}

const browse = async (site: Site, exchange: Exchange): Promise<Answer> => {
  const { user, baseUrl, params } = exchange
  const key = params['key'] ?? ''
  const answer = await site.ask(exchange, `/rest/api/2/issue/${encodeURIComponent(key)}`)
  if (answer.status !== 200) {
    return user === undefined
      ? toLogin(baseUrl, `/browse/${encodeURIComponent(key)}`)
      : htmlProblem(404, 'Not Found', 'There is no such issue, or you may not see it.')
  }
  const { fields } = answer.json as IssueView
  const assignee = fields?.assignee?.displayName ?? fields?.assignee?.name ?? 'Unassigned'
  const body = `
<p class="soft">${escapeHtml(key)} · <span id="issue-status">${escapeHtml(fields?.status?.name ?? '')}</span> · ${escapeHtml(assignee)}</p>
<pre id="issue-description">${escapeHtml(fields?.description ?? '')}</pre>`
  const title = fields?.summary ?? key
  return { status: 200, html: renderPage({ title, body, baseUrl, userName: user?.displayName, wide: true }) }
}

/** What a browser shows of the site itself: a dashboard and the issues. */
export const dashboardRoutes = (site: Site): readonly SiteRoute[] => [
  { method: 'GET', path: '', handle: (exchange) => dashboard(site, exchange) },
  { method: 'GET', path: '/', handle: (exchange) => dashboard(site, exchange) },
  { method: 'GET', path: '/secure/Dashboard.jspa', handle: (exchange) => dashboard(site, exchange) },
  { method: 'GET', path: '/browse/:key', handle: (exchange) => browse(site, exchange) },
]
