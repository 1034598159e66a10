import { expect, test } from 'vitest'
import { startTestClient } from '../oauth2/testing.ts'
import { basic, startTestSite, type TestSite } from '../testing.ts'

const whoAmI = '/rest/api/2/whoami'
const as = (site: TestSite, authorization: string): Promise<Response> =>
  site.ask(whoAmI, { headers: { Authorization: authorization } })
const nameIn = async (answer: Response): Promise<string | null> =>
  ((await answer.json()) as { name: string | null }).name

test('Every answer says who was asking', async () => {
  await using site = await startTestSite()
  const pat = site.sandbox.issuePat(site.user.name)
  const [known, unknown] = [await as(site, `Bearer ${pat}`), await site.ask('/rest/api/2/nothing')]
  expect(known.headers.get('x-ausername')).toBe(encodeURIComponent(site.user.name))
  expect(known.headers.get('x-seraph-loginreason')).toBe('OK')
  expect(unknown.headers.get('x-ausername')).toBe('anonymous')
  expect(unknown.headers.get('x-seraph-loginreason')).toBe('OUT')
  expect(unknown.headers.get('x-arequestid')).toMatch(/^\d+x\d+x\d+$/u)
})

test('A bearer that is wrong is handled as anonymous, without a word', async () => {
  await using site = await startTestSite()
  const answer = await as(site, 'Bearer wrong')
  expect(answer.status).toBe(200)
  expect(await nameIn(answer)).toBeNull()
  expect(answer.headers.get('x-ausername')).toBe('anonymous')
  expect(answer.headers.has('www-authenticate')).toBe(false)
})

test('The word Bearer is compared with its capital letter', async () => {
  await using site = await startTestSite()
  expect(await nameIn(await as(site, `bearer ${site.sandbox.issuePat(site.user.name)}`))).toBeNull()
})

test('A personal access token acts as its user with full rights until it expires', async () => {
  let now = 1_790_000_000_000
  await using site = await startTestSite({ now: () => now })
  const token = `Bearer ${site.sandbox.issuePat(site.user.name, { expiresInDays: 2 })}`
  now += 2 * 86_400_000 - 1
  expect(await (await as(site, token)).json()).toEqual({ name: site.user.name, scope: 'SYSTEM_ADMIN' })
  now += 1
  expect(await nameIn(await as(site, token))).toBeNull()
})

test('Nobody gets a token for a user who does not exist', async () => {
  await using site = await startTestSite()
  expect(() => site.sandbox.issuePat('nobody-at-all')).toThrow(expect.objectContaining({ code: 'unknown-user' }))
})

test('An account that was switched off loses its tokens', async () => {
  await using site = await startTestSite()
  const token = `Bearer ${site.sandbox.issuePat(site.user.name)}`
  site.user.active = false
  expect(await nameIn(await as(site, token))).toBeNull()
})

test('An access token of scope READ reads, searches, and writes nothing', async () => {
  await using client = await startTestClient({}, 'READ')
  const { access_token: token } = await client.signIn()
  const post = (path: string): Promise<Response> => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    return client.site.ask(path, { method: 'POST', headers, body: '{}' })
  }
  expect(await client.nameOf(token)).toBe(client.site.user.name)
  expect((await post('/rest/api/2/search')).status).toBe(200)
  expect((await post('/rest/api/2/issue')).status).toBe(403)
})

test('Basic signs in with a name and a password that may hold colons', async () => {
  await using site = await startTestSite()
  site.user.password = 'a:b'
  expect(await nameIn(await as(site, basic(site.user.name, 'a:b')))).toBe(site.user.name)
})

test('A wrong Basic password is a 401, not anonymous', async () => {
  await using site = await startTestSite()
  const answer = await as(site, basic(site.user.name, 'wrong'))
  expect(answer.status).toBe(401)
  expect(answer.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED')
})

test('After three wrong passwords even the right one is refused until a CAPTCHA is solved in the browser', async () => {
  await using site = await startTestSite()
  const { name, password } = site.user
  for (let failure = 1; failure <= 3; failure += 1) expect((await as(site, basic(name, 'wrong'))).status).toBe(401)
  const denied = await as(site, basic(name, password))
  expect(denied.status).toBe(403)
  expect(denied.headers.get('content-type')).toMatch(/^text\/html/u)
  expect(denied.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATION_DENIED')
  expect(denied.headers.get('x-authentication-denied-reason')).toBe(
    `CAPTCHA_CHALLENGE; login-url=${site.sandbox.baseUrl}/login.jsp`,
  )
  const login = { os_username: name, os_password: password }
  expect((await site.postForm('/login.jsp', login)).status).toBe(200)
  expect((await site.postForm('/login.jsp', { ...login, os_captcha: 'kanban' })).status).toBe(302)
  expect((await as(site, basic(name, password))).status).toBe(200)
})

test('A right password in between starts the count anew', async () => {
  await using site = await startTestSite()
  const { name, password } = site.user
  for (const word of ['wrong', 'wrong', password, 'wrong', 'wrong']) await as(site, basic(name, word))
  expect((await as(site, basic(name, password))).status).toBe(200)
})

test('A session of the REST resource works as a cookie until it is deleted', async () => {
  await using site = await startTestSite()
  const { name: username, password } = site.user
  const headers = { 'Content-Type': 'application/json' }
  const path = '/rest/auth/1/session'
  const login = await site.ask(path, { method: 'POST', headers, body: JSON.stringify({ username, password }) })
  expect(login.status).toBe(200)
  const { session } = (await login.json()) as { session: { name: string; value: string } }
  const cookie = { Cookie: `other=1; ${session.name}=${session.value}` }
  expect(await nameIn(await site.ask(whoAmI, { headers: cookie }))).toBe(username)
  expect((await site.ask(path, { method: 'DELETE', headers: cookie })).status).toBe(204)
  expect((await site.ask(whoAmI, { headers: cookie })).status).toBe(401)
})

test('The session resource refuses a wrong password and, later, every password', async () => {
  await using site = await startTestSite()
  const post = (password: string): Promise<Response> => {
    const body = JSON.stringify({ username: site.user.name, password })
    return site.ask('/rest/auth/1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  }
  const first = await post('wrong')
  expect([first.status, await first.json()]).toEqual([401, { errorMessages: ['Login failed'], errors: {} }])
  await post('wrong')
  await post('wrong')
  expect((await post(site.user.password)).status).toBe(403)
})

test('A stale cookie is a 401 on REST, but does not keep a browser from signing in', async () => {
  await using client = await startTestClient()
  const headers = { Cookie: 'JSESSIONID=0123' }
  expect((await client.site.ask(whoAmI, { headers })).status).toBe(401)
  expect((await fetch(client.authorizeUrl(), { headers, redirect: 'manual' })).status).toBe(303)
})
