import { request } from 'node:https'
import { expect, test } from 'vitest'
import { basic, startTestSite, testCertificates } from '../testing.ts'
import { errorOf, redirectUri, startTestClient, type TokenBody } from './testing.ts'

const whoAmI = '/rest/api/2/whoami'

test('A node that has access tokens switched off ignores them, and knows personal ones', async () => {
  await using client = await startTestClient({ overrides: { accessTokens: false } })
  const { access_token: token } = await client.signIn()
  expect(await client.nameOf(token)).toBeNull()
  expect(await client.nameOf(client.site.sandbox.issuePat(client.site.user.name))).toBe(client.site.user.name)
})

test('An access token is taken as the password of Basic too, and no failure is counted', async () => {
  await using client = await startTestClient({ persona: '11.3' })
  const { access_token: token } = await client.signIn()
  const headers = { Authorization: basic('whoever', token) }
  const answer = await client.site.ask(whoAmI, { headers })
  expect(await answer.json()).toEqual({ name: client.site.user.name, scope: 'WRITE' })
})

test('With that switched off it is a wrong password', async () => {
  await using client = await startTestClient({ overrides: { accessTokenAsPassword: false } })
  const { access_token: token } = await client.signIn()
  const headers = { Authorization: basic(client.site.user.name, token) }
  expect((await client.site.ask(whoAmI, { headers })).status).toBe(401)
})

test('A site may not look at the client secret at all', async () => {
  await using client = await startTestClient({ overrides: { clientSecretChecked: false } })
  const answer = await client.redeem(await client.getCode(), { client_secret: '-' })
  expect(answer.status).toBe(200)
})

test('After a reset the old secret is worth nothing, the access token goes on, the new secret refreshes', async () => {
  await using client = await startTestClient()
  const { sandbox, user } = client.site
  const pair = await client.signIn()
  const { clientId, clientSecret } = sandbox.resetSecret(client.client.clientId)
  expect(clientId).toBe(client.client.clientId)
  expect(await client.nameOf(pair.access_token)).toBe(user.name)
  expect(await errorOf(await client.refresh(pair.refresh_token))).toBe('invalid_client')
  expect((await client.refresh(pair.refresh_token, { client_secret: clientSecret })).status).toBe(200)
})

test('A client that does not exist has no secret to reset', async () => {
  await using site = await startTestSite()
  expect(() => site.sandbox.resetSecret('0'.repeat(32))).toThrow(expect.objectContaining({ code: 'unknown-client' }))
})

const provider = (client: Awaited<ReturnType<typeof startTestClient>>): Promise<Response[]> =>
  Promise.all([
    fetch(client.authorizeUrl(), { redirect: 'manual' }),
    client.postToken({ grant_type: 'refresh_token' }),
    client.site.postForm('/rest/oauth2/latest/revoke', {}),
  ])

test.each(['required', 'unmarked'] as const)('Over plain http, a site with https %s refuses', async (https) => {
  await using client = await startTestClient({ overrides: { https } })
  for (const answer of await provider(client)) {
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [expect.any(String)], fieldErrors: {} }])
  }
})

// 303: where https is fine, the request that lacks everything is sent on to the error page.
test.each([
  ['required', 303],
  ['unmarked', 400],
] as const)('Over https, a site with https %s answers %i', async (https, status) => {
  await using site = await startTestSite({ tls: testCertificates.server, overrides: { https } })
  const url = `${site.sandbox.baseUrl}/rest/oauth2/latest/authorize`
  const answer = await new Promise((resolve) => {
    request(url, { ca: testCertificates.ca, agent: false }, (got) => resolve(got.resume().statusCode)).end()
  })
  expect(answer).toBe(status)
})

test('Descriptions come in the language of the site, codes do not change', async () => {
  await using client = await startTestClient({ overrides: { language: 'de' } })
  const refused = await client.postToken({ grant_type: 'refresh_token' })
  expect(await refused.json()).toEqual({
    error: 'invalid_request',
    error_description: 'Die Anfrage ist ungültig: ein Feld fehlt, ist leer oder falsch.',
  })
  const denied = await client.consent({}, 'deny')
  expect(denied.searchParams.get('error')).toBe('access_denied')
  expect(denied.searchParams.get('error_description')).toBe('Der Zugriff wurde nicht erlaubt.')
  const lost = await client.consent({ redirect_uri: 'http://localhost:2/x' })
  expect(lost.searchParams.get('errorDescription')).toMatch(/^Die Anfrage/u)
})

test('The status of a token error is a switch', async () => {
  await using client = await startTestClient({ overrides: { tokenErrorStatus: { invalid_client: 401 } } })
  const { refresh_token: token } = await client.signIn()
  const wrongSecret = await client.refresh(token, { client_secret: 'wrong' })
  expect([wrongSecret.status, await errorOf(wrongSecret)]).toEqual([401, 'invalid_client'])
  expect((await client.refresh('wrong')).status).toBe(400)
})

test('A token whose scope is too weak may get a 401, and is alive all the same', async () => {
  await using client = await startTestClient({ overrides: { weakScopeStatus: 401 } }, 'READ')
  const { access_token: token } = await client.signIn()
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const answer = await client.site.ask('/rest/api/2/issue', { method: 'POST', headers, body: '{}' })
  expect([answer.status, answer.headers.get('x-ausername')]).toEqual([401, client.site.user.name])
  expect(await client.nameOf(token)).toBe(client.site.user.name)
})

test('With the switch off, the client never hears of Deny', async () => {
  await using client = await startTestClient({ overrides: { tellsDeny: false } })
  expect((await client.consent({}, 'deny')).pathname).toBe('/jira/plugins/servlet/oauth2/error')
})

test.each([
  ['http on localhost', 'localhostRedirects', false, redirectUri, true],
  ['http anywhere', 'httpRedirects', true, 'http://127.0.0.1:8734/x', false],
] as const)('Whether a redirect URL may be %s is a switch', async (_what, name, value, uri, usual) => {
  const register = async (overrides: object): Promise<boolean> => {
    await using site = await startTestSite({ overrides })
    try {
      site.sandbox.registerClient({ name: 'x', redirectUri: uri, scope: 'READ' })
      return true
    } catch {
      return false
    }
  }
  expect(await register({})).toBe(usual)
  expect(await register({ [name]: value })).toBe(!usual)
})

test('A site has no metadata unless it is told where, and PKCE is not in it', async () => {
  const metadataPath = '/rest/oauth2/latest/metadata'
  await using without = await startTestSite()
  expect((await without.ask(metadataPath)).status).toBe(404)
  await using site = await startTestSite({ overrides: { metadataPath } })
  const answer = await (await site.ask(metadataPath)).json()
  expect(answer).toMatchObject({
    token_endpoint: `${site.sandbox.baseUrl}/rest/oauth2/latest/token`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
  })
  expect(answer).not.toHaveProperty('code_challenge_methods_supported')
})

test('A person ends a grant of their own in the profile, and nobody else does', async () => {
  await using client = await startTestClient()
  const { sandbox, user } = client.site
  const pair: TokenBody = await client.signIn()
  const payload = Buffer.from(pair.access_token.split('.')[1] ?? '', 'base64url').toString()
  const { id } = JSON.parse(payload) as { id: string }
  const revokeAs = (name?: string): Promise<Response> => {
    const headers = name === undefined ? {} : { Authorization: `Bearer ${sandbox.issuePat(name)}` }
    return client.site.ask(`/rest/oauth2/latest/revoke/${id}`, { method: 'POST', headers })
  }
  expect((await revokeAs()).status).toBe(401)
  expect((await revokeAs('kenji')).status).toBe(200)
  expect(await client.nameOf(pair.access_token)).toBe(user.name)
  expect((await revokeAs(user.name)).status).toBe(200)
  expect(await client.nameOf(pair.access_token)).toBeNull()
})
