import { expect, test } from 'vitest'
import type { Scope } from '../exchange.ts'
import type { ServeOptions } from '../serve-options.ts'
import { startTestSite, type TestSite } from '../testing.ts'

type Fields = Readonly<Record<string, string>>

interface ServiceSite extends AsyncDisposable {
  readonly site: TestSite
  /** Asks for a token; a field set to `-` is left out. */
  ask(changes?: Fields): Promise<{ status: number; body: Fields }>
  /** Asks a path with a new token. */
  call(path: string, init?: RequestInit): Promise<Response>
}

const startServiceSite = async (
  options: ServeOptions = {},
  scope: 'READ' | 'WRITE' = 'WRITE',
): Promise<ServiceSite> => {
  const site = await startTestSite({ persona: '11.3', ...options })
  const { clientId: client_id, clientSecret: client_secret } = site.sandbox.registerServiceAccount({
    name: 'Robot',
    scope,
  })
  const ask: ServiceSite['ask'] = async (changes = {}) => {
    const fields = { grant_type: 'client_credentials', client_id, client_secret, scope, ...changes }
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '-'))
    const answer = await site.postForm('/rest/oauth2/latest/token', given)
    return { status: answer.status, body: (await answer.json()) as Fields }
  }
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const Authorization = `Bearer ${(await ask()).body['access_token']}`
    return site.ask(path, { ...init, headers: { Authorization, 'Content-Type': 'application/json' } })
  }
  return { site, ask, call, [Symbol.asyncDispose]: () => site.sandbox.close() }
}

test('A service account gets a token for an hour and no refresh token', async () => {
  await using service = await startServiceSite({ now: () => 1_790_000_000_500 })
  expect(await service.ask()).toEqual({
    status: 200,
    body: {
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/u) as string,
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'WRITE',
      created_at: 1_790_000_000,
    },
  })
})

test('The token acts as the service account itself', async () => {
  await using service = await startServiceSite()
  expect(await (await service.call('/rest/api/2/whoami')).json()).toEqual({ name: 'service-account-1', scope: 'WRITE' })
})

test('Each asking gives another token, and the older ones go on working', async () => {
  await using service = await startServiceSite()
  const { body: first } = await service.ask()
  const { body: second } = await service.ask()
  expect(first['access_token']).not.toBe(second['access_token'])
  const headers = { Authorization: `Bearer ${first['access_token']}` }
  const answer = await service.site.ask('/rest/api/2/whoami', { headers })
  expect(answer.headers.get('x-ausername')).toBe('service-account-1')
})

test('An hour later the token is nobody', async () => {
  let now = 1_790_000_000_000
  await using service = await startServiceSite({ now: () => now })
  const headers = { Authorization: `Bearer ${(await service.ask()).body['access_token']}` }
  const nameNow = async (): Promise<string | null> =>
    (await service.site.ask('/rest/api/2/whoami', { headers })).headers.get('x-ausername')
  now += 3_600_000 - 1
  expect(await nameNow()).toBe('service-account-1')
  now += 1
  expect(await nameNow()).toBe('anonymous')
})

test('Paths outside of REST API 2 are closed to it, however they are written', async () => {
  await using service = await startServiceSite()
  expect((await service.call('/rest/api/latest/whoami')).status).toBe(200)
  for (const path of ['/rest/pat/latest/tokens', '/status', '/secure/Dashboard.jspa']) {
    expect((await service.call(path)).status).toBe(403)
  }
})

test('The paths that are open are a switch', async () => {
  await using service = await startServiceSite({ overrides: { serviceAccountPaths: ['/rest/pat/'] } })
  expect((await service.call('/rest/pat/latest/tokens')).status).toBe(200)
  expect((await service.call('/rest/api/2/whoami')).status).toBe(403)
})

test('READ reads and writes nothing', async () => {
  await using service = await startServiceSite({}, 'READ')
  expect((await service.call('/rest/api/2/issue/DEMO-1')).status).toBe(200)
  expect((await service.call('/rest/api/2/issue', { method: 'POST', body: '{}' })).status).toBe(403)
})

test.each([
  ['an unknown account', { client_id: '0'.repeat(32) }, 'invalid_client'],
  ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
  ['no secret', { client_secret: '-' }, 'invalid_client'],
  ['no scope', { scope: '-' }, 'invalid_request'],
  ['a scope for administrators', { scope: 'ADMIN' }, 'invalid_scope'],
  ['one among several that is too strong', { scope: 'READ SYSTEM_ADMIN' }, 'invalid_scope'],
  ['a scope of the cloud', { scope: 'read:jira-work' }, 'invalid scope'],
])('Asking with %s is refused', async (_what, changes: Fields, error) => {
  await using service = await startServiceSite()
  const { status, body } = await service.ask(changes)
  expect([status, body['error']]).toEqual([400, error])
})

test('A READ account gets no WRITE token, a WRITE account may ask for less', async () => {
  await using reader = await startServiceSite({}, 'READ')
  expect((await reader.ask({ scope: 'WRITE' })).body['error']).toBe('invalid_scope')
  await using writer = await startServiceSite()
  expect((await writer.ask({ scope: 'READ' })).body['scope']).toBe('READ' satisfies Scope)
})

test('An application link is no service account, and the other way round', async () => {
  await using service = await startServiceSite()
  const redirectUri = 'http://localhost:1/x'
  const link = service.site.sandbox.registerClient({ name: 'Link', redirectUri, scope: 'WRITE' })
  const asLink = { client_id: link.clientId, client_secret: link.clientSecret }
  expect((await service.ask(asLink)).body['error']).toBe('invalid_client')
  const asAccount = { grant_type: 'refresh_token', refresh_token: 'x' }
  expect((await service.ask(asAccount)).body['error']).toBe('invalid_client')
})

test('Older releases do not know the grant', async () => {
  await using service = await startServiceSite({ persona: '10.3' })
  expect((await service.ask()).body['error']).toBe('unsupported_grant_type')
})

test('Nobody logs in as a service account', async () => {
  await using service = await startServiceSite()
  const login = await service.site.postForm('/login.jsp', { os_username: 'service-account-1', os_password: '' })
  expect(login.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED')
})

test.each([
  ['no name', { name: ' ', scope: 'READ' as const }, 'name'],
  ['a scope for administrators', { name: 'Robot', scope: 'ADMIN' as 'READ' }, 'scope'],
])('A service account with %s is refused', async (_what, registration, field) => {
  await using site = await startTestSite()
  const refusal = expect.objectContaining({ code: 'registration-refused', field }) as object
  expect(() => site.sandbox.registerServiceAccount(registration)).toThrow(refusal)
})

test('Revoking and expiring tokens ends those of service accounts too', async () => {
  await using service = await startServiceSite()
  const { sandbox } = service.site
  for (const end of [() => sandbox.expireAccessTokens(), () => sandbox.revokeAllTokens()]) {
    const headers = { Authorization: `Bearer ${(await service.ask()).body['access_token']}` }
    end()
    const answer = await service.site.ask('/rest/api/2/whoami', { headers })
    expect(answer.headers.get('x-ausername')).toBe('anonymous')
  }
})
