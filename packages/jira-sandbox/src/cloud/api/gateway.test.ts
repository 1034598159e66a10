import { expect, test } from 'vitest'
import { ask, basic, kenji, mira, sending, startTestCloud, type TestCloud } from '../testing.ts'

const myself = '/rest/api/3/myself'
const unauthorized = { code: 401, message: 'Unauthorized' }
const scopeShortage = { code: 401, message: 'Unauthorized; scope does not match' }

const bearer = async (client: TestCloud, scope?: string): Promise<string> =>
  `Bearer ${(await client.signIn(scope === undefined ? {} : { scope })).access_token}`

test('A token acts as the person who consented', async () => {
  await using client = await startTestCloud()
  const { status, json } = await client.gateway(myself, await bearer(client))
  expect(status).toBe(200)
  expect(json).toMatchObject({ accountId: client.cloud.accountIdOf(mira.email), displayName: 'Mira Lindqvist' })
  expect(client.cloud.journal.entries.at(-1)).toMatchObject({
    method: 'GET',
    path: `/api/ex/jira/${client.cloud.cloudId}${myself}`,
    user: 'mira',
    status: 200,
  })
})

test('One token is good for every site of the account', async () => {
  await using client = await startTestCloud()
  const headers = { Authorization: await bearer(client) }
  const path = `${client.cloud.apiUrl}/ex/jira/${client.cloud.otherCloudId}/rest/api/2/serverInfo`
  expect((await ask(path, { headers })).json.baseUrl).toBe(client.cloud.otherSiteUrl)
})

test('A token of resource-level access is good for the picked site alone', async () => {
  await using client = await startTestCloud({}, { access: 'resource' })
  const { access_token: token } = await client.signIn({}, { site: client.cloud.otherCloudId })
  const answer = await client.gateway(myself, `Bearer ${token}`)
  expect([answer.status, answer.json]).toEqual([401, unauthorized])
})

const unroutable = (path: string): object => ({
  timestamp: expect.any(String),
  status: 404,
  error: 'Not Found',
  message: 'No message available',
  path,
})

test.each(['/ex/jira/7d3f0a52-0000-4000-8000-1a2b3c4d5e6f/rest/api/3/myself', '/ex/jira/', '/ex/confluence/x/wiki'])(
  'The gateway knows no way to %s, token or not',
  async (path) => {
    await using client = await startTestCloud()
    const answer = await ask(`${client.cloud.apiUrl}${path}`)
    expect([answer.status, answer.json]).toEqual([404, unroutable(path)])
    expect(answer.headers.get('x-failure-category')).toBe('FAILURE_CLIENT_TCS')
  },
)

test('Through the gateway there is nothing of a site but its REST API', async () => {
  await using client = await startTestCloud()
  const answer = await client.gateway('/browse/PAY-1', await bearer(client))
  expect(answer.json).toEqual(unroutable(`/ex/jira/${client.cloud.cloudId}/browse/PAY-1`))
})

test.each([
  ['a foreign bearer', 'Bearer foreign'],
  ['the word in small letters', 'bearer foreign'],
  ['a wrong API token', basic(mira.email, 'wrong')],
  ['a password', basic(mira.email, mira.password)],
])('With %s the gateway says 401', async (_what, authorization) => {
  await using client = await startTestCloud()
  const answer = await client.gateway(myself, authorization)
  expect([answer.status, answer.json]).toEqual([401, unauthorized])
})

test('Without a credential the gateway says 401, even to what the site tells anybody', async () => {
  await using client = await startTestCloud()
  const answer = await ask(`${client.cloud.apiUrl}/ex/jira/${client.cloud.cloudId}/rest/api/2/serverInfo`)
  expect([answer.status, answer.json]).toEqual([401, unauthorized])
})

test('After an hour an access token is a 401 in the envelope of Jira, without a code and without a challenge', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestCloud({ now: () => now })
  const authorization = await bearer(client)
  now += 3_600_000 - 1
  expect((await client.gateway(myself, authorization)).status).toBe(200)
  now += 1
  const { status, json, headers } = await client.gateway(myself, authorization)
  expect(status).toBe(401)
  expect(json).toEqual({ errorMessages: [expect.stringMatching(/expired/u)], errors: {} })
  expect(headers.has('www-authenticate')).toBe(false)
})

test('expireAccessTokens leaves the refresh tokens alive', async () => {
  await using client = await startTestCloud()
  const { access_token: access, refresh_token: token } = await client.signIn()
  client.cloud.expireAccessTokens()
  expect((await client.gateway(myself, `Bearer ${access}`)).status).toBe(401)
  const { json } = await client.refresh(token)
  expect((await client.gateway(myself, `Bearer ${json.access_token}`)).status).toBe(200)
})

test('A token without the scope of an operation gets a 401 that does not name the scope', async () => {
  await using client = await startTestCloud()
  const answer = await client.gateway(myself, await bearer(client, 'read:jira-work'))
  expect([answer.status, answer.json]).toEqual([401, scopeShortage])
})

test('Reading does not include writing', async () => {
  await using client = await startTestCloud()
  const authorization = await bearer(client, 'read:jira-work')
  const [issue] = client.cloud.world.issues
  const path = `/rest/api/2/issue/${issue?.key ?? ''}`
  expect((await client.gateway(path, authorization)).status).toBe(200)
  const write = await client.gateway(path, authorization, sending('PUT', { fields: { summary: 'x' } }))
  expect(write.json).toEqual(scopeShortage)
})

test('All granular scopes of an operation do instead of the classic one, and one less does not', async () => {
  const granular = ['read:application-role:jira', 'read:group:jira', 'read:user:jira', 'read:avatar:jira']
  await using client = await startTestCloud({}, { scopes: granular })
  expect((await client.gateway(myself, await bearer(client, granular.join(' ')))).status).toBe(200)
  expect((await client.gateway(myself, await bearer(client, granular.slice(1).join(' ')))).json).toEqual(scopeShortage)
})

test('serverInfo needs a token but no scope', async () => {
  await using client = await startTestCloud()
  expect((await client.gateway('/rest/api/2/serverInfo', await bearer(client, 'read:me'))).status).toBe(200)
})

test.each(['/rest/dev-status/1.0/issue/summary?issueId=10001', '/rest/agile/1.0/board', '/rest/api/3/nonsense'])(
  'No token opens %s',
  async (path) => {
    await using client = await startTestCloud()
    expect((await client.gateway(path, await bearer(client))).json).toEqual(scopeShortage)
  },
)

test('A scoped API token opens the gateway within its scopes', async () => {
  await using client = await startTestCloud()
  const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email, { scopes: ['read:jira-user'] }))
  expect((await client.gateway(myself, authorization)).json.accountId).toBe(client.cloud.accountIdOf(mira.email))
  expect((await client.gateway('/rest/api/2/field', authorization)).json).toEqual(scopeShortage)
})

test('A scoped API token is sent with the mail address of its owner, and not as a bearer', async () => {
  await using client = await startTestCloud()
  const token = client.cloud.issueApiToken(mira.email, { scopes: ['read:jira-user'] })
  for (const authorization of [`Bearer ${token}`, basic(kenji.email, token), basic('mira', token)]) {
    expect((await client.gateway(myself, authorization)).json).toEqual(unauthorized)
  }
})

test('A classic API token does not open the gateway', async () => {
  await using client = await startTestCloud()
  const token = client.cloud.issueApiToken(mira.email)
  expect((await client.gateway(myself, basic(mira.email, token))).json).toEqual(unauthorized)
})

test('An API token ends after the days that were chosen', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestCloud({ now: () => now })
  const token = client.cloud.issueApiToken(mira.email, { scopes: ['read:jira-user'], expiresInDays: 2 })
  now += 2 * 86_400_000 - 1
  expect((await client.gateway(myself, basic(mira.email, token))).status).toBe(200)
  now += 1
  expect((await client.gateway(myself, basic(mira.email, token))).json).toEqual(unauthorized)
})

test('With the switch, API tokens of granular scopes are refused every POST, and access tokens are not', async () => {
  const scopes = [
    'read:issue-details:jira',
    'read:field.default-value:jira',
    'read:field.option:jira',
    'read:field:jira',
    'read:group:jira',
  ]
  const count = async (client: TestCloud, held: readonly string[]): Promise<number> => {
    const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email, { scopes: held }))
    const init = sending('POST', { jql: 'project = PAY' })
    return (await client.gateway('/rest/api/3/search/approximate-count', authorization, init)).status
  }
  await using sound = await startTestCloud()
  await using defective = await startTestCloud({ granularPostDefect: true }, { scopes })
  expect([await count(sound, scopes), await count(defective, scopes)]).toEqual([200, 401])
  expect(await count(defective, ['read:jira-work'])).toBe(200)
  const access = await bearer(defective, scopes.join(' '))
  const init = sending('POST', { jql: 'project = PAY' })
  expect((await defective.gateway('/rest/api/3/search/approximate-count', access, init)).status).toBe(200)
})

test('A person who lost access to the site gets a 403, whose body is a switch', async () => {
  for (const [noAccessBody, text] of [
    ['jira', /^\{"errorMessages":/u],
    ['empty', /^$/u],
  ] as const) {
    await using client = await startTestCloud({ noAccessBody })
    const authorization = await bearer(client)
    client.cloud.setSites(mira.email, [client.cloud.otherCloudId])
    const answer = await client.gateway(myself, authorization)
    expect(answer.status).toBe(403)
    expect(answer.text).toMatch(text)
  }
})

test('An account that is switched off gets a 403', async () => {
  await using client = await startTestCloud()
  const authorization = await bearer(client)
  const user = client.cloud.world.findUser('mira')
  if (user !== undefined) user.active = false
  expect((await client.gateway(myself, authorization)).status).toBe(403)
})
