import { createServer } from 'node:net'
import { approveConsent, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCli } from '../testing.ts'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

let cli: InlineCli
let sandbox: Sandbox
beforeEach(async () => {
  cli = createInlineCli()
  sandbox = await startSandbox({ issues: 5 })
})
afterEach(async () => {
  cli[Symbol.dispose]()
  await sandbox.close()
})

interface Report {
  readonly site: string | null
  readonly ok: boolean
  readonly checks: readonly {
    readonly id: string
    readonly state: string
    readonly found: string
    readonly problem: string | null
    readonly remedy: string | null
    readonly who: string | null
    readonly ms: number
  }[]
}

const examine = async (args: readonly string[] = []) => {
  const { code, stdout, stderr } = await cli.run(['doctor', ...args, '--json'])
  const report = JSON.parse(stdout) as Report
  const find = (id: string) => report.checks.find((check) => check.id === id)
  return { code, report, find, stderr }
}

const addPat = async (url = sandbox.baseUrl, flags: readonly string[] = []) => {
  await cli.run(['site', 'add', url, '--name', 'acme', '--method', 'pat', '--no-probe', ...flags])
  await cli.run(['auth', 'login', 'acme', '--token-stdin'], { input: sandbox.issuePat('mira') })
}

const addOAuth2 = async (scope: 'READ' | 'WRITE' = 'WRITE') => {
  const redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
  const { clientId, clientSecret } = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope })
  const flags = ['--client-id', clientId, '--client-secret-stdin', '--redirect-uri', redirectUri]
  await cli.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', ...flags], { input: clientSecret })
  return { clientSecret }
}

const signIn = async () => {
  const running = cli.start(['auth', 'login', 'acme'])
  const [url] = await running.see(/http:\/\/localhost:\d+\/\S+\/authorize\?\S+(?=\n)/)
  await approveConsent(url, { username: 'mira', password: 'mira' })
  return running.result
}

describe('a site in good order', () => {
  test('passes every check, and the run ends with 0', async () => {
    await addOAuth2()
    await signIn()
    const { code, report, find, stderr } = await examine()
    expect(report.checks.filter(({ state }) => state === 'failed' || state === 'warning')).toEqual([])
    expect({ code, ok: report.ok, site: report.site, stderr }).toEqual({ code: 0, ok: true, site: 'acme', stderr: '' })
    expect(find('registration')?.found).toContain('client id and redirect URL are registered')
    expect(find('account')?.found).toBe('accepted as Mira Lindqvist (mira)')
    expect(find('scope')?.found).toContain('WRITE')
  })

  test('names each check with a stable id, in the order of the way to the site', async () => {
    await addPat()
    const { report } = await examine()
    expect(report.checks.map(({ id }) => id).join(' ')).toBe(
      'secrets folders terminal settings proxy dns tcp tls client-certificate address version clock gateway method oauth registration redirect-port redirect-ways credential account scope boards rate-limits',
    )
    expect(report.checks.every(({ ms }) => Number.isInteger(ms) && ms >= 0)).toBe(true)
  })

  test('is asked little, writes nothing and gives nothing away', async () => {
    const { clientSecret } = await addOAuth2()
    await signIn()
    sandbox.journal.clear()
    const { stdout, stderr } = await cli.run(['doctor', '--log-level', 'debug'])
    const writes = sandbox.journal.entries.filter(({ method }) => method !== 'GET')
    expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /rest/oauth2/latest/token'])
    expect(sandbox.journal.entries.length).toBeLessThan(12)
    const secrets = [clientSecret, ...JSON.stringify(cli.secrets()).matchAll(/[\w-]+\.[\w-]+\.[\w-]+/g)].map(String)
    expect(secrets.length).toBeGreaterThan(2)
    for (const secret of secrets) expect(stdout + stderr + cli.readable()).not.toContain(secret)
  })
})

describe('a site that is not', () => {
  test('is not signed in to: exit 3, and what needs it is passed over by name', async () => {
    await addOAuth2()
    const { code, find } = await examine()
    expect(code).toBe(3)
    expect(find('credential')).toMatchObject({ state: 'failed', who: 'you', remedy: 'mmd-tui auth login acme' })
    expect(find('account')).toMatchObject({ state: 'skipped', found: 'needs “Credential” first', problem: null })
  })

  test('cannot be reached: exit 6, at the step where it ends', async () => {
    await addPat()
    await sandbox.close()
    const { code, report, find } = await examine()
    expect({ code, ok: report.ok }).toEqual({ code: 6, ok: false })
    expect(find('dns')?.state).toBe('ok')
    expect(find('tcp')).toMatchObject({ state: 'failed', who: 'jira-admin' })
    expect(find('tls')?.state).toBe('skipped')
    expect(find('credential')?.state).toBe('ok')
  })

  test('shows the certificate of a company: exit 6, then 0 with its authority', async () => {
    await using secure = await startSandbox({ issues: 1, tls: testCertificates.server })
    await cli.run(['site', 'add', secure.baseUrl, '--name', 'acme', '--method', 'pat', '--no-probe'])
    const { code, find } = await examine()
    expect(code).toBe(6)
    expect(find('tls')).toMatchObject({
      state: 'failed',
      who: 'you',
      problem: expect.stringContaining('“Sandbox ca”'),
      remedy: expect.stringContaining('mmd-tui site edit acme --ca FILE'),
    })
    await cli.run(['site', 'edit', 'acme', '--ca', testCertificates.files.ca])
    expect((await examine()).find('tls')).toMatchObject({ state: 'ok' })
    expect((await examine()).find('address')).toMatchObject({ state: 'ok', found: 'Jira below /jira' })
  })

  test('has a token that it no longer takes: exit 3, and says that we are nobody', async () => {
    await addPat()
    sandbox.revokeAllTokens()
    const { code, find } = await examine()
    expect(code).toBe(3)
    expect(find('account')).toMatchObject({ state: 'failed', found: 'Jira takes us for nobody (anonymous)' })
  })

  test('has a token that died and can be renewed: that is done, and said', async () => {
    await addOAuth2()
    await signIn()
    sandbox.expireAccessTokens()
    const { code, find } = await examine()
    expect(code).toBe(0)
    expect(find('account')?.found).toContain('after the dead token was renewed')
  })

  test('has its redirect port taken: only a warning, since there are other ways', async () => {
    await addOAuth2()
    const { port } = new URL((await cli.json<{ redirectUri: string }>(['site', 'show'])).redirectUri)
    const blocker = createServer()
    await new Promise<void>((resolve) => {
      blocker.listen(Number(port), '127.0.0.1', resolve)
    })
    const { find } = await examine()
    blocker.close()
    expect(find('redirect-port')).toMatchObject({
      state: 'warning',
      problem: `Port ${port} is in use by another program.`,
      remedy: expect.stringContaining('mmd-tui auth login acme --callback browser'),
    })
    expect(find('redirect-ways')?.found).not.toContain('listening')
  })
})

test('A site of the cloud is looked at through the gateway, and what its token lacks is named', async () => {
  await using cloud = await startCloudSandbox({ issues: 1 })
  const hosts = ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl, '--deployment', 'cloud', '--no-probe']
  const mira = 'mira@acme.example'
  await cli.run(['site', 'add', cloud.siteUrl, '--name', 'acme', '--method', 'api-token', '--user', mira, ...hosts])
  const token = cloud.issueApiToken(mira, { scopes: ['read:jira-work', 'read:jira-user'] })
  await cli.run(['auth', 'login', 'acme', '--token-stdin'], { input: token })
  const { code, find } = await examine()
  expect(code).toBe(0)
  expect(find('gateway')?.state).toBe('ok')
  expect(find('account')?.found).toContain('accepted as Mira Lindqvist')
  expect(find('boards')).toMatchObject({ state: 'warning', remedy: expect.stringContaining('Make a new token') })
})

describe('the report for people', () => {
  const lines = async (args: readonly string[] = [], env: Record<string, string> = {}) =>
    (await cli.run(['doctor', ...args], { env })).stdout.split('\n')

  test('has a line with a mark for each check, below the headings of its parts', async () => {
    await addPat()
    const report = await lines()
    expect(report[0]).toBe(`acme  ${sandbox.baseUrl}  Data Center, pat`)
    for (const heading of ['This machine', 'The way to the site', 'Jira', 'Signing in'])
      expect(report).toContain(heading)
    expect(report).toContain('  ✓ Account             accepted as Mira Lindqvist (mira)')
    expect(report).toContain('  – Certificate         plain http has none')
    expect(report.at(-2)).toBe('Nothing is wrong.')
  })

  test('keeps to 80 columns, but for what is to be typed', async () => {
    await addOAuth2('READ')
    const report = await lines()
    const long = report.filter((line) => line.length > 80 && !/mmd-tui|http:/.test(line))
    expect(long).toEqual([])
    expect(report).toContain('  ✗ Registration        scope WRITE is refused (invalid_scope)')
    expect(report).toContain('                          mmd-tui site edit acme --scope READ')
    expect(report.at(-2)).toBe('2 wrong. Begin with “Registration”.')
  })

  test('has no colour without a terminal, and marks that are told apart all the same', async () => {
    await addOAuth2()
    const report = (await lines()).join('\n')
    expect(report).not.toContain('\u001b')
    expect(report).toMatch(/✓ [^]*– [^]*✗ /)
  })
})

test('Without a saved site this machine is looked at', async () => {
  const { stdout, stderr } = await cli.run(['doctor'])
  expect(stdout).toMatch(/^This machine\n/)
  expect(stderr).toContain('mmd-tui site add URL')
  const { code, report } = await examine()
  expect(code).toBe(0)
  expect(report).toMatchObject({ site: null, ok: true })
  expect(report.checks.map(({ id }) => id)).toEqual(['secrets', 'folders', 'terminal'])
})

test('A site that is not saved is wrong usage', async () => {
  await addPat()
  expect(await cli.run(['doctor', 'other'])).toMatchObject({ code: 2, stdout: '' })
})

test('Ctrl-C ends it in the middle of a check, with 130', async () => {
  using own = createCli()
  const silent = createServer()
  const { promise: connected, resolve } = Promise.withResolvers<void>()
  silent.on('connection', (socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => resolve())
  })
  await new Promise<void>((listening) => {
    silent.listen(0, '127.0.0.1', listening)
  })
  const address = silent.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  await own.run(['site', 'add', `http://127.0.0.1:${port}`, '--name', 'slow', '--method', 'pat', '--no-probe'])
  const running = own.start(['doctor'])
  await connected
  running.child.kill('SIGINT')
  const { code, stderr } = await running.result
  silent.close()
  expect({ code, stderr }).toEqual({ code: 130, stderr: '' })
})
