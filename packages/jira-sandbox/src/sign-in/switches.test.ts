import { expect, test } from 'vitest'
import { startTestClient } from '../oauth2/testing.ts'
import { basic, startTestSite, type TestSite } from '../testing.ts'

const whoAmI = '/rest/api/2/whoami'
const tokens = '/rest/pat/latest/tokens'
const json = { 'Content-Type': 'application/json' }

const createPat = (site: TestSite, authorization: string, wish: object): Promise<Response> =>
  site.ask(tokens, {
    method: 'POST',
    headers: { Authorization: authorization, ...json },
    body: JSON.stringify({ name: 'x', ...wish }),
  })

test('Where personal access tokens are switched off, their resource is a 404 and they are nobody', async () => {
  await using site = await startTestSite({ overrides: { personalAccessTokens: false } })
  const headers = { Authorization: `Bearer ${site.sandbox.issuePat(site.user.name)}` }
  expect((await site.ask(tokens, { headers })).status).toBe(404)
  expect((await site.ask(whoAmI, { headers })).headers.get('x-ausername')).toBe('anonymous')
})

test('A site may demand that a token has an end', async () => {
  await using site = await startTestSite({ overrides: { eternalPats: false } })
  const mira = basic(site.user.name, site.user.password)
  expect((await createPat(site, mira, {})).status).toBe(400)
  expect((await createPat(site, mira, { expirationDuration: null })).status).toBe(400)
  expect((await createPat(site, mira, { expirationDuration: 90 })).status).toBe(201)
})

test('Whether an OAuth token may make personal ones is a switch', async () => {
  for (const patsByOAuth of [true, false]) {
    await using client = await startTestClient({ overrides: { patsByOAuth } })
    const { access_token: token } = await client.signIn()
    expect((await createPat(client.site, `Bearer ${token}`, {})).status).toBe(patsByOAuth ? 201 : 403)
  }
})

const logIn = async (site: TestSite): Promise<{ Cookie: string }> => {
  const { name, password } = site.user
  const login = await site.postForm('/login.jsp', { os_username: name, os_password: password })
  return { Cookie: login.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

test('A session whose cookie comes along with a token is over, unless the site keeps it', async () => {
  for (const tokenEndsSession of [true, false]) {
    await using site = await startTestSite({ overrides: { tokenEndsSession } })
    const cookie = await logIn(site)
    const Authorization = `Bearer ${site.sandbox.issuePat(site.user.name)}`
    await site.ask(whoAmI, { headers: { ...cookie, Authorization } })
    expect((await site.ask(whoAmI, { headers: cookie })).status).toBe(tokenEndsSession ? 401 : 200)
  }
})

test('A token that is nobody ends no session', async () => {
  await using site = await startTestSite()
  const cookie = await logIn(site)
  await site.ask(whoAmI, { headers: { ...cookie, Authorization: 'Bearer wrong' } })
  expect((await site.ask(whoAmI, { headers: cookie })).status).toBe(200)
})

test('How an anonymous answer names nobody is a switch', async () => {
  await using other = await startTestSite({ overrides: { anonymousName: 'ANONYMOUS' } })
  expect((await other.ask(whoAmI)).headers.get('x-ausername')).toBe('ANONYMOUS')
  await using silent = await startTestSite({ overrides: { anonymousName: '' } })
  expect((await silent.ask(whoAmI)).headers.has('x-ausername')).toBe(false)
})

test('A hardened site closes resources to strangers, not to people', async () => {
  await using site = await startTestSite({ overrides: { closedToAnonymous: ['/rest/api/2/whoami'] } })
  const answer = await site.ask(whoAmI)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/json;charset=UTF-8'])
  const headers = { Authorization: basic(site.user.name, site.user.password) }
  expect((await site.ask(whoAmI, { headers })).status).toBe(200)
  expect((await site.ask('/rest/api/2/issue/DEMO-1')).status).toBe(200)
})

test('Every 401 speaks of OAuth, whatever it was about, unless the site does not', async () => {
  for (const oauthChallenge of [true, false]) {
    await using site = await startTestSite({ overrides: { oauthChallenge } })
    const answer = await site.ask(whoAmI, { headers: { Authorization: basic(site.user.name, 'wrong') } })
    const realm = `OAuth realm="${encodeURIComponent(site.sandbox.baseUrl)}"`
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, oauthChallenge ? realm : null])
  }
})

test.each([
  [0, 'Thu, 24 Sep 2026 13:20:00 GMT'],
  [-120, 'Thu, 24 Sep 2026 13:18:00 GMT'],
  [3600, 'Thu, 24 Sep 2026 14:20:00 GMT'],
])('A site whose clock is %i seconds off says so in its Date', async (clockSkewSeconds, date) => {
  await using site = await startTestSite({ now: () => Date.UTC(2026, 8, 24, 13, 20), overrides: { clockSkewSeconds } })
  expect((await site.ask('/status')).headers.get('date')).toBe(date)
})

test('The refusal after too many wrong passwords brings a session of nobody, which is no stale one', async () => {
  await using site = await startTestSite({ overrides: { failuresUntilCaptcha: 1 } })
  const { name, password } = site.user
  await site.ask(whoAmI, { headers: { Authorization: basic(name, 'wrong') } })
  const denied = await site.ask(whoAmI, { headers: { Authorization: basic(name, password) } })
  const Cookie = denied.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(Cookie).toMatch(/^JSESSIONID=\w+$/u)
  const later = await site.ask(whoAmI, { headers: { Cookie } })
  expect([later.status, later.headers.get('x-ausername')]).toEqual([200, 'anonymous'])
})

const postSession = (site: TestSite, password: string): Promise<Response> => {
  const body = JSON.stringify({ username: site.user.name, password })
  return site.ask('/rest/auth/1/session', { method: 'POST', headers: json, body })
}

test('Older servers deny a login with status 200', async () => {
  await using site = await startTestSite({ overrides: { deniedSessionStatus: 200, failuresUntilCaptcha: 1 } })
  await postSession(site, 'wrong')
  const answer = await postSession(site, site.user.password)
  expect([answer.status, answer.headers.get('x-seraph-loginreason')]).toEqual([200, 'AUTHENTICATION_DENIED'])
})

test('A session tells of the logins before it', async () => {
  let now = Date.UTC(2026, 10, 22, 8)
  await using site = await startTestSite({ now: () => now })
  const infoOf = async (answer: Response): Promise<unknown> =>
    ((await answer.json()) as { loginInfo: unknown }).loginInfo
  expect(await infoOf(await postSession(site, site.user.password))).toEqual({ failedLoginCount: 0, loginCount: 1 })
  now += 60_000
  await postSession(site, 'wrong')
  now += 60_000
  expect(await infoOf(await postSession(site, site.user.password))).toEqual({
    failedLoginCount: 1,
    loginCount: 2,
    lastFailedLoginTime: '2026-11-22T08:01:00.000+0000',
    previousLoginTime: '2026-11-22T08:00:00.000+0000',
  })
})
