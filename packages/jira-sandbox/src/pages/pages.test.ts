import { expect, test } from 'vitest'
import { startTestClient } from '../oauth2/testing.ts'
import { startTestSite, type TestSite } from '../testing.ts'

const logIn = async (site: TestSite, fields: Readonly<Record<string, string>> = {}): Promise<Response> => {
  const { name, password } = site.user
  return site.postForm('/login.jsp', { os_username: name, os_password: password, ...fields })
}
const cookieFrom = (answer: Response): { Cookie: string } => ({
  Cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '',
})

test('The consent page sends a stranger to the login page and, after login, shows who asks for what', async () => {
  await using client = await startTestClient()
  const { site } = client
  const consent = (await fetch(client.authorizeUrl(), { redirect: 'manual' })).headers.get('location') ?? ''
  const toLogin = new URL((await fetch(consent, { redirect: 'manual' })).headers.get('location') ?? '')
  expect(toLogin.pathname).toBe('/jira/login.jsp')
  const login = await logIn(site, { os_destination: toLogin.searchParams.get('os_destination') ?? '' })
  expect(login.headers.get('location')).toBe(consent)
  const page = await (await fetch(consent, { headers: cookieFrom(login) })).text()
  expect(page).toContain('<strong id="client-name">mmd-tui</strong>')
  expect(page).toContain(`<strong id="user-name">${site.user.displayName}</strong>`)
  expect(page).toMatch(/<p id="scope">.*create, change and delete/u)
  for (const id of ['allow', 'deny']) expect(page).toContain(`id="${id}"`)
})

test('The consent page answers 400 to an unknown client and 412 to an address that is not of the web', async () => {
  await using client = await startTestClient()
  const headers = cookieFrom(await logIn(client.site))
  const statusOf = async (changes: Record<string, string>): Promise<number> => {
    const query = new URL(client.authorizeUrl(changes)).search
    return (await client.site.ask(`/plugins/servlet/oauth2/consent${query}`, { headers })).status
  }
  expect(await statusOf({ client_id: 'guessed' })).toBe(400)
  expect(await statusOf({ redirect_uri: 'mmd-tui://redirect' })).toBe(412)
  expect(await statusOf({})).toBe(200)
})

test('The session cookie is for this site alone, and no script can read it', async () => {
  await using site = await startTestSite()
  expect((await logIn(site)).headers.getSetCookie()).toEqual([
    expect.stringMatching(/^JSESSIONID=\w+; Path=\/jira; HttpOnly$/u),
  ])
})

test('Logging in again ends the session before', async () => {
  await using site = await startTestSite()
  const headers = cookieFrom(await logIn(site))
  const { name, password } = site.user
  await site.postForm('/login.jsp', { os_username: name, os_password: password }, headers)
  expect((await site.ask('/', { headers })).status).toBe(302)
})

test('Neither Allow nor Deny works without the XSRF token of the session', async () => {
  await using client = await startTestClient()
  const headers = cookieFrom(await logIn(client.site))
  const url = client.authorizeUrl({ atl_token: 'guessed' })
  const allow = await fetch(url, { headers, redirect: 'manual' })
  const fields = Object.fromEntries(new URL(url).searchParams)
  const deny = await client.site.postForm('/plugins/servlet/oauth2/consent', fields, headers)
  for (const answer of [allow, deny]) {
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toContain('/jira/plugins/servlet/oauth2/error?')
  }
})

test('Names and addresses are shown, never run', async () => {
  await using client = await startTestClient()
  const { site } = client
  const name = '<script>alert("x")</script>'
  const { clientId } = site.sandbox.registerClient({ name, redirectUri: 'https://example.test/x', scope: 'READ' })
  const changes = { client_id: clientId, state: '"><script>', redirect_uri: 'https://example.test/"><script>' }
  const headers = cookieFrom(await logIn(site))
  const page = await site.ask(`/plugins/servlet/oauth2/consent${new URL(client.authorizeUrl(changes)).search}`, {
    headers,
  })
  expect(await page.text()).not.toContain('<script')
  const error = await site.ask('/plugins/servlet/oauth2/error?errorName=%3Cscript%3E&errorDescription=%3Cscript%3E')
  expect(await error.text()).not.toContain('<script')
  const issue = await site.ask('/browse/DEMO-1', { headers })
  expect(await issue.text()).toContain('A &#60;summary&#62;')
})

test('A wrong password shows the login page again, with status 200', async () => {
  await using site = await startTestSite()
  const answer = await logIn(site, { os_password: 'wrong', os_destination: '/browse/DEMO-1' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED')
  const page = await answer.text()
  expect(page).toContain('role="alert"')
  expect(page).toContain('value="/browse/DEMO-1"')
  for (const id of ['username', 'password', 'submit']) expect(page).toContain(`id="login-form-${id}"`)
})

test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', ''])(
  'Login leads to the dashboard, not to %j',
  async (destination) => {
    await using site = await startTestSite()
    const answer = await logIn(site, { os_destination: destination })
    expect(answer.headers.get('location')).toBe(`${site.sandbox.baseUrl}/secure/Dashboard.jspa`)
  },
)

test('Logout ends the session, but only with its token', async () => {
  await using site = await startTestSite()
  const headers = cookieFrom(await logIn(site))
  const question = await (await site.ask('/secure/Logout.jspa', { headers })).text()
  expect((await site.ask('/', { headers })).status).toBe(200)
  const token = /name="atl_token" value="([^"]+)"/u.exec(question)?.[1] ?? ''
  expect(await (await site.ask(`/secure/Logout.jspa?atl_token=${token}`, { headers })).text()).toContain('logged-out')
  expect((await site.ask('/', { headers })).status).toBe(302)
})

test('A browser can look at an issue', async () => {
  await using site = await startTestSite()
  const headers = cookieFrom(await logIn(site))
  const answer = await site.ask('/browse/DEMO-1', { headers })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html;charset=UTF-8'])
  expect(await answer.text()).toContain('DEMO-1')
})

test('Anybody may ask for the manifest, in XML or JSON, and for the state', async () => {
  await using site = await startTestSite()
  const path = '/rest/applinks/1.0/manifest'
  const json = await site.ask(path, { headers: { Accept: 'application/json' } })
  expect(await json.json()).toMatchObject({ typeId: 'jira', version: '10.3.24', url: site.sandbox.baseUrl })
  const xml = await site.ask(path)
  expect(xml.headers.get('content-type')).toMatch(/^application\/xml/u)
  expect(await xml.text()).toContain('<typeId>jira</typeId>')
  expect(await (await site.ask('/status')).json()).toEqual({ state: 'RUNNING' })
})
