import { expect, test } from 'vitest'
import { redirectUri, startTestClient, type TestClient } from './testing.ts'

const locationOf = async (client: TestClient, changes: Readonly<Record<string, string>>) => {
  const answer = await fetch(client.authorizeUrl(changes), { redirect: 'manual' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const location = new URL(answer.headers.get('location') ?? '')
  return { location, path: location.href.replace(client.site.sandbox.baseUrl, '').split('?')[0] }
}

const errorPage = '/plugins/servlet/oauth2/error'

test('An authorize request leads to the consent page with all its parameters', async () => {
  await using client = await startTestClient()
  const { location, path } = await locationOf(client, {})
  expect(path).toBe('/plugins/servlet/oauth2/consent')
  expect(location.search).toBe(new URL(client.authorizeUrl()).search)
})

test.each(['client_id', 'redirect_uri', 'response_type', 'scope'])(
  'Without %s the browser gets the error page',
  async (name) => {
    await using client = await startTestClient()
    const { location, path } = await locationOf(client, { [name]: '-' })
    expect(path).toBe(errorPage)
    expect(location.searchParams.get('errorName')).toBe('invalid_request')
  },
)

test('A scope beyond the registered one goes back to the client at once', async () => {
  await using client = await startTestClient()
  const { location } = await locationOf(client, { scope: 'ADMIN' })
  expect(location.href.startsWith(`${redirectUri}?`)).toBe(true)
  expect(location.searchParams.get('error')).toBe('invalid_scope')
  expect(location.searchParams.get('state')).toBe('s1')
})

test('A scope of the cloud goes back to the client at once', async () => {
  await using client = await startTestClient()
  const { location } = await locationOf(client, { scope: 'read:jira-work write:jira-work' })
  expect(location.searchParams.get('error')).toBe('invalid_scope')
})

test('A scope error is never sent to an address that nobody registered', async () => {
  await using client = await startTestClient()
  const { location } = await locationOf(client, { scope: 'ADMIN', redirect_uri: 'http://localhost:1/elsewhere' })
  expect(location.href.startsWith(client.site.sandbox.baseUrl)).toBe(true)
})

test('Allow leads to the redirect URI with a code and the state', async () => {
  await using client = await startTestClient()
  const end = await client.consent()
  expect(end.href.startsWith(`${redirectUri}?`)).toBe(true)
  expect([...end.searchParams.keys()]).toEqual(['code', 'state'])
  expect(end.searchParams.get('state')).toBe('s1')
})

test('A blank state is not echoed', async () => {
  await using client = await startTestClient()
  expect((await client.consent({ state: '-' })).searchParams.has('state')).toBe(false)
})

test.each([
  ['another port', 'http://localhost:2/oauth/redirect'],
  ['a trailing slash', `${redirectUri}/`],
  ['a query', `${redirectUri}?a=b`],
  ['another case', redirectUri.replace('localhost', 'LOCALHOST')],
])('A redirect URI with %s ends at the error page, and the client hears nothing', async (_what, uri) => {
  await using client = await startTestClient()
  const end = await client.consent({ redirect_uri: uri })
  expect(end.href.startsWith(`${client.site.sandbox.baseUrl}${errorPage}?`)).toBe(true)
  expect(end.searchParams.has('code')).toBe(false)
})

test.each([
  ['the method sha256', { code_challenge_method: 'sha256' }],
  ['a short challenge', { code_challenge: 'short' }],
  ['characters outside the alphabet', { code_challenge: '+'.repeat(43) }],
  ['a method and no challenge', { code_challenge: '-' }],
])('PKCE with %s ends at the error page', async (_what, changes: Record<string, string>) => {
  await using client = await startTestClient()
  expect((await client.consent(changes)).pathname).toBe(`/jira${errorPage}`)
})

test('A response type other than code goes back to the client after consent', async () => {
  await using client = await startTestClient()
  const end = await client.consent({ response_type: 'token' })
  expect(end.href.startsWith(`${redirectUri}?`)).toBe(true)
  expect(end.searchParams.get('error')).toBe('unsupported_response_type')
})

test('Consent without the XSRF token of the session ends at the error page', async () => {
  await using client = await startTestClient()
  const { location, path } = await locationOf(client, { atl_token: 'guessed' })
  expect(path).toBe(errorPage)
  expect(location.searchParams.has('code')).toBe(false)
})

test('Deny leads to the redirect URI with access_denied and the state', async () => {
  await using client = await startTestClient()
  const end = await client.consent({}, 'deny')
  expect(end.href.startsWith(`${redirectUri}?`)).toBe(true)
  expect(end.searchParams.get('error')).toBe('access_denied')
  expect(end.searchParams.get('state')).toBe('s1')
  expect(end.searchParams.has('code')).toBe(false)
})

test('Deny tells nothing to an address that nobody registered', async () => {
  await using client = await startTestClient()
  const end = await client.consent({ redirect_uri: 'http://localhost:1/elsewhere' }, 'deny')
  expect(end.pathname).toBe(`/jira${errorPage}`)
})

test('Consent is asked for each time', async () => {
  await using client = await startTestClient()
  await client.consent()
  expect((await locationOf(client, {})).path).toBe('/plugins/servlet/oauth2/consent')
})

test('With the Referer check on, an Allow that hides its Referer leads back to consent', async () => {
  await using client = await startTestClient({ checkReferer: true })
  expect((await client.consent()).searchParams.has('code')).toBe(true)
  expect((await locationOf(client, { atl_token: 'any' })).path).toBe('/plugins/servlet/oauth2/consent')
})
