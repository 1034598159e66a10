import { generateKeyPairSync } from 'node:crypto'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

let old: Sandbox
let present: Sandbox
let cloud: CloudSandbox
let cli: InlineCli
beforeAll(async () => {
  old = await startSandbox({ issues: 1, persona: '8.20' })
  present = await startSandbox({ issues: 1, persona: '11.3' })
  cloud = await startCloudSandbox({ issues: 1 })
})
afterAll(() => Promise.all([old.close(), present.close(), cloud.close()]))
beforeEach(() => {
  cli = createInlineCli()
})
afterEach(() => cli[Symbol.dispose]())

const addresses = {
  old: () => old.baseUrl,
  present: () => present.baseUrl,
  cloud: () => cloud.siteUrl,
} as const
type Server = keyof typeof addresses

const add = (server: Server, flags: readonly string[], input = '') =>
  cli.run(['site', 'add', addresses[server](), '--name', 'one', ...flags], { input })
const shown = () => cli.json<Record<string, unknown>>(['site', 'show', 'one'])

describe('without --method the best that the server takes is chosen:', () => {
  test.each<[string, Server, readonly string[], string]>([
    ['a client id means the browser', 'present', ['--client-id', 'abc'], 'oauth2'],
    ['the same on a server without OAuth 2.0', 'old', ['--client-id', 'abc'], 'oauth1'],
    ['a consumer key means OAuth 1.0a', 'present', ['--consumer-key', 'abc'], 'oauth1'],
    ['nothing but the address, on an old server', 'old', [], 'pat'],
    ['a client id in the cloud', 'cloud', ['--client-id', 'abc'], 'oauth2-cloud'],
    ['a user in the cloud', 'cloud', ['--user', 'ada@acme.example'], 'api-token'],
  ])('%s', async (_what, server, flags, method) => {
    expect((await add(server, flags)).code).toBe(0)
    expect(await shown()).toMatchObject({ method })
  })

  test('the cloud is known by what it says', async () => {
    await add('cloud', ['--client-id', 'abc'])
    expect(await shown()).toMatchObject({
      deployment: 'cloud',
      redirectUri: 'http://127.0.0.1:8734/oauth/redirect',
      scope: expect.stringContaining('read:jira-work'),
    })
  })

  test.each([
    ['its address', ['https://acme.atlassian.net'], 'cloud'],
    ['what it is told', ['https://jira.acme.example', '--deployment', 'cloud'], 'cloud'],
    ['nothing', ['https://jira.acme.example'], 'datacenter'],
  ])('with --no-probe by %s', async (_what, args, deployment) => {
    await cli.run(['site', 'add', ...args, '--no-probe', '--name', 'one', '--client-id', 'abc'])
    expect(await shown()).toMatchObject({ deployment })
  })
})

describe('what may stand in the way later is said:', () => {
  test('another name that the site goes by', async () => {
    const { stderr } = await cli.run(['site', 'add', old.baseUrl.replace('localhost', '127.0.0.1'), '--method', 'pat'])
    expect(stderr).toContain(`It calls itself ${old.baseUrl}: `)
    expect((await add('old', ['--method', 'pat'])).stderr).not.toContain('calls itself')
  })

  test('OAuth 2.0 that does not answer', async () => {
    await using without = await startSandbox({ issues: 1, overrides: { oauth2: false } })
    const { stderr } = await cli.run(['site', 'add', without.baseUrl, '--name', 'one'])
    expect(stderr).toContain('Its OAuth 2.0 does not answer')
    expect(await shown()).toMatchObject({ method: 'pat' })
  })
})

describe('a method that the server cannot take is refused with those it can:', () => {
  test.each<[Server, string, string]>([
    [
      'old',
      'oauth2',
      'Jira Data Center 8.20.7 does not take the sign-in method oauth2\nIt takes: pat, oauth1, basic\n',
    ],
    ['old', 'client-credentials', 'It takes: pat, oauth1, basic\n'],
    ['present', 'api-token', 'It takes: oauth2, pat, client-credentials, oauth1, basic\n'],
    ['cloud', 'pat', 'It takes: oauth2-cloud, api-token, client-credentials\n'],
  ])('%s, %s', async (server, method, said) => {
    const { code, stdout, stderr } = await add(server, ['--method', method])
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(said) })
    expect(await cli.json(['site', 'list'])).toEqual([])
  })

  test('also by what is told with --no-probe', async () => {
    const result = await cli.run(['site', 'add', 'https://acme.atlassian.net', '--no-probe', '--method', 'basic'])
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('api-token') })
  })

  test('flags that are for nothing there', async () => {
    const { code, stderr } = await add('old', ['--client-id', 'abc', '--method', 'oauth2', '--no-probe', '--user', 'x'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--user is not for') })
  })
})

describe('each method is saved with what it needs:', () => {
  test('basic, with a warning', async () => {
    const { code, stderr } = await add('old', ['--method', 'basic', '--user', 'mira'])
    expect(code).toBe(0)
    expect(stderr).toContain('prefer a token')
    expect(await shown()).toMatchObject({ method: 'basic', login: 'mira' })
  })

  test.each<[Server, string]>([
    ['old', 'basic'],
    ['cloud', 'api-token'],
  ])('%s: %s wants to know who logs in', async (server, method) => {
    const { code, stderr } = await add(server, ['--method', method])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--user NAME') })
    const typing = [{ at: /(?:User name|E-mail address): /, type: 'ada@acme.example' }]
    const asked = await cli.run(['site', 'add', addresses[server](), '--name', 'one', '--method', method], { typing })
    expect(asked.code).toBe(0)
    expect(await shown()).toMatchObject({ login: 'ada@acme.example' })
  })

  test('oauth1, with a key pair of its own and the way to its public part', async () => {
    const { stderr } = await add('old', ['--method', 'oauth1', '--callback-url', 'oob'])
    expect(stderr).toContain('mmd-tui admin-guide one\nThen sign in: mmd-tui auth login one\n')
    expect(await shown()).toMatchObject({ clientId: 'mmd-tui', redirectUri: 'oob', scope: null })
    expect(cli.secrets()['site/one/private-key']).toMatch(/^-----BEGIN PRIVATE KEY-----/)
    expect(cli.readable()).not.toContain('PRIVATE KEY')
  })

  test('oauth1, with a key that the site knows already', async () => {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })
    await add('old', ['--consumer-key', 'abc', '--private-key-stdin'], key.toString())
    expect(await shown()).toMatchObject({ clientId: 'abc' })
    expect(cli.secrets()['site/one/private-key']?.trim()).toBe(key.toString().trim())
  })

  test('oauth1, but not with a key that is none', async () => {
    const { code, stderr } = await add('old', ['--method', 'oauth1', '--private-key-stdin'], 'geheim-geheim')
    expect(code).toBe(2)
    expect(stderr).not.toContain('geheim')
  })

  test('client-credentials, without a redirect', async () => {
    await add('present', ['--method', 'client-credentials', '--client-id', 'abc', '--client-secret-stdin'], 'hush-hush')
    expect(await shown()).toMatchObject({ clientId: 'abc', redirectUri: '', scope: 'WRITE' })
    expect(cli.secrets()['site/one/client-secret']).toBe('hush-hush')
  })

  test('other clouds of Atlassian’s, for the cloud alone', async () => {
    const hosts = ['--auth-url', 'https://auth.gov.example/', '--api-url', 'https://api.gov.example']
    await add('cloud', ['--client-id', 'abc', ...hosts])
    expect(await shown()).toMatchObject({ authUrl: 'https://auth.gov.example', apiUrl: 'https://api.gov.example' })
    expect((await add('old', ['--method', 'pat', ...hosts])).code).toBe(2)
  })
})

describe('secrets that several flags announce', () => {
  const flags = ['--client-id', 'abc', '--client-secret-stdin', '--proxy-login-stdin', '--no-probe']

  test('cannot come through one pipe', async () => {
    const { code, stderr } = await add('present', flags, 'hush-hush')
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('site edit') })
    expect(stderr).not.toContain('hush')
  })

  test('are typed one after the other at a terminal, and not shown', async () => {
    const { code, stderr } = await cli.run(['site', 'add', present.baseUrl, '--name', 'one', ...flags], {
      typing: [
        { at: /client secret: /, type: 'hush-hush' },
        { at: /proxy: /, type: 'ada:geheim' },
      ],
    })
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/hush|geheim/)
    expect(cli.secrets()).toMatchObject({ 'site/one/client-secret': 'hush-hush', 'site/one/proxy-login': 'ada:geheim' })
  })
})

test.each([
  ['the redirect URL', ['--client-id', 'a', '--redirect-uri', 'localhost:8734']],
  ['the redirect URL', ['--client-id', 'a', '--redirect-uri', 'http://localhost:1/#x']],
  ['the proxy', ['--method', 'pat', '--proxy', 'http://ada:geheim@proxy.example:3128']],
  ['a client id and a consumer key', ['--client-id', 'a', '--consumer-key', 'b']],
  ['--deployment without --no-probe', ['--method', 'pat', '--deployment', 'dc']],
])('a mistake in %s is refused', async (_what, flags) => {
  const { code, stdout, stderr } = await add('present', flags)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).not.toContain('geheim')
})
