import { expect, test } from 'vitest'
import { startTestConsumer } from './oauth1/testing.ts'
import { startTestClient } from './oauth2/testing.ts'
import { type PersonaName, personas } from './persona.ts'
import { startSandbox } from './start-sandbox.ts'
import { basic, startTestSite, type TestSite } from './testing.ts'

const names = Object.keys(personas) as PersonaName[]
const whoAmI = '/rest/api/2/whoami'
const nameOf = async (site: TestSite, Authorization: string): Promise<string | null> =>
  ((await (await site.ask(whoAmI, { headers: { Authorization } })).json()) as { name: string | null }).name

test.each([
  ['8.20', '8.20.7', [8, 20, 7]],
  ['9.12', '9.12.38', [9, 12, 38]],
  ['10.3', '10.3.24', [10, 3, 24]],
  ['11.3', '11.3.10', [11, 3, 10]],
] as const)('%s says that it is %s, everywhere', async (persona, version, versionNumbers) => {
  await using sandbox = await startSandbox({ persona, issues: 0 })
  const info = await (await fetch(`${sandbox.baseUrl}/rest/api/2/serverInfo`)).json()
  expect(info).toMatchObject({ version, versionNumbers, deploymentType: 'Server' })
  const headers = { Accept: 'application/json' }
  const manifest = await (await fetch(`${sandbox.baseUrl}/rest/applinks/1.0/manifest`, { headers })).json()
  expect(manifest).toMatchObject({ version, buildNumber: (info as { buildNumber: number }).buildNumber })
})

test.each(names)('%s has personal access tokens', async (persona) => {
  await using site = await startTestSite({ persona })
  expect(await nameOf(site, `Bearer ${site.sandbox.issuePat(site.user.name)}`)).toBe(site.user.name)
})

test.each(names)('%s has OAuth 1.0a', async (persona) => {
  await using consumer = await startTestConsumer({ persona })
  const { oauth_token = '' } = await consumer.signIn()
  expect((await consumer.call(whoAmI, { parameters: { oauth_token } })).status).toBe(200)
})

test('8.20 has no OAuth 2.0: nothing is there', async () => {
  await using site = await startTestSite({ persona: '8.20' })
  const statuses = await Promise.all([
    site.ask('/rest/oauth2/latest/authorize'),
    site.postForm('/rest/oauth2/latest/token', {}),
    site.postForm('/rest/oauth2/latest/revoke', {}),
    site.ask('/plugins/servlet/oauth2/consent'),
  ])
  expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404, 404])
})

test.each(['9.12', '10.3', '11.3'] as const)('%s has OAuth 2.0', async (persona) => {
  await using client = await startTestClient({ persona })
  const { access_token: token } = await client.signIn()
  expect(await client.nameOf(token)).toBe(client.site.user.name)
})

test.each(['8.20', '9.12', '10.3'] as const)('%s takes user name and password', async (persona) => {
  await using site = await startTestSite({ persona })
  expect(await nameOf(site, basic(site.user.name, site.user.password))).toBe(site.user.name)
})

test('11.3 takes no password at the API, right or wrong, but the login page does', async () => {
  await using site = await startTestSite({ persona: '11.3' })
  const { name, password } = site.user
  for (const word of [password, 'wrong']) {
    const answer = await site.ask(whoAmI, { headers: { Authorization: basic(name, word) } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'application/json;charset=UTF-8'])
  }
  const body = JSON.stringify({ username: name, password })
  const headers = { 'Content-Type': 'application/json' }
  expect((await site.ask('/rest/auth/1/session', { method: 'POST', headers, body })).status).toBe(403)
  expect((await site.postForm('/login.jsp', { os_username: name, os_password: password })).status).toBe(302)
})

test('A single switch of a persona can be overridden', async () => {
  await using site = await startTestSite({ persona: '11.3', overrides: { basic: true } })
  expect(await nameOf(site, basic(site.user.name, site.user.password))).toBe(site.user.name)
})

test.each([
  ['a user', { users: ['mira'], paths: [] }],
  ['a path', { users: [], paths: ['/rest/api/2/whoami'] }],
])('Where Basic is off, %s may be excepted', async (_what, basicAllowed) => {
  await using site = await startTestSite({ persona: '11.3', overrides: { basicAllowed } })
  expect(await nameOf(site, basic('mira', 'mira'))).toBe('mira')
  const elsewhere = await site.ask('/rest/api/2/issue/DEMO-1', { headers: { Authorization: basic('kenji', 'kenji') } })
  expect(elsewhere.status).toBe(403)
})

test('A persona that nobody knows is refused, with those that there are', async () => {
  const starting = startTestSite({ persona: '9.99' as '9.12' })
  await expect(starting).rejects.toMatchObject({ code: 'unknown-persona', message: expect.stringContaining('11.3') })
})
