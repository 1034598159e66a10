import { createPrivateKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { type ForwardProxy, startForwardProxy, testCertificates } from '@mmd/jira-sandbox/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

const { files } = testCertificates
const login = 'ada:geheim'

let trusted: Sandbox
let expired: Sandbox
let closed: Sandbox
let proxy: ForwardProxy
let cli: InlineCli
beforeAll(async () => {
  trusted = await startSandbox({ issues: 1, tls: testCertificates.server })
  expired = await startSandbox({ issues: 1, tls: testCertificates.expiredServer })
  const tls = { ...testCertificates.server, ca: testCertificates.ca, requestClientCertificate: true }
  closed = await startSandbox({ issues: 1, tls })
  proxy = await startForwardProxy({ username: 'ada', password: 'geheim' })
})
afterAll(() => Promise.all([trusted.close(), expired.close(), closed.close(), proxy.close()]))
beforeEach(() => {
  cli = createInlineCli()
})
afterEach(() => cli[Symbol.dispose]())

const add = (sandbox: Sandbox, flags: readonly string[], options = {}) =>
  cli.run(['site', 'add', sandbox.baseUrl, '--name', 'one', '--method', 'pat', ...flags], options)
const signIn = (sandbox: Sandbox, options = {}) =>
  cli.run(['auth', 'login', 'one', '--token-stdin'], { input: sandbox.issuePat('mira'), ...options })
const file = (name: string, content: string): string => {
  const path = join(cli.home, name)
  writeFileSync(path, content)
  return path
}

describe('a company’s own authority', () => {
  test('is named by --ca, kept as a text and used from then on', async () => {
    const comment = 'comment\n'
    const bundle = file('bundle.pem', `${comment}${testCertificates.ca}${testCertificates.client.key}`)
    expect((await add(trusted, ['--ca', bundle])).code).toBe(0)
    writeFileSync(bundle, 'gone')
    expect((await signIn(trusted)).code).toBe(0)
    expect((await cli.run(['issue', 'list', '--limit', '1'])).code).toBe(0)
    expect(cli.readable()).not.toMatch(/comment|PRIVATE KEY/)
    const { tls } = await cli.json<{ tls: object }>(['site', 'show'])
    expect(tls).toEqual({
      authorities: [
        {
          subject: expect.stringContaining('CN='),
          issuer: expect.stringContaining('CN='),
          expires: expect.stringMatching(/^\d{4}-.*Z$/),
          fingerprint: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        },
      ],
      systemCa: false,
      clientCertificate: null,
    })
    expect((await cli.run(['site', 'show'])).stdout).toMatch(/CA +.*CN=.*, until \d{4}-\d\d-\d\d\n/)
  })

  test.each([
    ['without it', []],
    ['with another one', ['--ca', files.otherCa]],
  ])('is asked for %s', async (_what, flags) => {
    expect(await add(trusted, flags)).toMatchObject({
      code: 6,
      stdout: '',
      stderr: expect.stringMatching(/No safe connection.*\nTrust.*: --ca FILE, or --system-ca\n$/),
    })
  })

  test('does not make up for an expired certificate', async () => {
    expect(await add(expired, ['--ca', files.ca])).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('its certificate has expired'),
    })
  })

  test.each([
    ['is not there', () => join(cli.home, 'nowhere.pem')],
    ['holds no certificate', () => files.clientKey],
    ['is something else', () => file('text.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
  ])('cannot come from a file that %s', async (_what, path) => {
    const { code, stdout, stderr } = await add(trusted, ['--ca', path()])
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(path()) })
  })
})

describe('a client certificate', () => {
  const flags = ['--ca', files.ca, '--cert', files.clientCert, '--key', files.clientKey]

  test('is shown where the site wants one', async () => {
    expect((await add(closed, flags)).code).toBe(0)
    expect((await signIn(closed)).code).toBe(0)
    const { tls } = await cli.json<{ tls: { clientCertificate: object } }>(['site', 'show'])
    expect(tls.clientCertificate).toEqual({
      file: files.clientCert,
      keyFile: files.clientKey,
      certificate: expect.objectContaining({ subject: expect.stringContaining('mira') }),
    })
  })

  test('is asked for by name', async () => {
    expect(await add(closed, ['--ca', files.ca])).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('--cert FILE --key FILE'),
    })
  })

  test('may lie in one file with its key', async () => {
    const both = file('both.pem', readFileSync(files.clientCert, 'utf8') + readFileSync(files.clientKey, 'utf8'))
    expect((await add(closed, ['--ca', files.ca, '--cert', both])).code).toBe(0)
  })

  test('may have a key with a passphrase, which is tried before anything is saved', async () => {
    const passphrase = ' vier Worte und mehr '
    const encrypted = createPrivateKey(testCertificates.client.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString()
    const locked = ['--ca', files.ca, '--cert', files.clientCert, '--key', file('locked.pem', encrypted)]
    for (const [more, input] of [
      [[], ''],
      [['--cert-passphrase-stdin'], 'wrong-words'],
    ] as const) {
      const { code, stderr } = await add(closed, [...locked, ...more], { input })
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--cert-passphrase-stdin') })
      expect(stderr).not.toContain('wrong-words')
    }
    expect((await add(closed, [...locked, '--cert-passphrase-stdin'], { input: `${passphrase}\n` })).code).toBe(0)
    expect((await signIn(closed)).code).toBe(0)
    expect(cli.readable()).not.toContain('vier Worte')
  })

  test.each([
    ['whose key belongs to another one', ['--cert', files.clientCert, '--key', files.serverKey]],
    ['without a key', ['--cert', files.clientCert]],
    ['that is missing', ['--key', files.clientKey]],
    ['that is not there', ['--cert', '/nowhere/cert.pem', '--key', files.clientKey]],
  ])('%s is refused', async (_what, flags) => {
    expect(await add(closed, ['--ca', files.ca, ...flags])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('a proxy', () => {
  const flags = (): readonly string[] => ['--ca', files.ca, '--proxy', proxy.url]

  test('is used with its login for everything, and its password is shown nowhere', async () => {
    const added = await add(trusted, [...flags(), '--proxy-login-stdin', '--log-level', 'debug'], { input: login })
    expect(added.code).toBe(0)
    const seen = proxy.journal.length
    const signedIn = await signIn(trusted)
    expect(signedIn.code).toBe(0)
    expect(proxy.journal.length).toBeGreaterThan(seen)
    const shown = await cli.run(['site', 'show', '--json'])
    expect(JSON.parse(shown.stdout)).toMatchObject({ proxy: proxy.url })
    for (const text of [added.stderr, signedIn.stderr, shown.stdout, cli.readable()]) expect(text).not.toMatch(/geheim/)
  })

  test.each([
    ['without a login', [], ''],
    ['with a wrong one', ['--proxy-login-stdin'], 'ada:wrong-word'],
  ])('%s says that it does not let us through', async (_what, more, input) => {
    const { code, stdout, stderr } = await add(trusted, [...flags(), ...more], { input })
    expect({ code, stdout }).toEqual({ code: 6, stdout: '' })
    expect(stderr).toMatch(/The proxy does not let us through.*\n.*--proxy-login-stdin\n$/)
    expect(stderr).not.toContain('wrong-word')
  })

  test('says so for plain http too, where it answers in the site’s place', async () => {
    await using plain = await startSandbox({ issues: 1 })
    const { code, stderr } = await add(plain, ['--proxy', proxy.url])
    expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringContaining('The proxy does not let us through') })
  })

  test('that stops letting us through later is told apart from the site', async () => {
    await add(trusted, [...flags(), '--no-probe'])
    const { code, stderr } = await signIn(trusted)
    expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringMatching(/proxy.*\n.*mmd-tui site edit one/) })
  })

  test('of the environment is used, but for what NO_PROXY names and for a site with none of its own', async () => {
    const HTTPS_PROXY = proxy.url.replace('//', `//${login}@`)
    const trust = ['--ca', files.ca]
    const seen = proxy.journal.length
    await add(trusted, trust, { env: { HTTPS_PROXY } })
    const used = proxy.journal.length
    expect(used).toBeGreaterThan(seen)
    await cli.run(['site', 'remove', 'one'])
    expect((await add(trusted, trust, { env: { HTTPS_PROXY, NO_PROXY: 'localhost' } })).code).toBe(0)
    await cli.run(['site', 'remove', 'one'])
    expect((await add(trusted, [...trust, '--proxy', 'none'], { env: { HTTPS_PROXY } })).code).toBe(0)
    expect((await signIn(trusted, { env: { HTTPS_PROXY } })).code).toBe(0)
    expect(proxy.journal.length).toBe(used)
  })
})
