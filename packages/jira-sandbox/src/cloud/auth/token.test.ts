import { expect, test } from 'vitest'
import { ask, basic, challenge, redirectUri, sending, startTestCloud, verifier } from '../testing.ts'

test('A code becomes tokens, and the answer may not be kept', async () => {
  await using client = await startTestCloud()
  const { status, headers, json } = await client.redeem(await client.getCode())
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(json).toEqual({
    access_token: expect.any(String),
    refresh_token: expect.any(String),
    expires_in: 3600,
    scope: 'read:jira-work write:jira-work read:jira-user offline_access',
    token_type: 'Bearer',
  })
})

test('The token endpoint reads forms as well as JSON', async () => {
  await using client = await startTestCloud()
  const fields = {
    grant_type: 'authorization_code',
    client_id: client.app.clientId,
    client_secret: client.app.clientSecret,
    code: await client.getCode(),
    redirect_uri: redirectUri,
    code_verifier: verifier,
  }
  const body = new URLSearchParams(fields)
  expect((await ask(`${client.cloud.authUrl}/oauth/token`, { method: 'POST', body })).status).toBe(200)
})

test('The client may prove itself by Basic', async () => {
  await using client = await startTestCloud()
  const { clientId, clientSecret } = client.app
  const fields = { grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier }
  const init = sending('POST', { ...fields, code: await client.getCode() })
  const headers = { 'Content-Type': 'application/json', Authorization: basic(clientId, clientSecret) }
  expect((await ask(`${client.cloud.authUrl}/oauth/token`, { ...init, headers })).status).toBe(200)
})

test('Without offline_access there is no refresh token', async () => {
  await using client = await startTestCloud()
  const tokens = await client.signIn({ scope: 'read:jira-work' })
  expect(tokens).not.toHaveProperty('refresh_token')
  expect(tokens.scope).toBe('read:jira-work')
})

test('An access token is a long JWT that tells its scope and times', async () => {
  const now = 1_790_000_000_000
  await using client = await startTestCloud({ now: () => now })
  const { access_token: token } = await client.signIn()
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(token.length).toBeGreaterThanOrEqual(2500)
  expect(claims).toMatchObject({
    iat: 1_790_000_000,
    exp: 1_790_003_600,
    scope: expect.stringContaining('read:jira-work'),
  })
})

test.each([
  ['a wrong secret', { client_secret: 'wrong' }],
  ['no secret', { client_secret: '-' }],
  ['an unknown client', { client_id: 'nobody' }],
])('With %s even a good code is a 401 access_denied', async (_what, changes: Record<string, string>) => {
  await using client = await startTestCloud()
  const code = await client.getCode()
  const refused = await client.redeem(code, changes)
  expect(refused.status).toBe(401)
  expect(refused.json).toEqual({ error: 'access_denied', error_description: 'Unauthorized' })
  expect((await client.redeem(code)).status).toBe(200)
})

test('A wrong secret can be called invalid_client', async () => {
  await using client = await startTestCloud({ wrongSecretError: 'invalid_client' })
  expect((await client.redeem('any', { client_secret: 'wrong' })).json.error).toBe('invalid_client')
})

test.each(['password', '', 'implicit'])('The grant type "%s" is a 400 that lists the known ones', async (grantType) => {
  await using client = await startTestCloud()
  const { status, headers, json } = await client.postToken({ grant_type: grantType })
  expect(status).toBe(400)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(json).toEqual({
    error: 'invalid_request',
    error_description: 'grant_type must be one of [authorization_code|refresh_token|client_credentials]',
  })
})

test.each([
  ['text', 'text/plain', 'grant_type=refresh_token'],
  ['broken JSON', 'application/json', '{"grant_type":'],
  ['a JSON list', 'application/json', '["refresh_token"]'],
])('A body of %s is a 400', async (_what, type, body) => {
  await using client = await startTestCloud()
  const answer = await ask(`${client.cloud.authUrl}/oauth/token`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body,
  })
  expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request'])
})

test('The device grant is not for apps', async () => {
  await using client = await startTestCloud()
  const answer = await client.postToken({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: 'x',
  })
  expect([answer.status, answer.json.error]).toEqual([400, 'unauthorized_client'])
  expect((await ask(`${client.cloud.authUrl}/oauth/device/code`, sending('POST', {}))).status).toBe(400)
})

test('A code is for one use', async () => {
  await using client = await startTestCloud()
  const code = await client.getCode()
  expect((await client.redeem(code)).status).toBe(200)
  const again = await client.redeem(code)
  expect([again.status, again.json.error]).toEqual([403, 'invalid_grant'])
})

test('A code lives a minute', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestCloud({ now: () => now })
  const [first, second] = [await client.getCode(), await client.getCode()]
  now += 60_000 - 1
  expect((await client.redeem(first)).status).toBe(200)
  now += 1
  expect((await client.redeem(second)).status).toBe(403)
})

test('A code is worth nothing to another app', async () => {
  await using client = await startTestCloud()
  const other = client.cloud.registerApp({ name: 'Another', redirectUri, scopes: ['read:jira-work'] })
  const changes = { client_id: other.clientId, client_secret: other.clientSecret }
  expect((await client.redeem(await client.getCode(), changes)).json.error).toBe('invalid_grant')
})

test.each([
  ['another redirect_uri', { redirect_uri: `${redirectUri}/` }, 403],
  ['no redirect_uri', { redirect_uri: '-' }, 400],
  ['no code', { code: '-' }, 400],
  ['a wrong verifier', { code_verifier: 'w'.repeat(43) }, 403],
  ['no verifier', { code_verifier: '-' }, 403],
  ['the challenge as verifier', { code_verifier: challenge }, 403],
])('With %s there are no tokens', async (_what, changes: Record<string, string>, status) => {
  await using client = await startTestCloud()
  expect((await client.redeem(await client.getCode(), changes)).status).toBe(status)
})

test('Where no challenge was sent, no verifier is asked for', async () => {
  await using client = await startTestCloud()
  const code = await client.getCode({ code_challenge: '-', code_challenge_method: '-' })
  expect((await client.redeem(code, { code_verifier: '-' })).status).toBe(200)
})

test('With the switch, verifiers are not looked at', async () => {
  await using client = await startTestCloud({ pkce: 'ignored' })
  expect((await client.redeem(await client.getCode(), { code_verifier: 'w'.repeat(43) })).status).toBe(200)
})

test('PKCE does not take the place of the secret', async () => {
  await using client = await startTestCloud()
  expect((await client.redeem(await client.getCode(), { client_secret: '-' })).status).toBe(401)
})

test('The discovery document describes the server', async () => {
  await using client = await startTestCloud()
  const { json } = await ask(`${client.cloud.authUrl}/.well-known/openid-configuration`)
  expect(json).toMatchObject({
    issuer: client.cloud.authUrl,
    authorization_endpoint: `${client.cloud.authUrl}/authorize`,
    token_endpoint: `${client.cloud.authUrl}/oauth/token`,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  })
  expect(json).not.toHaveProperty('authorization_response_iss_parameter_supported')
})
