import { createServer } from 'node:net'
import { approveConsent } from '@mmd/jira-sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningInline } from '../testing-inline.ts'
import { mira, oauthSite } from './testing.ts'

const at = oauthSite()
const { login, addPatSite, authorizeUrl, redirectUri } = at

describe('auth login', () => {
  test('signs in through the redirect and says who that is and where the token lies', async () => {
    const result = await login()
    expect(result).toMatchObject({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
    expect(result.stderr).toContain('secrets.json')
    expect(await at.cli.json(['auth', 'status'])).toEqual({
      site: 'acme',
      method: 'oauth2',
      state: 'signed-in',
      user: { id: 'mira', name: 'Mira Lindqvist' },
      login: null,
      scope: 'WRITE',
      expires: expect.stringMatching(/^\d{4}-.*Z$/),
      renewable: true,
      oauth: 'get-and-refresh',
      secrets: `${at.cli.home}/data/secrets.json`,
      accepted: null,
    })
    expect(await at.cli.json(['site', 'show'])).toMatchObject({ signedIn: true })
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
    await at.cli.run(['site', 'edit', 'acme', '--client-secret-stdin'], { input: 'not-the-secret' })
    const result = await login()
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('application link')
    expect(result.stderr).not.toContain('not-the-secret')
    expect((await at.cli.run(['auth', 'status'])).code).toBe(3)
  })

  test('goes on waiting when Jira shows the error in the browser only, until Ctrl-C ends it with 130', async () => {
    await at.cli.run(['site', 'edit', 'acme', '--client-id', 'unknown-client'])
    const running = at.cli.start(['auth', 'login'])
    const { finalUrl } = await approveConsent(await authorizeUrl(running), mira)
    expect(finalUrl).not.toContain(redirectUri())
    running.interrupt()
    expect((await running.result).code).toBe(130)
  })

  describe('when the port of the redirect URL is taken', () => {
    const blocker = createServer()
    beforeEach(() => new Promise<void>((resolve) => void blocker.listen(at.port, '127.0.0.1', resolve)))
    afterEach(() => new Promise<unknown>((resolve) => void blocker.close(resolve)))

    test('says so', async () => {
      const { code, stderr } = await at.cli.run(['auth', 'login'])
      expect(code).toBe(1)
      expect(stderr).toBe(
        `Port ${at.port} is in use by another program\nStop that program, or paste the address instead: mmd-tui auth login acme --callback paste\n`,
      )
    })

    test('tries a browser of its own where one could show itself, and never waits for a paste', async () => {
      const { code, stderr } = await at.cli.run(['auth', 'login'], { env: { DISPLAY: ':0' } })
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
    const { code, stdout, stderr } = await at.cli.run(['auth', 'login', ...flags], { input: 'x' })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')).toEqual([expect.any(String), expect.stringContaining(way), ''])
  })

  test('says that no browser is there to be watched', async () => {
    const { code, stderr } = await at.cli.run(['auth', 'login', '--callback', 'browser'])
    expect(code).toBe(1)
    expect(stderr).toContain('--callback paste')
  })

  test('takes a personal access token from a pipe, once the site accepts it', async () => {
    await addPatSite()
    const bad = await at.cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: 'not-a-real-token' })
    expect(bad).toMatchObject({ code: 3, stdout: '' })
    expect(bad.stderr).not.toContain('not-a-real-token')
    const good = await at.cli.run(['auth', 'login', 'pat', '--token-stdin'], {
      input: `${at.sandbox.issuePat('mira')}\n`,
    })
    expect(good).toMatchObject({ code: 0, stdout: 'Signed in to pat as Mira Lindqvist (mira)\n' })
  })

  test('says that MMD_TOKEN is used before what it stores', async () => {
    await addPatSite()
    const options = { input: at.sandbox.issuePat('mira'), env: { MMD_TOKEN: 'x' } }
    expect((await at.cli.run(['auth', 'login', 'pat', '--token-stdin'], options)).stderr).toContain('MMD_TOKEN is set')
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
    const running: RunningInline = at.cli.start(paste, {
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
      at.pass(3_600_000)
      return address
    }
    const running: RunningInline = at.cli.start(paste, {
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
    expect(await at.cli.run(paste, { typing })).toMatchObject({ code: 130, stdout: '' })
  })
})
