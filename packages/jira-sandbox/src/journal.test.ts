import { expect, test } from 'vitest'
import { startTestClient } from './oauth2/testing.ts'
import { basic, startTestSite } from './testing.ts'

const path = '/rest/api/2/whoami'

test('The journal tells who asked what and what came back', async () => {
  await using site = await startTestSite({ now: () => 1_790_000_000_000 })
  const headers = { Authorization: basic(site.user.name, site.user.password) }
  const answer = await site.ask(`${path}?a=1&b=x%20y`, { headers })
  const bytes = (await answer.text()).length
  const { name: user } = site.user
  expect(site.sandbox.journal.entries).toEqual([
    { time: 1_790_000_000_000, method: 'GET', path, query: 'a=1&b=x+y', user, status: 200, bytes },
  ])
})

test('It counts by request line and by condition, finds by pattern, and forgets', async () => {
  await using site = await startTestSite()
  const { journal } = site.sandbox
  for (const each of [path, path, '/rest/api/2/issue/DEMO-1', '/nothing']) await site.ask(each)
  expect(journal.count(`GET ${path}`)).toBe(2)
  expect(journal.count(({ status }) => status === 404)).toBe(1)
  expect(journal.matching('GET', /\/issue\//u).map((entry) => entry.path)).toEqual(['/rest/api/2/issue/DEMO-1'])
  expect(journal.matching('POST', /./u)).toEqual([])
  journal.clear()
  expect(journal.entries).toEqual([])
})

test('It tells as soon as a request has come', async () => {
  await using site = await startTestSite()
  const seen = site.sandbox.journal.waitFor(`GET ${path}`)
  await site.ask('/status')
  await site.ask(path)
  expect((await seen).path).toBe(path)
  expect((await site.sandbox.journal.waitFor('GET /status')).path).toBe('/status')
})

test('No secret gets into it, however it came', async () => {
  await using client = await startTestClient()
  client.site.user.password = 'a-password-of-its-own'
  const code = await client.getCode()
  const pair = (await (await client.redeem(code)).json()) as Record<string, string>
  await client.nameOf(pair['access_token'] ?? '')
  const { clientSecret } = client.client
  const { name, password } = client.site.user
  const query = { code, client_secret: clientSecret, refresh_token: pair['refresh_token'] ?? '', os_password: password }
  await client.site.ask(`${path}?${new URLSearchParams(query).toString()}`)
  await client.site.ask(`/login.jsp?os_destination=${encodeURIComponent(`/x?code=${code}`)}`)
  await client.site.ask(path, { headers: { Authorization: basic(name, password) } })
  const written = JSON.stringify(client.site.sandbox.journal.entries)
  const secrets = [code, clientSecret, pair['access_token'], pair['refresh_token'], password]
  for (const secret of secrets) expect(written).not.toContain(`${secret}`)
  expect(written).toContain('os_destination=***')
  expect(written).not.toMatch(/_lin/u)
})
