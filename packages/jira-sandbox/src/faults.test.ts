import { expect, test, vi } from 'vitest'
import type { FaultKind } from './faults.ts'
import { errorOf, startTestClient, type TokenBody } from './oauth2/testing.ts'
import { startTestSite, type TestSite } from './testing.ts'

const path = '/rest/api/2/whoami'
const askWith = (site: TestSite, kind: FaultKind): Promise<Response> => {
  site.sandbox.faults.add({ ...kind, match: { path } })
  return site.ask(path)
}

test('A fault hits what it matches, as often as it was told', async () => {
  await using site = await startTestSite()
  const { faults } = site.sandbox
  faults.add({ kind: 'status', status: 503, match: { method: 'GET', path: /whoami$/gu }, times: 2 })
  expect((await site.ask('/rest/api/2/issue/DEMO-1')).status).toBe(200)
  const statuses = [await site.ask(path), await site.ask(path), await site.ask(path)].map(({ status }) => status)
  expect(statuses).toEqual([503, 503, 200])
  expect(faults.active).toEqual([])
})

test('A fault of one method leaves the others alone', async () => {
  await using site = await startTestSite()
  site.sandbox.faults.add({ kind: 'status', status: 503, match: { method: 'POST', path: '/' } })
  expect((await site.ask(path)).status).toBe(200)
})

test('A fault is switched off by what add gave, and all of them by clear', async () => {
  await using site = await startTestSite()
  const { faults } = site.sandbox
  faults.add({ kind: 'status', status: 503, match: { path: '/' } })()
  expect((await site.ask(path)).status).toBe(200)
  faults.add({ kind: 'status', status: 503, match: { path: '/' } })
  faults.clear()
  expect((await site.ask(path)).status).toBe(200)
})

test('status answers with an error in the shape of Jira', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'status', status: 409, message: 'Busy' })
  expect([answer.status, await answer.json()]).toEqual([409, { errorMessages: ['Busy'], errors: {} }])
})

test('html answers as a proxy does: none of the headers of Jira', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'html' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html;charset=UTF-8'])
  expect(answer.headers.has('x-ausername')).toBe(false)
})

test('sso answers 200 with a page after blank lines', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'sso' })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toMatch(/^\n+<!doctype html>/u)
})

test('redirect-login sends to the login page', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'redirect-login' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toMatch(/\/jira\/login\.jsp\?permissionViolation=true&os_destination=/u)
})

test('rate-limit carries the headers of the token bucket, and may ask for no wait at all', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'rate-limit', retryAfter: 0 })
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('0')
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('0')
  expect(answer.headers.get('x-ratelimit-interval-seconds')).toBe('60')
})

test('stack-trace answers 500 with Java in it', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'stack-trace' })
  expect(answer.status).toBe(500)
  expect(await answer.text()).toContain('java.lang.NullPointerException')
})

test('captcha answers as after too many wrong passwords', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'captcha' })
  expect(answer.status).toBe(403)
  expect(answer.headers.get('x-authentication-denied-reason')).toMatch(/^CAPTCHA_CHALLENGE; login-url=/u)
})

test('bad-json stops in the middle', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'bad-json' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json;charset=UTF-8'])
  const text = await answer.text()
  expect(() => void JSON.parse(text)).toThrow(SyntaxError)
})

test('slow answers rightly, but late', async () => {
  await using site = await startTestSite()
  const start = performance.now()
  expect((await askWith(site, { kind: 'slow', delayMs: 60 })).status).toBe(200)
  expect(performance.now() - start).toBeGreaterThan(55)
})

test('slow answers as soon as what it waits for is there', async () => {
  await using site = await startTestSite()
  const gate = Promise.withResolvers<void>()
  site.sandbox.faults.add({ kind: 'slow', delayMs: 600_000, until: gate.promise, match: { path }, times: 1 })
  const answer = site.ask(path)
  await vi.waitFor(() => expect(site.sandbox.faults.active).toEqual([]), 15_000)
  gate.resolve()
  expect((await answer).status).toBe(200)
})

test('A sandbox closes although an answer is still due', async () => {
  const site = await startTestSite()
  const { sandbox } = site
  sandbox.faults.add({ kind: 'slow', delayMs: 600_000, match: { path }, times: 1 })
  const answer = site.ask(path).then(
    () => 'answered',
    () => 'cut',
  )
  await vi.waitFor(() => expect(sandbox.faults.active).toEqual([]), 15_000)
  await sandbox.close()
  expect(await answer).toBe('cut')
})

test('anonymous forgets a good credential', async () => {
  await using site = await startTestSite()
  site.sandbox.faults.add({ kind: 'anonymous', match: { path } })
  const headers = { Authorization: `Bearer ${site.sandbox.issuePat(site.user.name)}` }
  expect((await site.ask(path, { headers })).headers.get('x-ausername')).toBe('anonymous')
})

const tokenPath = { path: '/rest/oauth2/latest/token' }

test('drop ends the connection with nothing done', async () => {
  await using client = await startTestClient()
  const pair = await client.signIn()
  client.site.sandbox.faults.add({ kind: 'drop', match: tokenPath, times: 1 })
  await expect(client.refresh(pair.refresh_token)).rejects.toThrow(TypeError)
  expect(client.site.sandbox.journal.entries.at(-1)?.status).toBe(0)
  expect((await client.refresh(pair.refresh_token)).status).toBe(200)
})

test('drop-after ends the connection with everything done', async () => {
  await using client = await startTestClient()
  const pair: TokenBody = await client.signIn()
  client.site.sandbox.faults.add({ kind: 'drop-after', match: tokenPath, times: 1 })
  await expect(client.refresh(pair.refresh_token)).rejects.toThrow(TypeError)
  expect(await errorOf(await client.refresh(pair.refresh_token))).toBe('invalid_grant')
})

test('redirect sends elsewhere, also from the token endpoint, and nothing is done', async () => {
  await using client = await startTestClient()
  const pair = await client.signIn()
  const location = 'https://idp.example.test/login'
  client.site.sandbox.faults.add({ kind: 'redirect', location, status: 307, match: tokenPath, times: 1 })
  const answer = await client.refresh(pair.refresh_token)
  expect([answer.status, answer.headers.get('location')]).toEqual([307, location])
  expect(answer.headers.has('x-ausername')).toBe(false)
  expect((await client.refresh(pair.refresh_token)).status).toBe(200)
})

test('redirect without a status is a 302, as of a single sign-on', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'redirect', location: 'https://idp.example.test/' })
  expect(answer.status).toBe(302)
})

test('negotiate wants Kerberos', async () => {
  await using site = await startTestSite()
  const answer = await askWith(site, { kind: 'negotiate' })
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Negotiate'])
})
