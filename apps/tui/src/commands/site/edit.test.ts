import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

let sandbox: Sandbox
let cli: InlineCli
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  cli = createInlineCli()
  await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'one', '--method', 'pat'])
})
afterEach(() => cli[Symbol.dispose]())

const edit = (flags: readonly string[], input = '') => cli.run(['site', 'edit', 'one', ...flags], { input })
const shown = () => cli.json<Record<string, unknown>>(['site', 'show', 'one'])
const signIn = () => cli.run(['auth', 'login', 'one', '--token-stdin'], { input: sandbox.issuePat('mira') })

describe('site edit', () => {
  test('changes what is named and leaves the rest, also the sign-in', async () => {
    await signIn()
    const before = await shown()
    const { code, stdout, stderr } = await edit(['--badge', 'red', '--default-view', 'Mine', '--proxy', 'none'])
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `Changed one: ${sandbox.baseUrl}\n`, stderr: '' })
    expect(await shown()).toEqual({ ...before, badge: 'red', defaultView: 'Mine', proxy: 'none' })
    expect(before['signedIn']).toBe(true)
  })

  test('goes back to what is usual for what --unset names', async () => {
    const before = await shown()
    const network = ['--ca', testCertificates.files.ca, '--system-ca', '--proxy', 'proxy.example:3128']
    await edit(
      ['--badge', 'red', '--default-view', 'Mine', '--insecure-http', ...network, '--proxy-login-stdin'],
      'a:b',
    )
    expect(await shown()).not.toEqual(before)
    expect(cli.secrets()).toHaveProperty('site/one/proxy-login')
    const fields = ['ca', 'system-ca', 'proxy', 'badge', 'default-view', 'insecure-http']
    expect((await edit(['--unset', ...fields])).code).toBe(0)
    expect(await shown()).toEqual(before)
    expect(cli.secrets()).not.toHaveProperty('site/one/proxy-login')
  })

  test('forgets a sign-in that was made for something else, and says so', async () => {
    await signIn()
    const { code, stderr } = await edit(['--method', 'basic', '--user', 'mira'])
    expect(code).toBe(0)
    expect(stderr).toContain('This needs another sign-in')
    expect(stderr).toContain('prefer a token')
    expect(await shown()).toMatchObject({ method: 'basic', login: 'mira', signedIn: false, user: null })
    expect(cli.secrets()).not.toHaveProperty('site/one/credential')
  })

  test('asks another address what it is', async () => {
    await using other = await startSandbox({ issues: 1, persona: '9.12', contextPath: '' })
    const { stderr } = await edit(['--url', `${other.baseUrl}/browse/PAY-1`])
    expect(stderr).toContain(`Found Jira Data Center 9.12.38 at ${other.baseUrl}\n`)
    expect(stderr).toContain('This needs another sign-in')
    expect(await shown()).toMatchObject({ baseUrl: other.baseUrl, version: '9.12.38', method: 'pat' })
  })

  test('changes nothing when the new address is no Jira', async () => {
    const before = await shown()
    expect((await edit(['--url', new URL(sandbox.baseUrl).origin.replace(/\d+$/, '9')])).code).toBe(6)
    expect(await shown()).toEqual(before)
  })

  test('refuses a method that the site cannot take', async () => {
    const { code, stderr } = await edit(['--method', 'oauth2-cloud', '--client-id', 'abc'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('It takes: oauth2, pat') })
  })

  test('makes a key pair when the method becomes oauth1, and keeps it from then on', async () => {
    expect((await edit(['--method', 'oauth1'])).stderr).toContain('mmd-tui admin-guide one')
    const key = cli.secrets()['site/one/private-key']
    await edit(['--callback-url', 'oob'])
    expect(await shown()).toMatchObject({ clientId: 'mmd-tui', redirectUri: 'oob' })
    expect(cli.secrets()['site/one/private-key']).toBe(key)
  })

  test('says that a scope counts from the next sign-in on', async () => {
    await edit(['--method', 'oauth2', '--client-id', 'abc', '--client-secret-stdin'], 'hush-hush')
    const { stderr } = await edit(['--scope', 'READ'])
    expect(stderr).toContain('The scope counts from the next sign-in')
    expect(cli.secrets()['site/one/client-secret']).toBe('hush-hush')
    await edit(['--unset', 'scope', 'client-secret'])
    expect(await shown()).toMatchObject({ scope: 'WRITE', clientId: 'abc' })
    expect(cli.secrets()).not.toHaveProperty('site/one/client-secret')
  })

  test.each([
    ['nothing to change', []],
    ['a field that is none', ['--unset', 'name']],
    ['a flag that the method has no use for', ['--scope', 'READ']],
    ['a bad proxy', ['--proxy', 'ftp://x']],
  ])('refuses %s', async (_what, flags) => {
    const before = await shown()
    expect(await edit(flags)).toMatchObject({ code: 2, stdout: '' })
    expect(await shown()).toEqual(before)
  })

  test('does not know a site that is not there', async () => {
    expect((await cli.run(['site', 'edit', 'two', '--badge', 'red'])).code).toBe(2)
  })
})

describe('site remove', () => {
  test('says where to revoke a token that the site still knows', async () => {
    await signIn()
    const { stdout, stderr } = await cli.run(['site', 'remove', 'one'])
    expect(stdout).toBe('one and its secrets are gone from this machine\n')
    expect(stderr).toContain(`${sandbox.baseUrl}/secure/ViewPersonalAccessTokens.jspa`)
    expect(cli.secrets()).toEqual({})
  })

  test('makes the site forget the token first with --revoke', async () => {
    await signIn()
    await cli.run(['auth', 'login', 'one', '--mint'])
    expect(await cli.json(['site', 'remove', 'one', '--revoke'])).toEqual({
      removed: 'one',
      revoked: true,
      revokeAt: null,
    })
    expect(cli.secrets()).toEqual({})
  })

  test('has nothing to say where nobody was signed in', async () => {
    expect((await cli.run(['site', 'remove', 'one'])).stderr).toBe('')
  })
})
