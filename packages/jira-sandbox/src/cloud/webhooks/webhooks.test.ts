import { expect, test } from 'vitest'
import type { CloudSandboxOptions } from '../options.ts'
import { basic, mira, redirectUri, type Said, sending, startTestCloud } from '../testing.ts'

const scope = 'read:jira-work manage:jira-webhook offline_access'
const url = 'https://hooks.acme.example/jira'
const wish = { jqlFilter: 'project = PAY AND assignee != EMPTY', events: ['jira:issue_updated'] }

type Ask = (method: string, path: string, body?: unknown, authorization?: string) => Promise<Said>

const startHooks = async (options: CloudSandboxOptions = {}) => {
  const registration = { redirectUri, scopes: ['read:jira-work', 'manage:jira-webhook'] }
  const client = await startTestCloud(options, registration)
  const { access_token } = await client.signIn({ scope })
  const ask: Ask = (method, path, body, authorization = `Bearer ${access_token}`) =>
    client.gateway(`/rest/api/3/webhook${path}`, authorization, body === undefined ? { method } : sending(method, body))
  return { ask, client, [Symbol.asyncDispose]: () => client.cloud.close() }
}

test('An app registers webhooks, sees them, and takes them away', async () => {
  const now = Date.UTC(2026, 10, 22, 8)
  await using hooks = await startHooks({ now: () => now })
  const body = {
    url,
    webhooks: [
      { ...wish, fieldIdsFilter: ['summary'] },
      { ...wish, jqlFilter: 'text ~ x' },
    ],
  }
  const made = await hooks.ask('POST', '', body)
  const [first, second] = made.json.webhookRegistrationResult
  expect([made.status, first, second]).toEqual([
    200,
    { createdWebhookId: expect.any(Number) },
    { errors: [expect.stringContaining('text'), expect.stringContaining('~')] },
  ])
  const listed = (await hooks.ask('GET', '')).json
  expect(listed).toMatchObject({ maxResults: 100, total: 1, isLast: true })
  expect(listed.values).toEqual([
    { id: first.createdWebhookId, ...body.webhooks[0], expirationDate: now + 30 * 86_400_000 },
  ])
  expect((await hooks.ask('DELETE', '', { webhookIds: [first.createdWebhookId] })).status).toBe(202)
  expect((await hooks.ask('GET', '')).json.total).toBe(0)
})

test.each([
  [{ ...wish, jqlFilter: 'project = ' }],
  [{ ...wish, jqlFilter: 'project = PAY order by key' }],
  [{ ...wish, jqlFilter: 'project = PAY or (not status was Open)' }],
  [{ ...wish, events: [] }],
  [{ ...wish, events: ['jira:version_released'] }],
])('%o is not registered, and the answer says why', async (webhook) => {
  await using hooks = await startHooks()
  const { json } = await hooks.ask('POST', '', { url, webhooks: [webhook] })
  expect(json.webhookRegistrationResult).toEqual([{ errors: [expect.any(String)] }])
})

test.each([
  [{ url: 'http://hooks.acme.example', webhooks: [wish] }],
  [{ url: 'https://localhost:8080/jira', webhooks: [wish] }],
  [{ url: 'https://192.168.1.9/jira', webhooks: [wish] }],
  [{ url: 'jira', webhooks: [wish] }],
  [{ url, webhooks: [] }],
  [{ url, webhooks: [{ events: wish.events }] }],
  [{ url, webhooks: [{ ...wish, fieldIdsFilter: 'summary' }] }],
  [{ webhooks: [wish] }],
])('%o is refused as a whole', async (body) => {
  await using hooks = await startHooks()
  expect((await hooks.ask('POST', '', body)).status).toBe(400)
  expect((await hooks.ask('GET', '')).json.total).toBe(0)
})

test('There are five webhooks at most, and they are over after thirty days unless they are refreshed', async () => {
  let now = Date.UTC(2026, 10, 22, 8)
  await using hooks = await startHooks({ now: () => now, accessTokenLifetimeSeconds: 100 * 86_400 })
  const { json } = await hooks.ask('POST', '', { url, webhooks: Array.from({ length: 6 }, () => wish) })
  const ids = json.webhookRegistrationResult.map(
    ({ createdWebhookId }: { createdWebhookId?: number }) => createdWebhookId,
  )
  expect(ids.at(-1)).toBeUndefined()
  expect(new Set(ids).size).toBe(6)
  now += 29 * 86_400_000
  expect((await hooks.ask('PUT', '/refresh', { webhookIds: [ids[0]] })).json).toEqual({
    expirationDate: now + 30 * 86_400_000,
  })
  now += 2 * 86_400_000
  expect((await hooks.ask('GET', '')).json.values).toMatchObject([{ id: ids[0] }])
  expect((await hooks.ask('GET', '/failed')).json).toEqual({ values: [], maxResults: 100 })
})

test('Webhooks are for apps alone, and each sees its own', async () => {
  await using hooks = await startHooks()
  await hooks.ask('POST', '', { url, webhooks: [wish] })
  const { cloud } = hooks.client
  const scopes = ['read:jira-work', 'manage:jira-webhook']
  const scoped = basic(mira.email, cloud.issueApiToken(mira.email, { scopes }))
  expect((await hooks.ask('POST', '', { url, webhooks: [wish] }, scoped)).status).toBe(403)
  const classic = basic(mira.email, cloud.issueApiToken(mira.email))
  expect((await hooks.client.site('/rest/api/3/webhook', classic)).status).toBe(403)
  const other = cloud.registerApp({ name: 'other', redirectUri, scopes })
  const code = await hooks.client.getCode({ client_id: other.clientId, scope })
  const known = { client_id: other.clientId, client_secret: other.clientSecret }
  const { access_token } = (await hooks.client.redeem(code, known)).json
  expect((await hooks.ask('GET', '', undefined, `Bearer ${access_token}`)).json.total).toBe(0)
  expect((await hooks.ask('GET', '')).json.total).toBe(1)
})

test('The scope of work alone opens no webhook', async () => {
  await using hooks = await startHooks()
  const { access_token } = await hooks.client.signIn({ scope: 'read:jira-work' })
  expect((await hooks.ask('GET', '', undefined, `Bearer ${access_token}`)).status).toBe(401)
})
