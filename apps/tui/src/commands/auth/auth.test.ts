import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { approveConsent, type ConsentDecision, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli, type RunningInline } from '../testing-inline.ts'

let sandbox: Sandbox
let cli: InlineCli
let port = 0
let clock = 0
let client = { clientId: '', clientSecret: '' }

const mira: ConsentDecision = { username: 'mira', password: 'mira' }
const redirectUri = (): string => `http://localhost:${port}/oauth/redirect`

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 10, now: () => clock })
})
afterAll(() => sandbox.close())

beforeEach(async () => {
  clock = Date.now()
  cli = createInlineCli()
  port = await findFreePort()
  client = sandbox.registerClient({ name: `mmd-tui ${randomUUID()}`, redirectUri: redirectUri(), scope: 'WRITE' })
  await addSite(client.clientId, client.clientSecret)
})
afterEach(() => cli[Symbol.dispose]())

const addSite = (clientId: string, secret: string) =>
  cli.run(
    ['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'acme', '--client-id', clientId].concat([
      '--client-secret-stdin',
      '--redirect-uri',
      redirectUri(),
    ]),
    { input: secret },
  )
const addPatSite = () => cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'pat', '--method', 'pat'])

const authorizeUrl = async (running: RunningInline): Promise<string> => {
  const [url] = await running.see(/http:\/\/localhost:\d+\/\S+\/authorize\?\S+(?=\n)/)
  return url
}

const login = async (person: ConsentDecision = mira, flags: readonly string[] = []) => {
  const running = cli.start(['auth', 'login', 'acme', ...flags])
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
      login: null,
      scope: 'WRITE',
      expires: expect.stringMatching(/^\d{4}-.*Z$/),
      renewable: true,
      oauth: 'get-and-refresh',
      secrets: `${cli.home}/data/secrets.json`,
      accepted: null,
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
    await cli.run(['site', 'edit', 'acme', '--client-secret-stdin'], { input: 'not-the-secret' })
    const result = await login()
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('application link')
    expect(result.stderr).not.toContain('not-the-secret')
    expect((await cli.run(['auth', 'status'])).code).toBe(3)
  })

  test('goes on waiting when Jira shows the error in the browser only, until Ctrl-C ends it with 130', async () => {
    await cli.run(['site', 'edit', 'acme', '--client-id', 'unknown-client'])
    const running = cli.start(['auth', 'login'])
    const { finalUrl } = await approveConsent(await authorizeUrl(running), mira)
    expect(finalUrl).not.toContain(redirectUri())
    running.interrupt()
    expect((await running.result).code).toBe(130)
  })

  describe('when the port of the redirect URL is taken', () => {
    const blocker = createServer()
    beforeEach(() => new Promise<void>((resolve) => void blocker.listen(port, '127.0.0.1', resolve)))
    afterEach(() => new Promise<unknown>((resolve) => void blocker.close(resolve)))

    test('says so', async () => {
      const { code, stderr } = await cli.run(['auth', 'login'])
      expect(code).toBe(1)
      expect(stderr).toBe(
        `Port ${port} is in use by another program\nStop that program, or paste the address instead: mmd-tui auth login acme --callback paste\n`,
      )
    })

    test('tries a browser of its own where one could show itself, and never waits for a paste', async () => {
      const { code, stderr } = await cli.run(['auth', 'login'], { env: { DISPLAY: ':0' } })
      expect(code).toBe(1)
      expect(stderr).toMatch(/in use by another program; trying a browser window of our own\.\nNo Chrome/)
    })
  })

  test.each([
    [['--callback', 'paste'], 'auth url'],
    [['--token-stdin'], '--method pat'],
    [['--password-stdin'], '--password-stdin'],
    [['--user', 'ada'], '--user'],
    [['--client-secret-stdin', '--password-stdin'], '--password-stdin'],
    [['--callback', 'browser', '--no-browser'], '--no-browser'],
    [['--days', '3'], '--mint'],
    [['--oauth', 'refresh', '--callback', 'listener'], 'get-and-refresh'],
  ])('refuses %j here, with a way that works', async (flags, way) => {
    const { code, stdout, stderr } = await cli.run(['auth', 'login', ...flags], { input: 'x' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')).toEqual([expect.any(String), expect.stringContaining(way), ''])
  })

  test('says that no browser is there to be watched', async () => {
    const { code, stderr } = await cli.run(['auth', 'login', '--callback', 'browser'])
    expect(code).toBe(1)
    expect(stderr).toContain('--callback paste')
  })

  test('takes a personal access token from a pipe, once the site accepts it', async () => {
    await addPatSite()
    const bad = await cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: 'not-a-real-token' })
    expect(bad).toMatchObject({ code: 3, stdout: '' })
    expect(bad.stderr).not.toContain('not-a-real-token')
    const good = await cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: `${sandbox.issuePat('mira')}\n` })
    expect(good).toMatchObject({ code: 0, stdout: 'Signed in to pat as Mira Lindqvist (mira)\n' })
  })

  test('says that MMD_TOKEN is used before what it stores', async () => {
    await addPatSite()
    const options = { input: sandbox.issuePat('mira'), env: { MMD_TOKEN: 'x' } }
    expect((await cli.run(['auth', 'login', 'pat', '--token-stdin'], options)).stderr).toContain('MMD_TOKEN is set')
  })
})

describe('pasting at a terminal', () => {
  const paste = ['auth', 'login', 'acme', '--callback', 'paste']
  /** The address bar after Allow; the last of the addresses that the run has shown counts. */
  const approved =
    (running: () => RunningInline, count = 1) =>
    async () => {
      const shown = await running().see(
        new RegExp(`(?:[^]*?(http://localhost:\\d+/\\S+/authorize\\?\\S+)\\n){${count}}`),
      )
      return (await approveConsent(shown[1] ?? '', mira)).finalUrl
    }

  test('takes the address bar, and goes on after nonsense', async () => {
    const running: RunningInline = cli.start(paste, {
      typing: [
        { at: /Allow: /, type: 'nonsense' },
        { at: /Allow: /, type: approved(() => running) },
      ],
    })
    const { code, stdout, stderr } = await running.result
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
    expect(stderr).toContain('still waiting')
    expect(stderr).toContain('\u001b]52;c;')
  })

  test('offers to start again when the code was too old', async () => {
    const late = async () => {
      const address = await approved(() => running)()
      clock += 3_600_000
      return address
    }
    const running: RunningInline = cli.start(paste, {
      typing: [
        { at: /Allow: /, type: late },
        { at: /Enter starts again, Ctrl-C ends: /, type: '' },
        { at: /Allow: /, type: approved(() => running, 2) },
      ],
    })
    expect(await running.result).toMatchObject({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
  })

  test('ends with Ctrl-C, also after nonsense', async () => {
    const typing = [
      { at: /Allow: /, type: 'nonsense' },
      { at: /Allow: /, type: '\u0003' },
    ]
    expect(await cli.run(paste, { typing })).toMatchObject({ code: 130, stdout: '' })
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

  test('may bring its client secret along', async () => {
    await cli.run(['site', 'edit', 'acme', '--unset', 'client-secret'])
    expect((await cli.run(['auth', 'url'])).code).toBe(3)
    const { stdout } = await cli.run(['auth', 'url', '--client-secret-stdin'], { input: client.clientSecret })
    const { finalUrl } = await approveConsent(stdout.trim(), mira)
    expect((await finish(finalUrl)).code).toBe(0)
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

  test.each([
    ['pat', 'auth login other\n'],
    ['oauth1', 'auth login other --callback paste\n'],
  ])('is not for %s, which says what is', async (method, way) => {
    await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'other', '--method', method])
    for (const args of [
      ['url', 'other'],
      ['complete', 'http://localhost/?a=b', '--site', 'other'],
    ]) {
      const { code, stderr } = await cli.run(['auth', ...args])
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(way) })
    }
  })
})

describe('a credential', () => {
  test('is renewed on demand and forgotten on both sides', async () => {
    await login()
    const before = await cli.json<{ expires: string }>(['auth', 'status'])
    clock += 60_000
    expect(await cli.json(['auth', 'refresh'])).toMatchObject({ site: 'acme' })
    expect(await cli.json(['auth', 'status'])).not.toEqual(before)
    expect(await cli.json(['auth', 'logout'])).toEqual({ site: 'acme', revoked: true, revokeAt: null })
    expect(await cli.run(['auth', 'status'])).toMatchObject({ code: 3 })
    expect((await cli.run(['issue', 'list'])).code).toBe(3)
  })

  test('that the site does not forget when asked says where that is done by hand', async () => {
    await login()
    sandbox.faults.add({ kind: 'status', status: 503, match: { path: '/rest/oauth2/latest/revoke' } })
    const { stdout, stderr } = await cli.run(['auth', 'logout'])
    sandbox.faults.clear()
    expect(stdout).toBe('Signed out of acme\n')
    expect(stderr).toBe(
      `The site may still know the token; revoke it there: ${sandbox.baseUrl}/secure/ViewProfile.jspa\n`,
    )
  })

  test('that cannot be renewed says so, and stays', async () => {
    await addPatSite()
    await cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: sandbox.issuePat('mira') })
    const { code, stdout, stderr } = await cli.run(['auth', 'refresh', 'pat'])
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('cannot be renewed'),
    })
    expect((await cli.run(['auth', 'status', 'pat', '--check'])).code).toBe(0)
  })

  test('says what it is good for and for how long', async () => {
    await login()
    const { stdout } = await cli.run(['auth', 'status'])
    expect(stdout).toMatch(/Scope +WRITE\nExpires +in (?:59|60) minutes \(\d{4}-.*Z\)\nRenewal +by itself\n/)
  })

  test('is asked about with --check', async () => {
    await login()
    expect(await cli.json(['auth', 'status', '--check'])).toMatchObject({ accepted: true, user: { id: 'mira' } })
    sandbox.revokeAllTokens()
    expect((await cli.run(['auth', 'status'])).code).toBe(0)
    const { code, stdout } = await cli.run(['auth', 'status', '--check'])
    expect(code).toBe(3)
    expect(stdout).toMatch(/the site does not accept it\n[^]*Next +mmd-tui auth login acme\n/)
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

  test('from MMD_TOKEN is used for this run and stored nowhere', async () => {
    const token = sandbox.issuePat('mira')
    const listed = await cli.run(['issue', 'list', '--limit', '1'], { env: { MMD_TOKEN: token } })
    expect(listed.code).toBe(0)
    expect((await cli.run(['issue', 'list'], { env: { MMD_TOKEN: 'wrong-token' } })).code).toBe(3)
    expect(await cli.json(['auth', 'status', '--check'], { env: { MMD_TOKEN: token } })).toMatchObject({
      accepted: true,
      secrets: 'MMD_TOKEN',
    })
    expect((await cli.run(['issue', 'list'])).code).toBe(3)
  })
})
