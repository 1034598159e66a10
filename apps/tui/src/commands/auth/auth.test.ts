import { createServer } from 'node:net'
import { approveConsent, type ConsentDecision, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findFreePort } from '../../demo/free-port.ts'
import { type Cli, createCli, type RunningCli } from '../testing.ts'

let sandbox: Sandbox
let cli: Cli
let port = 0
let clock = 0
let clientSecret = ''

const mira: ConsentDecision = { username: 'mira', password: 'mira' }
const redirectUri = (): string => `http://localhost:${port}/oauth/redirect`

beforeEach(async () => {
  clock = Date.now()
  sandbox = await startSandbox({ issues: 10, now: () => clock })
  cli = createCli()
  port = await findFreePort()
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri: redirectUri(), scope: 'WRITE' })
  clientSecret = client.clientSecret
  await addSite(client.clientId, clientSecret)
})
afterEach(async () => {
  cli[Symbol.dispose]()
  await sandbox.close()
})

const addSite = (clientId: string, secret: string, name = 'acme') =>
  cli.run(
    ['site', 'add', sandbox.baseUrl, '--no-probe', '--name', name, '--client-id', clientId].concat([
      '--client-secret-stdin',
      '--redirect-uri',
      redirectUri(),
    ]),
    { input: secret },
  )

const authorizeUrl = async (running: RunningCli): Promise<string> => {
  const [url] = await running.see(/http:\/\/localhost:\d+\/\S+\/authorize\?\S+(?=\n)/)
  return url
}

const login = async (person: ConsentDecision = mira) => {
  const running = cli.start(['auth', 'login', 'acme'])
  await approveConsent(await authorizeUrl(running), person)
  return running.result
}

describe('auth login', () => {
  test('signs in through the redirect and says who that is and where the token lies', async () => {
    const result = await login()
    expect(result).toMatchObject({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
    expect(result.stderr).toContain('secrets.json')
    expect(await cli.json(['auth', 'status'])).toEqual({
      site: 'acme',
      method: 'oauth2',
      state: 'signed-in',
      user: { id: 'mira', name: 'Mira Lindqvist' },
      expires: expect.stringMatching(/^\d{4}-.*Z$/),
      renewable: true,
      secrets: `${cli.home}/data/secrets.json`,
    })
    expect(await cli.json(['site', 'show'])).toMatchObject({ signedIn: true })
  })

  test('exits 3 when the person presses Deny', async () => {
    const { code, stdout, stderr } = await login({ ...mira, decision: 'deny' })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr.trimEnd().split('\n').slice(-2)).toEqual([
      expect.stringMatching(/refused/),
      'To try again and press Allow: mmd-tui auth login acme',
    ])
  })

  test('exits 3 when the client secret is wrong, and keeps nothing', async () => {
    await cli.run(['site', 'remove', 'acme'])
    const client = sandbox.registerClient({ name: 'other', redirectUri: redirectUri(), scope: 'WRITE' })
    await addSite(client.clientId, 'not-the-secret')
    const result = await login()
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('application link')
    expect(result.stderr).not.toContain('not-the-secret')
    expect((await cli.run(['auth', 'status'])).code).toBe(3)
  })

  test('goes on waiting when Jira shows the error in the browser only, until Ctrl-C ends it with 130', async () => {
    await cli.run(['site', 'remove', 'acme'])
    await addSite('unknown-client', 'x')
    const running = cli.start(['auth', 'login'])
    const { finalUrl } = await approveConsent(await authorizeUrl(running), mira)
    expect(finalUrl).not.toContain(redirectUri())
    running.child.kill('SIGINT')
    expect((await running.result).code).toBe(130)
  })

  test('says so when the port of the redirect URL is taken', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => {
      blocker.listen(port, '127.0.0.1', resolve)
    })
    const { code, stderr } = await cli.run(['auth', 'login'])
    blocker.close()
    expect(code).toBe(1)
    expect(stderr).toBe(
      `Port ${port} is in use by another program\nStop that program, or paste the address instead: mmd-tui auth login acme --callback paste\n`,
    )
  })

  test.each([
    [['--callback', 'paste'], 'auth url'],
    [['--token-stdin'], '--method pat'],
  ])('refuses %j here, with a way that works', async (flags, way) => {
    const { code, stderr } = await cli.run(['auth', 'login', ...flags], { input: 'x' })
    expect({ code, hint: stderr.split('\n')[1] }).toEqual({ code: 2, hint: expect.stringContaining(way) })
  })

  test('says that no browser is there to be watched', async () => {
    const { code, stderr } = await cli.run(['auth', 'login', '--callback', 'browser'])
    expect(code).toBe(1)
    expect(stderr).toContain('--callback paste')
  })

  test('takes a personal access token from a pipe, once the site accepts it', async () => {
    await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'pat', '--method', 'pat'])
    const bad = await cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: 'not-a-real-token' })
    expect(bad).toMatchObject({ code: 3, stdout: '' })
    expect(bad.stderr).not.toContain('not-a-real-token')
    const token = sandbox.issuePat('mira')
    const good = await cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: `${token}\n` })
    expect(good).toMatchObject({ code: 0, stdout: 'Signed in to pat as Mira Lindqvist (mira)\n' })
  })
})

describe('a sign-in in two steps', () => {
  const begin = async () => (await cli.json<{ url: string }>(['auth', 'url'])).url
  const finish = (url: string, flags: readonly string[] = []) =>
    cli.run(['auth', 'complete', '-', ...flags], { input: url })

  test('is begun by one run and finished by another', async () => {
    const { finalUrl } = await approveConsent(await begin(), mira)
    const result = await finish(finalUrl)
    expect(result).toMatchObject({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
    expect(await finish(finalUrl)).toMatchObject({ code: 3 })
  })

  test('exits 3 when the code is too old', async () => {
    const { finalUrl } = await approveConsent(await begin(), mira)
    clock += 3_600_000
    const { code, stderr } = await finish(finalUrl)
    expect(code).toBe(3)
    expect(stderr).toContain('too old')
  })

  test('turns other addresses away', async () => {
    await begin()
    expect((await finish('https://example.com/')).code).toBe(2)
    expect((await finish(`${redirectUri()}?code=abc&state=def`)).code).toBe(3)
  })
})

describe('a credential', () => {
  test('is renewed on demand and forgotten on both sides', async () => {
    await login()
    const before = await cli.json<{ expires: string }>(['auth', 'status'])
    clock += 60_000
    expect(await cli.json(['auth', 'refresh'])).toMatchObject({ site: 'acme' })
    expect(await cli.json(['auth', 'status'])).not.toEqual(before)
    expect(await cli.json(['auth', 'logout'])).toEqual({ site: 'acme', revoked: true })
    expect(await cli.run(['auth', 'status'])).toMatchObject({ code: 3 })
    expect((await cli.run(['issue', 'list'])).code).toBe(3)
  })

  test('that the site has forgotten asks for a new sign-in', async () => {
    await login()
    sandbox.revokeAllTokens()
    const result = await cli.run(['issue', 'list', '--json'])
    expect(result).toMatchObject({ code: 3, stdout: '' })
    expect(JSON.parse(result.stderr)).toMatchObject({
      error: { code: 'signed-out', site: 'acme', hint: expect.stringContaining('mmd-tui auth login acme') },
    })
  })

  test('is renewed by itself when its token has died', async () => {
    await login()
    sandbox.expireAccessTokens()
    expect((await cli.run(['issue', 'list', '--limit', '1'])).code).toBe(0)
  })

  test('never shows in output, files or the log', async () => {
    const running = cli.start(['auth', 'login', 'acme', '--log-level', 'debug'])
    const { finalUrl } = await approveConsent(await authorizeUrl(running), mira)
    const { stdout, stderr } = await running.result
    const listed = await cli.run(['issue', 'list', '--log-level', 'debug', '--json'])
    const status = await cli.run(['auth', 'status', '--json'])
    const { readFileSync } = await import('node:fs')
    const stored = readFileSync(`${cli.home}/data/secrets.json`, 'utf8')
    const tokens = [...stored.matchAll(/[\w-]+\.[\w-]+\.[\w-]+/g)].map(([token]) => token)
    const code = new URL(finalUrl).searchParams.get('code') ?? ''
    expect(tokens.length).toBeGreaterThan(1)
    expect(code).not.toBe('')
    const shown = [stdout, stderr, listed.stdout, listed.stderr, status.stdout, cli.readable()].join('\n')
    for (const secret of [...tokens, code, clientSecret]) expect(shown).not.toContain(secret)
  })

  test('from MMD_TOKEN is used for this run and stored nowhere', async () => {
    const token = sandbox.issuePat('mira')
    const listed = await cli.run(['issue', 'list', '--limit', '1'], { env: { MMD_TOKEN: token } })
    expect(listed.code).toBe(0)
    expect((await cli.run(['issue', 'list'], { env: { MMD_TOKEN: 'wrong-token' } })).code).toBe(3)
    expect((await cli.run(['issue', 'list'])).code).toBe(3)
  })
})
