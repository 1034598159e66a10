import { expect, test } from 'vitest'
import { ask, basic, kenji, mira, startTestCloud } from '../testing.ts'

const myself = '/rest/api/3/myself'
const words = 'Client must be authenticated to access this resource.'

test('A site tells its cloud id to anybody', async () => {
  await using client = await startTestCloud()
  const { cloud } = client
  expect((await client.site('/_edge/tenant_info')).json).toEqual({ cloudId: cloud.cloudId })
  expect((await ask(`${cloud.otherSiteUrl}/_edge/tenant_info`)).json).toEqual({ cloudId: cloud.otherCloudId })
  expect(cloud.otherCloudId).not.toBe(cloud.cloudId)
})

test.each([2, 3])('A site tells anybody that it is a cloud, in version %i', async (version) => {
  await using client = await startTestCloud()
  const { status, json, headers } = await client.site(`/rest/api/${version}/serverInfo`)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    baseUrl: client.cloud.siteUrl,
    deploymentType: 'Cloud',
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
  })
  expect(headers.get('cache-control')).toBe('no-cache, no-store, no-transform')
  expect(headers.has('etag')).toBe(false)
})

test('A classic API token acts as its owner', async () => {
  await using client = await startTestCloud()
  const answer = await client.site(myself, basic(mira.email, client.cloud.issueApiToken(mira.email)))
  expect(answer.status).toBe(200)
  expect(answer.json.accountId).toBe(client.cloud.accountIdOf(mira.email))
})

test('The mail address is read in any case', async () => {
  await using client = await startTestCloud()
  const token = client.cloud.issueApiToken(mira.email)
  expect((await client.site(myself, basic('Mira@ACME.example', token))).status).toBe(200)
})

test('A classic API token ends after a year', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestCloud({ now: () => now })
  const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email))
  now += 365 * 86_400_000 - 1
  expect((await client.site(myself, authorization)).status).toBe(200)
  now += 1
  expect((await client.site(myself, authorization)).status).toBe(401)
})

test('A scoped API token is refused, the access token of an app as well', async () => {
  await using client = await startTestCloud()
  const scoped = client.cloud.issueApiToken(mira.email, { scopes: ['read:jira-user'] })
  const { access_token: access } = await client.signIn()
  for (const authorization of [basic(mira.email, scoped), `Bearer ${access}`]) {
    const answer = await client.site(myself, authorization)
    expect([answer.status, answer.text]).toEqual([401, words])
  }
})

test('A refused credential is refused even what the site tells anybody', async () => {
  await using client = await startTestCloud()
  expect((await client.site('/rest/api/2/serverInfo', 'Bearer foreign')).status).toBe(401)
})

test.each([
  ['the password', basic(mira.email, mira.password)],
  ['a login name', basic('mira', mira.password)],
  ['the token of another', basic(kenji.email, 'TOKEN')],
  ['nothing at all', undefined],
])('With %s there is nobody: a 401 in plain text', async (_what, authorization) => {
  await using client = await startTestCloud()
  const token = client.cloud.issueApiToken(mira.email)
  const sent = authorization === basic(kenji.email, 'TOKEN') ? basic(kenji.email, token) : authorization
  const answer = await client.site(myself, sent)
  expect(answer.status).toBe(401)
  expect(answer.text).toBe(words)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/u)
})

test('With the switch, the 401 is JSON', async () => {
  await using client = await startTestCloud({ siteUnauthorizedBody: 'json' })
  expect((await client.site(myself)).json).toEqual({ errorMessages: [words], errors: {} })
  expect((await client.site(myself, basic(mira.email, 'wrong'))).json).toEqual({ errorMessages: [words], errors: {} })
})

test('Five wrong tokens lock even the right one out, until somebody logs in with a browser', async () => {
  await using client = await startTestCloud()
  const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email))
  for (let failure = 1; failure <= 5; failure += 1) {
    const refused = await client.site(myself, basic(mira.email, 'wrong'))
    expect([refused.status, refused.headers.get('x-seraph-loginreason')]).toEqual([401, 'AUTHENTICATED_FAILED'])
  }
  const locked = await client.site(myself, authorization)
  expect([locked.status, locked.headers.get('x-seraph-loginreason')]).toEqual([403, 'AUTHENTICATION_DENIED'])
  await client.consent()
  expect((await client.site(myself, authorization)).status).toBe(200)
})

test('The right token in between starts the count anew, and one account does not lock another', async () => {
  await using client = await startTestCloud({ failuresUntilCaptcha: 2 })
  const right = basic(mira.email, client.cloud.issueApiToken(mira.email))
  const wrong = basic(mira.email, 'wrong')
  for (const authorization of [wrong, right, wrong]) await client.site(myself, authorization)
  expect((await client.site(myself, right)).status).toBe(200)
  for (const authorization of [wrong, wrong]) await client.site(myself, authorization)
  expect((await client.site(myself, right)).status).toBe(403)
  expect((await client.site(myself, basic(kenji.email, client.cloud.issueApiToken(kenji.email)))).status).toBe(200)
})

test('The lock can be switched off, and a scoped token never closes it', async () => {
  await using unlocked = await startTestCloud({ failuresUntilCaptcha: 0 })
  for (let failure = 1; failure <= 6; failure += 1) await unlocked.site(myself, basic(mira.email, 'wrong'))
  const right = basic(mira.email, unlocked.cloud.issueApiToken(mira.email))
  expect((await unlocked.site(myself, right)).status).toBe(200)
  await using client = await startTestCloud({ failuresUntilCaptcha: 1 })
  const scoped = basic(mira.email, client.cloud.issueApiToken(mira.email, { scopes: ['read:jira-user'] }))
  for (let time = 1; time <= 2; time += 1) expect((await client.site(myself, scoped)).status).toBe(401)
})

test('Who may not use the site gets a 403', async () => {
  await using client = await startTestCloud()
  const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email))
  client.cloud.setSites(mira.email, [client.cloud.otherCloudId])
  expect((await client.site(myself, authorization)).status).toBe(403)
})

test('Every answer carries the id of the request, under names that are an option', async () => {
  await using client = await startTestCloud({ traceHeaders: ['Atl-Request-Id'] })
  const { headers } = await client.site('/rest/api/2/serverInfo')
  expect(headers.get('atl-request-id')).toMatch(/^[0-9a-f-]{36}$/u)
  expect(headers.has('x-arequestid')).toBe(false)
})

test('What is no REST path is a page that is not there', async () => {
  await using client = await startTestCloud()
  const answer = await client.site('/jira/your-work')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html;charset=UTF-8'])
})
