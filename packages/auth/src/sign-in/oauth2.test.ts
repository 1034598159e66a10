import { once } from 'node:events'
import { createServer } from 'node:http'
import { inspect } from 'node:util'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import type { SignInEvent } from '../ports.ts'
import { credentialFor } from '../renewal.ts'
import { Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import { fakePorts, fakeSecrets, givenFolder, startTinyServer, type TinyServer, willingBrowser } from '../testing.ts'
import { signIn } from './sign-in.ts'

const keys = secretKeys('tiny')
const kinds = (events: readonly SignInEvent[]): readonly string[] => events.map((event) => event.kind)

const given = async (server: TinyServer, path = '/oauth/redirect') => {
  const redirectUri = `http://localhost:${await findFreePort()}${path}`
  return {
    redirectUri,
    site: server.site(redirectUri),
    secrets: fakeSecrets({ [keys.clientSecret]: server.clientSecret }),
  }
}

/** What the browser's address bar shows once consent was given. */
const redirectOf = async (url: string): Promise<string> =>
  (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''

test('signing in through the listener stores a credential that the site takes', async () => {
  await using server = await startTinyServer()
  const { site } = await given(server)
  const ports = fakePorts(fakeSecrets(), willingBrowser)
  const signedIn = await signIn(site, ports, { clientSecret: new Secret(server.clientSecret) })
  expect(signedIn).toMatchObject({ user: { id: 'mira' }, where: 'memory', refreshable: true })
  expect(kinds(ports.events)).toEqual(['authorize-url', 'exchanging', 'verifying'])
  const authorization = await credentialFor(site, { secrets: ports.secrets, dir: givenFolder() }).authorization()
  expect(server.isValid(authorization.replace('Bearer ', ''))).toBe(true)
  expect(await ports.secrets.get(keys.clientSecret)).toBe(server.clientSecret)
})

test.each(['', '/', '/A/b%2Fc/', '/cb?tenant=7'])(
  'a redirect URL that ends in %j is sent letter by letter',
  async (path) => {
    await using server = await startTinyServer()
    const { site, secrets, redirectUri } = await given(server, path)
    const ports = fakePorts(secrets, willingBrowser)
    await signIn(site, ports)
    const event = ports.events[0]
    const url = new URL(event?.kind === 'authorize-url' ? event.url : '')
    expect(url.searchParams.get('redirect_uri')).toBe(redirectUri)
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.searchParams.get('state')?.length).toBeGreaterThanOrEqual(43)
    expect(server.forms[0]?.form.get('redirect_uri')).toBe(redirectUri)
  },
)

test('two sign-ins share neither state nor challenge', async () => {
  await using server = await startTinyServer()
  const urls: URL[] = []
  for (let round = 0; round < 2; round += 1) {
    const { site, secrets } = await given(server)
    await signIn(
      site,
      fakePorts(secrets, (url) => (urls.push(new URL(url)), willingBrowser(url))),
    )
  }
  for (const name of ['state', 'code_challenge']) {
    expect(new Set(urls.map((url) => url.searchParams.get(name))).size).toBe(2)
  }
})

test('a taken port is told in one line, then the pasted address signs in', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirectUri } = await given(server)
  const other = createServer().listen(Number(new URL(redirectUri).port), '127.0.0.1')
  await once(other, 'listening')
  let opened = ''
  const browse = async (url: string): Promise<boolean> => {
    opened = url
    return false
  }
  const ports = fakePorts(secrets, browse, { ask: () => redirectOf(opened) })
  await signIn(site, ports)
  expect(kinds(ports.events)).toEqual(['way-failed', 'way-failed', 'authorize-url', 'exchanging', 'verifying'])
  expect(ports.events[0]).toMatchObject({ way: 'listener', reason: expect.stringContaining('in use') })
  expect(ports.events[1]).toMatchObject({ way: 'browser', reason: expect.stringContaining('No Chrome') })
  expect(ports.events[2]).toMatchObject({ way: 'paste', browserOpened: false })
  other.close()
})

test('a listener that was asked for does not turn into pasting', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirectUri } = await given(server)
  const other = createServer().listen(Number(new URL(redirectUri).port), '127.0.0.1')
  await once(other, 'listening')
  const signing = signIn(site, fakePorts(secrets, willingBrowser), { callback: 'listener' })
  await expect(signing).rejects.toMatchObject({ code: 'port-taken' })
  other.close()
})

test('nonsense that is pasted is reported and asked for again', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirectUri } = await given(server)
  let opened = ''
  const pastes = [async () => 'nonsense', async () => `${redirectUri}?code=x&state=y`, () => redirectOf(opened)]
  const ports = fakePorts(secrets, async (url) => ((opened = url), true), {
    ask: async () => pastes.shift()?.(),
  })
  await signIn(site, ports, { callback: 'paste' })
  expect(kinds(ports.events).filter((kind) => kind === 'foreign-callback')).toHaveLength(2)
})

test.each([
  ['nothing', [], 'cancelled'],
  ['nonsense and then nothing', ['nonsense'], 'bad-redirect'],
  ['nonsense for ever', Array.from({ length: 50 }, () => 'nonsense'), 'bad-redirect'],
])('pasting %s ends the sign-in', async (_, pastes, code) => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  const left = [...pastes]
  const ports = fakePorts(secrets, async () => true, { ask: async () => left.shift() })
  await expect(signIn(site, ports, { callback: 'paste' })).rejects.toMatchObject({ code })
})

test('a stranger’s callback is reported and the wait goes on', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirectUri } = await given(server)
  const ports = fakePorts(secrets, async (url) => {
    await fetch(`${redirectUri}?code=stolen&state=guessed`)
    return willingBrowser(url)
  })
  await signIn(site, ports)
  expect(kinds(ports.events)).toContain('foreign-callback')
  expect(server.forms.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1)
})

test('a refusal in the browser ends the sign-in and stores nothing', async () => {
  await using server = await startTinyServer()
  const { site, secrets, redirectUri } = await given(server)
  const refusing = async (url: string): Promise<boolean> => {
    const state = new URL(url).searchParams.get('state') ?? ''
    await fetch(`${redirectUri}?error=access_denied&error_description=Nein%1B%5B2J&state=${state}`)
    return true
  }
  const signing = signIn(site, fakePorts(secrets, refusing))
  await expect(signing).rejects.toMatchObject({ code: 'consent-refused', detail: 'access_denied: Nein [2J' })
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test('the wait is limited and can be cancelled, and frees the port', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  const idle = fakePorts(secrets, async () => true)
  await expect(signIn(site, idle, { limitMs: 30 })).rejects.toMatchObject({ code: 'timed-out' })
  const abort = new AbortController()
  const cancelling = fakePorts(secrets, async () => (abort.abort(), true))
  await expect(signIn(site, cancelling, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' })
  await expect(signIn(site, idle, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  await signIn(site, fakePorts(secrets, willingBrowser))
})

test('pasting can be cancelled while nobody answers', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  const abort = new AbortController()
  const ports = fakePorts(secrets, async () => true, {
    ask: () => {
      abort.abort()
      return new Promise(() => undefined)
    },
  })
  await expect(signIn(site, ports, { callback: 'paste', signal: abort.signal })).rejects.toMatchObject({
    code: 'cancelled',
  })
})

test('a browser that cannot be started does not end the wait', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  const ports = fakePorts(secrets, () => Promise.reject(new Error('no browser')), {
    report: (event) => {
      if (event.kind === 'authorize-url') void willingBrowser(event.url)
    },
  })
  expect((await signIn(site, ports)).user.id).toBe('mira')
})

test('a token that the site does not accept is given back and not stored', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  let shown = ''
  const ports = fakePorts(secrets, willingBrowser, {
    verify: async ({ apiBaseUrl, authorize }) => {
      shown = (await authorize({ method: 'GET', url: new URL(apiBaseUrl) })).replace('Bearer ', '')
      throw new Error('anonymous')
    },
  })
  await expect(signIn(site, ports)).rejects.toThrow('anonymous')
  expect(shown).not.toBe('')
  expect(server.isValid(shown)).toBe(false)
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test('without a client secret nothing is opened', async () => {
  await using server = await startTinyServer()
  const { site } = await given(server)
  const ports = fakePorts(fakeSecrets(), willingBrowser, { ask: async () => ' ' })
  await expect(signIn(site, ports)).rejects.toMatchObject({ code: 'invalid-client' })
  expect(ports.events).toEqual([])
})

test('plain http to a host that is not loopback is refused before anything is sent', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  const ports = fakePorts(secrets, willingBrowser)
  const signing = signIn({ ...site, baseUrl: 'http://jira.example.com' }, ports)
  await expect(signing).rejects.toMatchObject({ code: 'insecure-url' })
  expect(ports.events).toEqual([])
})

test('a site that cannot be reached says why without saying what was sent', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await given(server)
  const port = await findFreePort()
  const ports = fakePorts(secrets, async (url) => {
    const { redirect_uri: redirect, state } = Object.fromEntries(new URL(url).searchParams)
    await fetch(`${redirect}?code=geheim-code&state=${state}`)
    return true
  })
  const failure: unknown = await signIn({ ...site, baseUrl: `http://localhost:${port}` }, ports).catch(
    (error: unknown) => error,
  )
  expect(failure).toMatchObject({ code: 'network', message: expect.stringContaining('refused') })
  expect(inspect(failure, { depth: 9 })).not.toMatch(/geheim|secret with/u)
})
