import { once } from 'node:events'
import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { publishedKey, startTinyProvider, type TinyProvider } from '../oauth1/testing.ts'
import type { Access, SignInEvent, SignInQuestion } from '../ports.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import { fakePorts, fakeSecrets, willingBrowser } from '../testing.ts'
import { signInByOAuth1 } from './oauth1.ts'

const keys = secretKeys('tiny')
const kinds = (events: readonly SignInEvent[]): readonly string[] => events.map((event) => event.kind)

const given = async (server: TinyProvider, path = '/oauth/redirect') => {
  const callback = `http://localhost:${await findFreePort()}${path}`
  return { callback, site: server.site(callback), secrets: fakeSecrets({ [keys.privateKey]: publishedKey }) }
}

/** What the browser's address bar shows once consent was given. */
const redirectOf = async (url: string): Promise<string> =>
  (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''

const requestTokenOf = (url: string): string => new URL(url).searchParams.get('oauth_token') ?? ''

/** Calls the site as the app does. */
const callMyself = async ({ apiBaseUrl, authorize }: Access): Promise<Response> => {
  const url = new URL(`${apiBaseUrl}/rest/api/2/myself?expand=groups%2Croles&x=+`)
  return fetch(url, { headers: { authorization: await authorize({ method: 'GET', url }) } })
}

test('signing in through the listener stores a token that signs what the site accepts', async () => {
  await using server = await startTinyProvider()
  const { site, secrets, callback } = await given(server)
  const ports = fakePorts(secrets, willingBrowser, {
    verify: async (access) => ({ id: String((await callMyself(access)).status), name: 'Mira' }),
  })
  const now = Date.now()
  const signedIn = await signInByOAuth1(site, ports)
  expect(signedIn).toMatchObject({ user: { id: '200', name: 'Mira' }, where: 'memory', refreshable: false })
  expect(signedIn.expiresAt).toBeGreaterThanOrEqual(now + 157_680_000_000)
  expect(kinds(ports.events)).toEqual(['authorize-url', 'exchanging', 'verifying'])
  expect(server.received[0]?.oauth.get('oauth_callback')).toBe(callback)
  expect(JSON.parse(secrets.held.get(keys.credential) ?? '')).toMatchObject({
    method: 'oauth1',
    baseUrl: server.baseUrl,
    token: expect.any(String),
    tokenSecret: expect.any(String),
    sessionHandle: expect.any(String),
    obtainedAt: expect.any(Number),
    expiresAt: signedIn.expiresAt,
  })
})

test('the address that is shown holds the request token and nothing else', async () => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  const ports = fakePorts(secrets, willingBrowser)
  await signInByOAuth1(site, ports)
  const [event] = ports.events
  const url = new URL(event?.kind === 'authorize-url' ? event.url : '')
  expect(`${url.origin}${url.pathname}`).toBe(`${server.baseUrl}/plugins/servlet/oauth/authorize`)
  expect([...url.searchParams.keys()]).toEqual(['oauth_token'])
})

test.each(['', '/', '/A/b%2Fc/', '/cb?tenant=7'])('a callback that ends in %j comes back', async (path) => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server, path)
  expect((await signInByOAuth1(site, fakePorts(secrets, willingBrowser))).user.id).toBe('mira')
})

test('with oob the code that the site shows is asked for', async () => {
  await using server = await startTinyProvider()
  const { secrets } = await given(server)
  const questions: SignInQuestion[] = []
  let opened = ''
  const browse = async (url: string): Promise<boolean> => {
    await fetch(url)
    opened = url
    return true
  }
  const ports = fakePorts(secrets, browse, {
    ask: async (question) => {
      questions.push(question)
      return questions.length === 1 ? 'two words' : ` ${server.verifierOf(requestTokenOf(opened))}\n`
    },
  })
  await signInByOAuth1(server.site('oob'), ports)
  expect(questions).toEqual([{ kind: 'verifier' }, { kind: 'verifier' }])
  expect(kinds(ports.events)).toEqual(['authorize-url', 'foreign-callback', 'exchanging', 'verifying'])
  expect(ports.events[0]).toMatchObject({ way: 'paste', browserOpened: true })
  expect(server.received[0]?.oauth.get('oauth_callback')).toBe('oob')
})

test.each([
  ['nothing', undefined, 'cancelled'],
  ['nonsense for ever', 'two words', 'bad-redirect'],
  ['a wrong code', 'guessed', 'code-expired'],
  ['what the site shows for a refusal', 'denied', 'consent-refused'],
])('with oob, typing %s ends the sign-in', async (_, answer, code) => {
  await using server = await startTinyProvider()
  const { secrets } = await given(server)
  const ports = fakePorts(secrets, async () => true, { ask: async () => answer })
  await expect(signInByOAuth1(server.site('oob'), ports)).rejects.toMatchObject({ code })
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test.each(['listener', 'browser'] as const)(
  'with oob there is nothing for a %s, and nothing is asked',
  async (callback) => {
    await using server = await startTinyProvider()
    const { secrets } = await given(server)
    const signing = signInByOAuth1(server.site('oob'), fakePorts(secrets, willingBrowser), { callback })
    await expect(signing).rejects.toMatchObject({ code: 'bad-site' })
    expect(server.received).toEqual([])
  },
)

test('a pasted address signs in, after others that were not its answer', async () => {
  await using server = await startTinyProvider()
  const { site, secrets, callback } = await given(server)
  let opened = ''
  const pastes = [
    async () => 'nonsense',
    async () => `${callback}?oauth_token=other&oauth_verifier=v`,
    async () => `${callback}?oauth_verifier=v`,
    () => redirectOf(opened),
  ]
  const ports = fakePorts(secrets, async (url) => ((opened = url), true), { ask: async () => pastes.shift()?.() })
  await signInByOAuth1(site, ports, { callback: 'paste' })
  expect(kinds(ports.events).filter((kind) => kind === 'foreign-callback')).toHaveLength(3)
  expect(ports.events[0]).toMatchObject({ kind: 'authorize-url', way: 'paste' })
})

test('a taken port is told, then the next way signs in', async () => {
  await using server = await startTinyProvider()
  const { site, secrets, callback } = await given(server)
  const other = createServer().listen(Number(new URL(callback).port), '127.0.0.1')
  await once(other, 'listening')
  let opened = ''
  const ports = fakePorts(secrets, async (url) => ((opened = url), true), { ask: () => redirectOf(opened) })
  await signInByOAuth1(site, ports)
  expect(ports.events[0]).toMatchObject({ kind: 'way-failed', way: 'listener' })
  await expect(signInByOAuth1(site, ports, { callback: 'listener' })).rejects.toMatchObject({ code: 'port-taken' })
  other.close()
})

test.each([
  ['another request token', 'oauth_token=guessed&oauth_verifier=v'],
  ['no request token', 'oauth_verifier=v'],
  ['the request token twice', 'oauth_token=TOKEN&oauth_token=TOKEN&oauth_verifier=v'],
  ['two verifiers', 'oauth_token=TOKEN&oauth_verifier=v&oauth_verifier=w'],
  ['no verifier', 'oauth_token=TOKEN'],
  ['an empty verifier', 'oauth_token=TOKEN&oauth_verifier='],
  ['a refusal of another sign-in', 'oauth_token=guessed&oauth_verifier=denied'],
  ['a problem without a request token', 'oauth_problem=user_refused'],
  ['an OAuth 2.0 answer', 'code=c-1&state=s-1'],
  ['over 8 KB', `oauth_token=TOKEN&oauth_verifier=v&pad=${'p'.repeat(8200)}`],
])('a callback with %s is reported and the wait goes on', async (_, query) => {
  await using server = await startTinyProvider()
  const { site, secrets, callback } = await given(server)
  const statuses: number[] = []
  const ports = fakePorts(secrets, async (url) => {
    const token = requestTokenOf(url)
    statuses.push((await fetch(`${callback}?${query.replaceAll('TOKEN', token)}`)).status)
    return willingBrowser(url)
  })
  await signInByOAuth1(site, ports)
  expect(statuses[0]).toBeGreaterThanOrEqual(400)
  expect(kinds(ports.events).filter((kind) => kind === 'foreign-callback')).toHaveLength(1)
  expect(server.received.filter(({ endpoint }) => endpoint === 'access-token')).toHaveLength(1)
})

test('a second callback finds nobody', async () => {
  await using server = await startTinyProvider()
  const { site, secrets, callback } = await given(server)
  const second = Promise.withResolvers<string>()
  const ports = fakePorts(secrets, async (url) => {
    await willingBrowser(url)
    const again = `${callback}?oauth_token=${requestTokenOf(url)}&oauth_verifier=other`
    second.resolve(fetch(again).then(String, () => 'nobody'))
    return true
  })
  await signInByOAuth1(site, ports)
  expect(await second.promise).toBe('nobody')
  expect(server.received.filter(({ endpoint }) => endpoint === 'access-token')).toHaveLength(1)
})

test.each([
  ['oauth_verifier=denied', 'consent-refused'],
  ['oauth_problem=user_refused', 'consent-refused'],
  ['oauth_problem=teapot%1B%5B2J', 'bad-answer'],
])('a callback with %s ends the sign-in and stores nothing', async (answer, code) => {
  await using server = await startTinyProvider()
  const { site, secrets, callback } = await given(server)
  const refusing = async (url: string): Promise<boolean> => {
    await fetch(`${callback}?oauth_token=${requestTokenOf(url)}&${answer}`)
    return true
  }
  await expect(signInByOAuth1(site, fakePorts(secrets, refusing))).rejects.toMatchObject({ code })
  expect(secrets.held.has(keys.credential)).toBe(false)
  expect(server.received.filter(({ endpoint }) => endpoint === 'access-token')).toEqual([])
})

test('a token that the site does not accept is not stored', async () => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  const ports = fakePorts(secrets, willingBrowser, { verify: () => Promise.reject(new Error('anonymous')) })
  await expect(signInByOAuth1(site, ports)).rejects.toThrow('anonymous')
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test('the wait is limited and can be cancelled, and frees the port', async () => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  const idle = fakePorts(secrets, async () => true)
  await expect(signInByOAuth1(site, idle, { limitMs: 30 })).rejects.toMatchObject({ code: 'timed-out' })
  await expect(
    signInByOAuth1(
      server.site('oob'),
      fakePorts(secrets, async () => true, {
        ask: () => new Promise(() => undefined),
      }),
      { limitMs: 30 },
    ),
  ).rejects.toMatchObject({ code: 'timed-out' })
  const abort = new AbortController()
  const cancelling = fakePorts(secrets, async () => (abort.abort(), true))
  await expect(signInByOAuth1(site, cancelling, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
  const before = server.received.length
  await expect(signInByOAuth1(site, idle, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  expect(server.received).toHaveLength(before)
  await signInByOAuth1(site, fakePorts(secrets, willingBrowser))
})

test('cancelling while the site is asked who we are stores nothing', async () => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  const abort = new AbortController()
  const ports = fakePorts(secrets, willingBrowser, {
    verify: async () => {
      abort.abort()
      return { id: 'mira', name: 'Mira' }
    },
  })
  await expect(signInByOAuth1(site, ports, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test.each([
  ['no private key', undefined, 'invalid-client'],
  ['a private key that is none', 'nonsense', 'bad-certificate'],
])('with %s nothing is asked', async (_, privateKey, code) => {
  await using server = await startTinyProvider()
  const { site } = await given(server)
  const ports = fakePorts(
    fakeSecrets(privateKey === undefined ? {} : { [keys.privateKey]: privateKey }),
    willingBrowser,
  )
  await expect(signInByOAuth1(site, ports)).rejects.toMatchObject({ code })
  expect(server.received).toEqual([])
})

test.each([
  ['without a consumer key', { oauth1: undefined }, 'bad-site'],
  ['whose callback is no address', { oauth1: { consumerKey: 'c', callback: 'nowhere' } }, 'bad-site'],
  ['over plain http', { baseUrl: 'http://jira.example' }, 'insecure-url'],
])('a site %s is refused before anything is asked', async (_, change, code) => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  const { oauth1, ...rest } = { ...site, ...change }
  const changed = oauth1 === undefined ? rest : { ...rest, oauth1 }
  await expect(signInByOAuth1(changed, fakePorts(secrets, willingBrowser))).rejects.toMatchObject({ code })
  expect(server.received).toEqual([])
})

test('a provider that does not confirm the callback is refused before a page is opened', async () => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  server.reshape = ({ oauth_callback_confirmed: _, ...form }) => form
  const ports = fakePorts(secrets, willingBrowser)
  await expect(signInByOAuth1(site, ports)).rejects.toMatchObject({ code: 'bad-answer' })
  expect(ports.events).toEqual([])
})

test('neither errors nor reports hold the private key, the token or the verifier', async () => {
  await using server = await startTinyProvider()
  const { site, secrets } = await given(server)
  const shown: unknown[] = []
  const report = (event: SignInEvent): void => void shown.push(event)
  await signInByOAuth1(site, fakePorts(secrets, willingBrowser, { report }))
  server.reshape = (form) => (form.oauth_session_handle === undefined ? form : { ...form, oauth_expires_in: 'soon' })
  shown.push(
    await signInByOAuth1(site, fakePorts(secrets, willingBrowser, { report })).catch((error: unknown) => error),
  )
  const text = inspect(shown, { depth: 9, showHidden: true })
  const access = server.received.filter(({ endpoint }) => endpoint === 'access-token')
  expect(access).toHaveLength(2)
  const { token, tokenSecret, sessionHandle } = JSON.parse(secrets.held.get(keys.credential) ?? '')
  const verifiers = access.map(({ oauth }) => oauth.get('oauth_verifier'))
  for (const secret of [token, tokenSecret, sessionHandle, ...verifiers]) expect(text).not.toContain(secret)
  expect(text).not.toContain(publishedKey.split('\n')[1])
})
