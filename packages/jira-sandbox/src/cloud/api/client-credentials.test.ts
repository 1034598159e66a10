import { expect, test } from 'vitest'
import { ask, basic, type Said, sending, startTestCloud, type TestCloud } from '../testing.ts'

type Fields = Readonly<Record<string, string>>

const account = { name: 'Nightly triage', scopes: ['read:jira-work', 'read:jira-user'] }
const permissions = ['builds', 'development-information'] as const

const post = (url: string, fields: Fields): Promise<Said> => ask(`${url}/oauth/token`, sending('POST', fields))

const fieldsOf = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }): Fields => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
})

test('A service account gets an access token for an hour and no refresh token', async () => {
  await using client = await startTestCloud()
  const { status, json } = await post(client.cloud.authUrl, fieldsOf(client.cloud.registerServiceAccount(account)))
  expect(status).toBe(200)
  expect(json).toEqual({
    access_token: expect.any(String),
    expires_in: 3600,
    scope: 'read:jira-work read:jira-user',
    token_type: 'Bearer',
  })
})

test('A service account is an account of its own at the gateway', async () => {
  await using client = await startTestCloud()
  const { json } = await post(client.cloud.authUrl, fieldsOf(client.cloud.registerServiceAccount(account)))
  const me = await client.gateway('/rest/api/3/myself', `Bearer ${json.access_token}`)
  expect(me.json).toMatchObject({ displayName: 'Nightly triage', accountType: 'app', active: true })
})

test('A service account may do what its groups may', async () => {
  await using client = await startTestCloud()
  const outsider = client.cloud.registerServiceAccount(account)
  const insider = client.cloud.registerServiceAccount({ ...account, groups: ['platform-team'] })
  const seesOps = async (credentials: typeof outsider): Promise<number> => {
    const { json } = await post(client.cloud.authUrl, fieldsOf(credentials))
    return (await client.gateway('/rest/api/3/project/OPS', `Bearer ${json.access_token}`)).status
  }
  expect([await seesOps(outsider), await seesOps(insider)]).toEqual([404, 200])
})

const myself = async (client: TestCloud, authorization: string): Promise<number> =>
  (await client.gateway('/rest/api/3/myself', authorization)).status

test.each([
  ['either', 200, 200],
  ['bearer', 200, 401],
  ['basic', 401, 200],
] as const)('An API token of a service account is taken as %s', async (serviceTokenForm, bearer, inBasic) => {
  await using client = await startTestCloud({ serviceTokenForm })
  const { email } = client.cloud.registerServiceAccount(account)
  const token = client.cloud.issueApiToken(email, { scopes: ['read:jira-user'] })
  expect([await myself(client, `Bearer ${token}`), await myself(client, basic(email, token))]).toEqual([
    bearer,
    inBasic,
  ])
})

test('An app may not act for itself', async () => {
  await using client = await startTestCloud()
  const answer = await post(client.cloud.authUrl, fieldsOf(client.app))
  expect([answer.status, answer.json.error]).toEqual([403, 'unauthorized_client'])
})

test('A service account cannot redeem codes', async () => {
  await using client = await startTestCloud()
  const credentials = client.cloud.registerServiceAccount(account)
  const fields = { ...fieldsOf(credentials), grant_type: 'authorization_code', code: await client.getCode() }
  expect((await post(client.cloud.authUrl, fields)).json.error).toBe('unauthorized_client')
})

test('OAuth credentials of a site get a token from the API host, with the scopes of their permissions', async () => {
  await using client = await startTestCloud()
  const credentials = client.cloud.registerOAuthCredentials({ name: 'CI', permissions })
  const { status, json } = await post(client.cloud.apiUrl, { ...fieldsOf(credentials), audience: 'api.atlassian.com' })
  expect(status).toBe(200)
  expect(json).toMatchObject({ expires_in: 900, token_type: 'Bearer' })
  expect(json.scope.split(' ')).toEqual(
    expect.arrayContaining(['write:build-info:jira', 'read:build-info:jira', 'delete:dev-info:jira']),
  )
  expect(json.scope).not.toContain('deployment')
  expect(json).not.toHaveProperty('refresh_token')
})

test('A form without an audience is taken as well, unless the switch says otherwise', async () => {
  for (const [twoLeggedAudience, status] of [
    ['optional', 200],
    ['required', 403],
  ] as const) {
    await using client = await startTestCloud({ twoLeggedAudience })
    const credentials = client.cloud.registerOAuthCredentials({ name: 'CI', permissions })
    const body = new URLSearchParams(fieldsOf(credentials))
    expect((await ask(`${client.cloud.apiUrl}/oauth/token`, { method: 'POST', body })).status).toBe(status)
  }
})

test('The life of such a token is an option', async () => {
  await using client = await startTestCloud({ twoLeggedLifetimeSeconds: 120 })
  const credentials = client.cloud.registerOAuthCredentials({ name: 'CI', permissions })
  expect((await post(client.cloud.apiUrl, fieldsOf(credentials))).json.expires_in).toBe(120)
})

test('Each host knows its own clients only', async () => {
  await using client = await startTestCloud()
  const site = client.cloud.registerOAuthCredentials({ name: 'CI', permissions })
  const service = client.cloud.registerServiceAccount(account)
  expect((await post(client.cloud.authUrl, fieldsOf(site))).status).toBe(401)
  expect((await post(client.cloud.apiUrl, fieldsOf(service))).status).toBe(401)
})

test.each([
  ['a wrong secret', { client_secret: 'wrong' }, 401],
  ['another audience', { audience: 'example.test' }, 403],
  ['another grant type', { grant_type: 'authorization_code' }, 400],
])('With %s there is no token', async (_what, changes: Record<string, string>, status) => {
  await using client = await startTestCloud()
  const credentials = client.cloud.registerOAuthCredentials({ name: 'CI', permissions })
  expect((await post(client.cloud.apiUrl, { ...fieldsOf(credentials), ...changes })).status).toBe(status)
})

test('Credentials of a site act for nobody: Jira itself does not know them', async () => {
  await using client = await startTestCloud()
  const credentials = client.cloud.registerOAuthCredentials({ name: 'CI', permissions })
  const { json } = await post(client.cloud.apiUrl, fieldsOf(credentials))
  const answer = await client.gateway('/rest/api/3/myself', `Bearer ${json.access_token}`)
  expect([answer.status, answer.json.message]).toEqual([401, 'Unauthorized'])
})
