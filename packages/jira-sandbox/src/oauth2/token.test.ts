import { expect, test } from 'vitest'
import { challenge, errorOf, startTestClient, type TokenBody, verifier } from './testing.ts'

test('A code is exchanged for tokens that act as the user', async () => {
  await using client = await startTestClient({ now: () => 1_790_000_000_500 })
  const answer = await client.redeem(await client.getCode())
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body = (await answer.json()) as TokenBody
  expect(body).toEqual({
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/u) as string,
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: expect.any(String) as string,
    scope: 'WRITE',
    created_at: 1_790_000_000,
  })
  expect(await client.nameOf(body.access_token)).toBe(client.site.user.name)
})

test('A token tells nothing but an id', async () => {
  await using client = await startTestClient()
  const { access_token: token } = await client.signIn()
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object
  expect(Object.keys(payload)).toEqual(['id'])
})

test('A JSON body ends in status 500', async () => {
  await using client = await startTestClient()
  const answer = await client.site.ask('/rest/oauth2/latest/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ grant_type: 'authorization_code', code: await client.getCode() }),
  })
  expect(answer.status).toBe(500)
})

test.each(['code', 'redirect_uri', 'client_id', 'grant_type'])(
  'An exchange without %s is an invalid request',
  async (name) => {
    await using client = await startTestClient()
    const answer = await client.redeem(await client.getCode(), { [name]: '-' })
    expect(answer.status).toBe(400)
    expect(await errorOf(answer)).toBe('invalid_request')
  },
)

test.each([
  ['the wrong verifier', { code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
  ['no verifier', { code_verifier: '-' }, 'invalid_grant'],
  ['the right verifier but no secret', { client_secret: '-' }, 'invalid_client'],
  ['the right verifier but a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
  ['another redirect URI', { redirect_uri: 'http://localhost:2/oauth/redirect' }, 'invalid_grant'],
  ['an unknown client', { client_id: '0'.repeat(32) }, 'invalid_client'],
  ['an unknown code', { code: 'guessed' }, 'invalid_request'],
  ['another grant type', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
])('An exchange with %s is refused', async (_what, changes: Record<string, string>, error) => {
  await using client = await startTestClient()
  const answer = await client.redeem(await client.getCode(), changes)
  expect(answer.status).toBe(400)
  expect(await errorOf(answer)).toBe(error)
})

test('A wrong verifier is noticed before a wrong secret', async () => {
  await using client = await startTestClient()
  const answer = await client.redeem(await client.getCode(), { code_verifier: '-', client_secret: '-' })
  expect(await errorOf(answer)).toBe('invalid_grant')
})

test('A challenge without a method is compared as it stands', async () => {
  await using client = await startTestClient()
  const code = await client.getCode({ code_challenge: verifier, code_challenge_method: '-' })
  expect((await client.redeem(code)).status).toBe(200)
  const hashed = await client.getCode({ code_challenge: challenge, code_challenge_method: '-' })
  expect(await errorOf(await client.redeem(hashed))).toBe('invalid_grant')
})

test('A verifier that nobody asked for is refused', async () => {
  await using client = await startTestClient()
  const code = await client.getCode({ code_challenge: '-', code_challenge_method: '-' })
  expect(await errorOf(await client.redeem(code))).toBe('invalid_grant')
  expect((await client.redeem(code, { code_verifier: '-' })).status).toBe(200)
})

test('A code of one client is worthless to another', async () => {
  await using client = await startTestClient()
  const other = client.site.sandbox.registerClient({
    name: 'Another',
    redirectUri: 'http://localhost:1/oauth/redirect',
    scope: 'WRITE',
  })
  const changes = { client_id: other.clientId, client_secret: other.clientSecret }
  expect(await errorOf(await client.redeem(await client.getCode(), changes))).toBe('invalid_grant')
})

test('Using a code again revokes the tokens that came of it, also after a refresh', async () => {
  await using client = await startTestClient()
  const code = await client.getCode()
  const first = (await (await client.redeem(code)).json()) as TokenBody
  const second = (await (await client.refresh(first.refresh_token)).json()) as TokenBody
  const untouched = await client.signIn()
  expect(await errorOf(await client.redeem(code))).toBe('invalid_grant')
  expect(await client.nameOf(second.access_token)).toBeNull()
  expect(await errorOf(await client.refresh(second.refresh_token))).toBe('invalid_grant')
  expect(await client.nameOf(untouched.access_token)).toBe(client.site.user.name)
})

test('A code lives ten seconds', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestClient({ now: () => now })
  const [early, late] = [await client.getCode(), await client.getCode()]
  now += 9_999
  expect((await client.redeem(early)).status).toBe(200)
  now += 1
  expect(await errorOf(await client.redeem(late))).toBe('invalid_request')
})

test('A code lives ten minutes at most, whatever the setting', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestClient({ now: () => now, codeLifetimeSeconds: 100_000 })
  const code = await client.getCode()
  now += 600_000
  expect((await client.redeem(code)).status).toBe(400)
})

test('A refresh gives a new pair and ends the old one at once', async () => {
  await using client = await startTestClient()
  const old = await client.signIn()
  const answer = await client.refresh(old.refresh_token)
  expect(answer.status).toBe(200)
  const next = (await answer.json()) as TokenBody
  expect(await client.nameOf(next.access_token)).toBe(client.site.user.name)
  expect(await client.nameOf(old.access_token)).toBeNull()
  const again = await client.refresh(old.refresh_token)
  expect(again.status).toBe(400)
  expect(await errorOf(again)).toBe('invalid_grant')
})

test('Using an old refresh token leaves the new pair alone', async () => {
  await using client = await startTestClient()
  const old = await client.signIn()
  const next = (await (await client.refresh(old.refresh_token)).json()) as TokenBody
  await client.refresh(old.refresh_token)
  expect(await client.nameOf(next.access_token)).toBe(client.site.user.name)
})

test.each([
  ['no redirect URI', { redirect_uri: '-' }, 'invalid_grant'],
  ['another redirect URI', { redirect_uri: 'http://localhost:2/x' }, 'invalid_grant'],
  ['no secret', { client_secret: '-' }, 'invalid_client'],
  ['an unknown client', { client_id: '0'.repeat(32) }, 'invalid_client'],
  ['no refresh token', { refresh_token: '-' }, 'invalid_request'],
])('A refresh with %s is refused and changes nothing', async (_what, changes: Record<string, string>, error) => {
  await using client = await startTestClient()
  const { access_token: access, refresh_token: token } = await client.signIn()
  expect(await errorOf(await client.refresh(token, changes))).toBe(error)
  expect(await client.nameOf(access)).toBe(client.site.user.name)
})

test('A refresh token of one client is worthless to another', async () => {
  await using client = await startTestClient()
  const redirectUri = 'http://localhost:1/oauth/redirect'
  const other = client.site.sandbox.registerClient({ name: 'Another', redirectUri, scope: 'WRITE' })
  const { refresh_token: token } = await client.signIn()
  const changes = { client_id: other.clientId, client_secret: other.clientSecret }
  expect(await errorOf(await client.refresh(token, changes))).toBe('invalid_grant')
})

test('The lenient switch lets a refresh pass without the redirect URI', async () => {
  await using client = await startTestClient({ strictRefreshRedirectUri: false })
  const { refresh_token: token } = await client.signIn()
  expect((await client.refresh(token, { redirect_uri: '-' })).status).toBe(200)
})

test('Access tokens live an hour, refresh tokens ninety days from their own making', async () => {
  let now = 1_790_000_000_000
  await using client = await startTestClient({ now: () => now })
  const first = await client.signIn()
  now += 3_600_000 - 1
  expect(await client.nameOf(first.access_token)).toBe(client.site.user.name)
  now += 1
  expect(await client.nameOf(first.access_token)).toBeNull()
  const second = (await (await client.refresh(first.refresh_token)).json()) as TokenBody
  now += 7_776_000_000
  expect(await errorOf(await client.refresh(second.refresh_token))).toBe('invalid_grant')
})

test('expireAccessTokens leaves the refresh tokens alive', async () => {
  await using client = await startTestClient()
  const old = await client.signIn()
  client.site.sandbox.expireAccessTokens()
  expect(await client.nameOf(old.access_token)).toBeNull()
  const next = (await (await client.refresh(old.refresh_token)).json()) as TokenBody
  expect(await client.nameOf(next.access_token)).toBe(client.site.user.name)
})

test('Deleting the application link ends the tokens of its client', async () => {
  await using client = await startTestClient()
  const pair = await client.signIn()
  client.site.sandbox.removeClient(client.client.clientId)
  expect(await client.nameOf(pair.access_token)).toBeNull()
  expect(await errorOf(await client.refresh(pair.refresh_token))).toBe('invalid_client')
})

test('revokeAllTokens ends grants and personal access tokens', async () => {
  await using client = await startTestClient()
  const { sandbox, user } = client.site
  const [pair, pat] = [await client.signIn(), sandbox.issuePat(user.name)]
  sandbox.revokeAllTokens()
  expect(await client.nameOf(pair.access_token)).toBeNull()
  expect(await client.nameOf(pat)).toBeNull()
  expect((await client.refresh(pair.refresh_token)).status).toBe(400)
})
