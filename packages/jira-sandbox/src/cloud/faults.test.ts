import { expect, test } from 'vitest'
import { ask, basic, mira, startTestCloud } from './testing.ts'

const tokenPath = '/auth/oauth/token'

test('The token endpoint can fail with a page of HTML', async () => {
  await using client = await startTestCloud()
  client.cloud.faults.add({ kind: 'html', match: { method: 'POST', path: tokenPath }, times: 1 })
  const failed = await client.refresh('any')
  expect([failed.status, failed.json]).toEqual([502, undefined])
  expect(failed.headers.get('content-type')).toMatch(/^text\/html/u)
  expect((await client.refresh('any')).status).toBe(403)
})

test('A failure before the work leaves the refresh token good, a lost answer does not', async () => {
  await using client = await startTestCloud()
  const { refresh_token: token } = await client.signIn()
  client.cloud.faults.add({ kind: 'drop', match: { path: tokenPath }, times: 1 })
  await expect(client.refresh(token)).rejects.toThrow('fetch failed')
  const { json } = await client.refresh(token)
  client.cloud.faults.add({ kind: 'drop-after', match: { path: tokenPath }, times: 1 })
  await expect(client.refresh(json.refresh_token as string)).rejects.toThrow('fetch failed')
  expect((await client.refresh(json.refresh_token as string)).status).toBe(403)
})

test('Each host has errors of its own shape', async () => {
  await using client = await startTestCloud()
  client.cloud.faults.add({ kind: 'status', status: 503, message: 'Down', match: { path: '' } })
  expect((await client.refresh('any')).json).toEqual({
    error: 'temporarily_unavailable',
    error_description: 'Down',
  })
  expect((await client.gateway('/rest/api/3/myself', 'Bearer any')).json).toEqual({ code: 503, message: 'Down' })
  expect((await client.site('/rest/api/3/myself')).json).toEqual({ errorMessages: ['Down'], errors: {} })
})

test('A rate limit of the gateway may come without a word on when to come back', async () => {
  await using client = await startTestCloud()
  client.cloud.faults.add({ kind: 'rate-limit', match: { path: '/api/ex/' }, times: 1 })
  client.cloud.faults.add({ kind: 'rate-limit', retryAfter: 7, match: { path: '/site/' } })
  const { status, headers } = await client.gateway('/rest/api/3/myself', 'Bearer any')
  expect(status).toBe(429)
  expect(headers.has('x-failure-category')).toBe(true)
  expect(headers.has('retry-after')).toBe(false)
  expect((await client.site('/rest/api/3/myself')).headers.get('retry-after')).toBe('7')
})

test('A credential can get lost on the way', async () => {
  await using client = await startTestCloud()
  const token = (await client.signIn()).access_token
  client.cloud.faults.add({ kind: 'anonymous', match: { path: '/' } })
  expect((await client.gateway('/rest/api/3/myself', `Bearer ${token}`)).status).toBe(401)
  const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email))
  expect((await client.site('/rest/api/2/serverInfo', authorization)).status).toBe(200)
  expect((await client.site('/rest/api/3/myself', authorization)).status).toBe(401)
})

test.each([
  ['sso', 200, /Company sign-in/u],
  ['stack-trace', 500, /NullPointerException/u],
  ['captcha', 403, /browser/u],
  ['redirect-login', 302, /^$/u],
] as const)('A site can answer as with %s', async (kind, status, text) => {
  await using client = await startTestCloud()
  client.cloud.faults.add({ kind, match: { path: '/site/' } })
  const answer = await client.site('/rest/api/3/myself')
  expect(answer.status).toBe(status)
  expect(answer.text).toMatch(text)
})

test('An answer can stop in the middle of its JSON, and can be late', async () => {
  await using client = await startTestCloud()
  client.cloud.faults.add({ kind: 'bad-json', match: { path: '/site/rest' }, times: 1 })
  client.cloud.faults.add({ kind: 'slow', delayMs: 1, match: { path: '/site/rest' }, times: 1 })
  expect(await client.site('/rest/api/2/serverInfo')).toMatchObject({ status: 200, json: undefined })
  expect((await client.site('/rest/api/2/serverInfo')).json.deploymentType).toBe('Cloud')
})

test('There is no fourth host', async () => {
  await using client = await startTestCloud()
  expect((await ask(`http://localhost:${client.cloud.port}/elsewhere`)).status).toBe(404)
})

test('The journal masks codes and tokens', async () => {
  await using client = await startTestCloud()
  await client.site('/rest/api/3/search/jql?jql=project=PAY&nextPageToken=hush')
  expect(client.cloud.journal.entries.at(-1)?.query).toContain('nextPageToken=***')
  expect(JSON.stringify(client.cloud.journal.entries)).not.toContain('hush')
})
