import { createPublicKey } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { approveConsent, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

const passphrase = ' vier Worte und mehr '
const clientSecret = 'hush-hush-hush'

let sandbox: Sandbox
/** Who invites, and who is invited. */
let host: InlineCli
let guest: InlineCli
let file = ''

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1, tls: testCertificates.server })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  host = createInlineCli()
  guest = createInlineCli()
  file = join(host.home, 'acme.invite')
})
afterEach(() => {
  host[Symbol.dispose]()
  guest[Symbol.dispose]()
})

const add = async (flags: readonly string[], input = '') => {
  const trust = ['--ca', testCertificates.files.ca]
  const { code, stderr } = await host.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', ...trust, ...flags], {
    input,
  })
  if (code !== 0) throw new Error(stderr)
}
const addOAuth2 = (more: readonly string[] = []) =>
  add(['--client-id', 'abc', '--client-secret-stdin', '--badge', 'red', ...more], clientSecret)
const exported = async (flags: readonly string[] = []) => {
  const result = await host.run(['site', 'export', 'acme', '-o', file, '--passphrase-stdin', ...flags], {
    input: passphrase,
  })
  if (result.code !== 0) throw new Error(result.stderr)
  return result
}
const joins = (flags: readonly string[] = ['--yes'], input = passphrase) =>
  guest.run(['site', 'join', file, '--passphrase-stdin', ...flags], { input })
const saved = () => guest.json<readonly Record<string, unknown>[]>(['site', 'list'])

describe('an invite', () => {
  test('hands a site on with its secret, and says what it does on both sides', async () => {
    await addOAuth2(['--default-view', 'mine'])
    const { stdout, stderr } = await exported(['--note', 'Welcome, all of you'])
    expect(stdout).toBe(`Wrote an invite to acme: ${file}\n`)
    expect(stderr).toBe(`Send the file, and tell the passphrase in another way\nTo join: mmd-tui site join ${file}\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toMatch(/hush|vier Worte/)

    const { code, stdout: said, stderr: shown } = await joins()
    expect({ code, said }).toEqual({ code: 0, said: `Saved acme: ${sandbox.baseUrl}\n` })
    for (const part of [
      new URL(sandbox.baseUrl).host,
      'abc',
      'http://localhost:8734/oauth/redirect',
      'WRITE',
      'CN=',
      'Welcome, all of you',
      'Mine',
    ]) {
      expect(shown).toContain(part)
    }
    const { fingerprint } = (await guest.json<{ tls: { authorities: { fingerprint: string }[] } }>(['site', 'show']))
      .tls.authorities[0] ?? { fingerprint: 'none' }
    expect(shown).toContain(fingerprint)
    expect(shown).toContain('mmd-tui auth login acme\n')
    expect(guest.secrets()['site/acme/client-secret']).toBe(clientSecret)
    const { default: _, version: __, ...site } = await host.json<Record<string, unknown>>(['site', 'show', 'acme'])
    expect(await guest.json(['site', 'show', 'acme'])).toMatchObject({ ...site, defaultView: 'Mine' })
    for (const cli of [host, guest]) expect(cli.readable()).not.toMatch(/hush|vier Worte/)
  })

  test('of oauth1 brings the private key, so that one link serves all', async () => {
    const port = await findFreePort()
    await add(['--consumer-key', `key-${port}`, '--callback-url', `http://localhost:${port}/callback`])
    const publicKey = createPublicKey(host.secrets()['site/acme/private-key'] ?? '').export({
      type: 'spki',
      format: 'pem',
    })
    sandbox.registerConsumer({ key: `key-${port}`, name: 'mmd-tui', publicKey: publicKey.toString() })
    await exported()
    const running = guest.start(['site', 'join', file, '--passphrase-stdin', '--yes', '--login'], { input: passphrase })
    const [url] = await running.see(/(?<=\n {2})http\S+(?=\n)/)
    await approveConsent(url, { username: 'mira', password: 'mira', tls: { ca: testCertificates.ca } })
    const { code, stdout } = await running.result
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Saved acme: ${sandbox.baseUrl}\nSigned in to acme as Mira Lindqvist (mira)\n`,
    })
  })

  test('of a method without a shared secret may go unsealed, and then nothing vouches for it', async () => {
    await add(['--method', 'pat'])
    const { stderr } = await host.run(['site', 'export', 'acme', '-o', file, '--no-secret'])
    expect(stderr).toContain('nothing vouches for it')
    const { code, stderr: shown } = await guest.run(['site', 'join', file, '--yes'])
    expect(code).toBe(0)
    expect(shown).toContain('Nothing vouches for this invite')
    expect(await saved()).toMatchObject([{ name: 'acme', method: 'pat' }])
  })

  test('says nothing about who logs in', async () => {
    await add(['--method', 'basic', '--user', 'mira'])
    await exported()
    expect(readFileSync(file, 'utf8')).not.toContain('mira')
    expect(await joins()).toMatchObject({ code: 2, stderr: expect.stringContaining('--user NAME') })
    expect((await joins(['--yes', '--user', 'kenji'])).code).toBe(0)
    expect(await saved()).toMatchObject([{ method: 'basic', login: 'kenji' }])
  })

  test('goes to standard output and comes back as JSON', async () => {
    await addOAuth2()
    const invite = await host.json(['site', 'export', 'acme', '--passphrase-stdin'], { input: passphrase })
    writeFileSync(file, JSON.stringify(invite))
    expect(
      await guest.json(['site', 'join', file, '--passphrase-stdin', '--yes'], { input: passphrase }),
    ).toMatchObject({
      name: 'acme',
      clientId: 'abc',
      badge: 'red',
      signedIn: false,
      sealed: true,
      note: null,
      views: [],
    })
  })

  test('of another name than one that is taken here', async () => {
    await addOAuth2()
    await exported()
    await guest.run(['site', 'add', 'https://x.example', '--no-probe', '--method', 'pat', '--name', 'ACME'])
    expect(await joins()).toMatchObject({ code: 2, stderr: expect.stringContaining('--name local') })
    expect((await joins(['--yes', '--name', 'other'])).code).toBe(0)
    expect((await saved()).map(({ name }) => name)).toEqual(['ACME', 'other'])
  })
})

describe('at a terminal', () => {
  const asked = (answer: string) => ({ at: /\(y\/n\): /, type: answer })
  const typed = (text: string) => ({ at: /passphrase of the invite: /, type: text })

  test('the passphrase is typed twice for an invite, hidden, and once to join', async () => {
    await addOAuth2()
    const { code, stderr } = await host.run(['site', 'export', 'acme', '-o', file], {
      typing: [
        { at: /invite: /, type: passphrase },
        { at: /once more: /, type: 'something else' },
        { at: /invite: /, type: passphrase },
        { at: /once more: /, type: passphrase },
      ],
    })
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/vier|something/)
    const joined = await guest.run(['site', 'join', file], {
      typing: [typed('wrong-passphrase'), typed(passphrase), asked('y')],
    })
    expect(joined.code).toBe(0)
    expect(joined.stderr).not.toMatch(/vier|wrong-pass/)
    expect(guest.secrets()['site/acme/client-secret']).toBe(clientSecret)
  })

  test('nothing is stored without a yes', async () => {
    await addOAuth2()
    await exported()
    expect(await guest.run(['site', 'join', file], { typing: [typed(passphrase), asked('')] })).toMatchObject({
      code: 130,
    })
    expect(await saved()).toEqual([])
    expect(guest.secrets()).toEqual({})
  })

  test('another name is proposed where the invite’s is taken', async () => {
    await addOAuth2()
    await exported()
    await guest.run(['site', 'add', 'https://x.example', '--no-probe', '--method', 'pat', '--name', 'acme'])
    const typing = [typed(passphrase), { at: /another name \[local\]: /, type: '' }, asked('yes')]
    expect(await guest.run(['site', 'join', file], { typing })).toMatchObject({
      stdout: `Saved local: ${sandbox.baseUrl}\n`,
    })
  })
})

describe('refused is', () => {
  const changed = (edit: (invite: { site: { baseUrl: string; proxy?: string }; sealed?: object }) => void) => {
    const invite = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof edit>[0]
    edit(invite)
    writeFileSync(file, JSON.stringify(invite))
  }
  const refusal = async (input = passphrase) => {
    const { code, stdout, stderr } = await joins(['--yes'], input)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toMatch(/hush|vier|wrong-pass/)
    expect(await saved()).toEqual([])
    expect(guest.secrets()).toEqual({})
    return stderr
  }

  test('a wrong passphrase', async () => {
    await addOAuth2()
    await exported()
    expect(await refusal('wrong-passphrase')).toContain('capitals and blanks count')
  })

  test.each<[string, Parameters<typeof changed>[0]]>([
    ['another host', ({ site }) => void (site.baseUrl = 'https://jira.evil.example')],
    ['a proxy in between', ({ site }) => void (site.proxy = 'http://proxy.evil.example:3128')],
    ['its seal cut off', (invite) => void delete invite.sealed],
  ])('an invite that was changed: %s', async (_what, edit) => {
    await addOAuth2()
    await exported()
    changed(edit)
    expect(await refusal()).toContain('Do not use it')
  })

  test('a seal cut off where no secret is shared, when a passphrase was given for it', async () => {
    await add(['--method', 'pat'])
    await exported()
    changed((invite) => void delete invite.sealed)
    expect(await refusal()).toContain('Do not use it')
  })

  test.each([
    ['another JSON file', '{"format":"something else"}'],
    ['a page', '<html>'],
    ['nothing at all', ''],
    ['far too much', ' '.repeat(1_100_000)],
  ])('a file that is no invite: %s', async (_what, text) => {
    writeFileSync(file, text)
    expect(await refusal()).toContain('mmd-tui site export')
  })

  test('a file that is not there', async () => {
    expect(await refusal()).toContain('(ENOENT)')
  })

  test('an invite without --yes where nobody can be asked', async () => {
    await addOAuth2()
    await exported()
    expect(await joins([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--yes') })
    expect(await saved()).toEqual([])
  })

  test('a passphrase that is typed by nobody, and an invite and a passphrase in one pipe', async () => {
    await addOAuth2()
    await exported()
    const asked = await guest.run(['site', 'join', file, '--yes'])
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--passphrase-stdin') })
    const both = await guest.run(['site', 'join', '-', '--passphrase-stdin', '--yes'], {
      input: readFileSync(file, 'utf8'),
    })
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('one thing') })
  })
})

describe('an export is refused', () => {
  const fails = async (flags: readonly string[], input = passphrase) => {
    const { code, stdout, stderr } = await host.run(['site', 'export', 'acme', ...flags], { input })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    return stderr
  }

  test.each([
    ['without the secret that all share', ['--no-secret'], 'mmd-tui site add'],
    ['with a passphrase for nothing', ['--no-secret', '--passphrase-stdin'], 'Leave one'],
    ['without a passphrase where nobody can be asked', [], '--passphrase-stdin'],
  ])('%s', async (_what, flags, way) => {
    await addOAuth2()
    expect(await fails(flags)).toContain(way)
  })

  test('with a weak passphrase', async () => {
    await addOAuth2()
    expect(await fails(['--passphrase-stdin'], 'short')).toContain('at least 8')
  })

  test('where the secret is not stored', async () => {
    await add(['--client-id', 'abc'])
    expect(await fails(['--passphrase-stdin'])).toContain('site edit acme --client-secret-stdin')
  })

  test('over a file that is there, unless it is forced', async () => {
    await addOAuth2()
    writeFileSync(file, 'mine', { mode: 0o644 })
    expect(await fails(['-o', file, '--passphrase-stdin'])).toContain('--force')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    await exported(['--force'])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await joins()).code).toBe(0)
  })

  test('into a folder that is not there', async () => {
    await addOAuth2()
    expect(await fails(['-o', join(host.home, 'nowhere', 'x'), '--passphrase-stdin'])).toContain('(ENOENT)')
  })
})
