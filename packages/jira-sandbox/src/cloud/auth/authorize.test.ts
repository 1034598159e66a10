import { expect, test } from 'vitest'
import { ask, kenji, mira, redirectUri, startTestCloud, type TestCloud } from '../testing.ts'

const first = async (client: TestCloud, changes: Readonly<Record<string, string>> = {}): Promise<URL> => {
  const answer = await ask(client.authorizeUrl(changes))
  expect(answer.status).toBe(302)
  return new URL(answer.headers.get('location') ?? '')
}

const isAtClient = (url: URL): boolean => url.href.startsWith(`${redirectUri}?`)

test('An authorize request leads to the login page first', async () => {
  await using client = await startTestCloud()
  expect((await first(client)).pathname).toBe('/auth/login')
})

test('Accept leads to the redirect URI with a code and the state, and with no issuer', async () => {
  await using client = await startTestCloud()
  const end = await client.consent()
  expect(isAtClient(end)).toBe(true)
  expect([...end.searchParams.keys()]).toEqual(['code', 'state'])
  expect(end.searchParams.get('state')).toBe('s1')
})

test('Cancel leads to the redirect URI with access_denied and the state', async () => {
  await using client = await startTestCloud()
  const end = await client.consent({}, { decision: 'deny' })
  expect(isAtClient(end)).toBe(true)
  expect(end.searchParams.get('error')).toBe('access_denied')
  expect(end.searchParams.get('state')).toBe('s1')
  expect(end.searchParams.has('code')).toBe(false)
})

test('The words of a denial can be switched off', async () => {
  await using client = await startTestCloud({ denialText: '' })
  expect((await client.consent({}, { decision: 'deny' })).searchParams.has('error_description')).toBe(false)
})

test.each([
  ['another port', 'http://127.0.0.1:2/callback'],
  ['another name of the machine', 'http://localhost:1/callback'],
  ['a trailing slash', `${redirectUri}/`],
  ['a query', `${redirectUri}?a=b`],
  ['nothing at all', '-'],
])('A callback with %s ends at the error page, and the client hears nothing', async (_what, uri) => {
  await using client = await startTestCloud()
  const end = await client.consent({ redirect_uri: uri })
  expect(end.href.startsWith(`${client.cloud.authUrl}/error?`)).toBe(true)
  expect(end.searchParams.get('error')).toBe('unauthorized_client')
  expect(end.searchParams.get('error_description')).toMatch(/^Callback URL mismatch\./u)
})

test('The error page shows what is wrong, and no markup of others', async () => {
  await using client = await startTestCloud()
  const { status, text } = await ask(`${client.cloud.authUrl}/error?error=%3Cscript%3E&error_description=Callback`)
  expect(status).toBe(400)
  expect(text).toContain('<p id="error-description">Callback</p>')
  expect(text).not.toContain('<script')
})

test('An unknown client is shown the login page, and the failure only then', async () => {
  await using client = await startTestCloud()
  expect((await first(client, { client_id: 'nobody' })).pathname).toBe('/auth/login')
  const end = await client.consent({ client_id: 'nobody' })
  expect(end.pathname).toBe('/auth/error')
})

test.each(['audience', 'scope', 'state', 'response_type', 'prompt'])(
  'Without %s the client gets invalid_request',
  async (name) => {
    await using client = await startTestCloud()
    const end = await first(client, { [name]: '-' })
    expect(isAtClient(end)).toBe(true)
    expect(end.searchParams.get('error')).toBe('invalid_request')
  },
)

test.each([
  ['audience', 'https://api.atlassian.com', 'invalid_request'],
  ['prompt', 'none', 'invalid_request'],
  ['response_type', 'token', 'unsupported_response_type'],
  ['code_challenge_method', 'plain', 'invalid_request'],
  ['code_challenge', 'short', 'invalid_request'],
])('With %s=%s the client gets %s', async (name, value, _error) => {
  await using client = await startTestCloud()
  expect((await first(client, { [name]: value })).searchParams.get('error')).toBe(_error)
})

test('A scope that the app never registered goes back to the client as invalid_scope', async () => {
  await using client = await startTestCloud()
  const end = await first(client, { scope: 'read:jira-work manage:jira-configuration' })
  expect(isAtClient(end)).toBe(true)
  expect(end.searchParams.get('error')).toBe('invalid_scope')
  expect(end.searchParams.get('state')).toBe('s1')
})

test('With the switch, such an error ends at the error page', async () => {
  await using client = await startTestCloud({ authorizeErrors: 'page' })
  const end = await first(client, { scope: 'manage:jira-configuration' })
  expect(end.pathname).toBe('/auth/error')
  expect(end.searchParams.get('error')).toBe('invalid_scope')
})

test('With openid the page breaks, and the client hears nothing', async () => {
  await using client = await startTestCloud()
  const { status, headers } = await ask(client.authorizeUrl({ scope: 'openid read:jira-work' }))
  expect(status).toBe(400)
  expect(headers.has('location')).toBe(false)
})

test('An app may ask for less than it registered', async () => {
  await using client = await startTestCloud()
  expect((await client.consent({ scope: 'read:jira-work' })).searchParams.has('code')).toBe(true)
})

test('An app that is not shared can be allowed by its owner alone', async () => {
  await using client = await startTestCloud({}, { private: { owner: mira.email } })
  expect((await client.consent()).searchParams.has('code')).toBe(true)
  expect((await client.consent({}, kenji)).pathname).toBe('/auth/error')
})
