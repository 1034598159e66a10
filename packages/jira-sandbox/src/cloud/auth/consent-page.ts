import type { Answer } from '../../exchange.ts'
import { escapeHtml, renderPage } from '../../pages/layout.ts'
import type { Cloud, CloudSite } from '../cloud.ts'
import { scopeText } from '../scopes.ts'
import { type AuthorizeRequest, authorizeParameters } from './authorize-request.ts'
import type { Visitor } from './login.ts'

const hiddenFields = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('')

const sitePicker = (sites: readonly CloudSite[]): string => {
  const options = sites.map(
    ({ cloudId, name, url }) =>
      `<option value="${escapeHtml(cloudId)}">${escapeHtml(name)} (${escapeHtml(url)})</option>`,
  )
  return `<label for="site">Use app on</label><select id="site" name="site">${options.join('')}</select>`
}

const siteList = (sites: readonly CloudSite[]): string =>
  sites.length === 0
    ? '<p id="sites">There is no site that you may use.</p>'
    : `<p id="sites">It can be used on: ${sites.map(({ url }) => escapeHtml(url)).join(', ')}</p>`

/** The consent page; an app with resource-level access has its person pick a site. */
export const consentPage = (
  { authUrl }: Cloud,
  { app, scopes }: AuthorizeRequest,
  params: URLSearchParams,
  { user, xsrfToken }: Visitor,
  sites: readonly CloudSite[],
): Answer => {
  const sent = Object.fromEntries(authorizeParameters.map((name) => [name, params.get(name) ?? '']))
  const fields = hiddenFields({ ...sent, csrf: xsrfToken })
  const picks = app.access === 'resource' && sites.length > 0
  const action = `method="post" action="${escapeHtml(authUrl)}/consent"`
  const unreviewed = '<p class="soft" id="not-reviewed">This app is not reviewed. Allow only apps that you trust.</p>'
  const body = `
<p><strong id="client-name">${escapeHtml(app.name)}</strong> asks to act as <strong id="user-name">${escapeHtml(user.displayName)}</strong>. It will be able to:</p>
<ul id="scopes">${scopes.map((scope) => `<li>${escapeHtml(scopeText(scope))} <span class="soft">${escapeHtml(scope)}</span></li>`).join('')}</ul>
${app.private === undefined ? unreviewed : ''}
${picks ? '' : siteList(sites)}
<form ${action}>${fields}<input type="hidden" name="decision" value="allow">${picks ? sitePicker(sites) : ''}<button id="allow" class="primary" type="submit">Accept</button></form>
<form ${action}>${fields}<input type="hidden" name="decision" value="deny"><button id="deny" type="submit">Cancel</button></form>
<p class="soft">Afterwards you will be sent to ${escapeHtml(app.redirectUri)}</p>`
  const title = `Allow ${app.name} to use your account?`
  return { status: 200, html: renderPage({ title, body, baseUrl: authUrl, userName: user.displayName }) }
}

/** The page that a browser stays at when the client cannot be told. */
export const errorPage = ({ authUrl }: Cloud, query: URLSearchParams): Answer => {
  const name = escapeHtml(query.get('error') ?? 'unknown')
  const description = escapeHtml(query.get('error_description') ?? '')
  const body = `<p class="problem" id="error-name">${name}</p><p id="error-description">${description}</p>`
  return { status: 400, html: renderPage({ title: 'Something went wrong', body, baseUrl: authUrl }) }
}
