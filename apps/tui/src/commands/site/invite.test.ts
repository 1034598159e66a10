import { createPublicKey } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { approveConsent } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { describe, expect, test } from 'vitest'
import { clientSecret, passphrase, twoHomes } from './testing.ts'

const at = twoHomes()
const { add, addOAuth2, exported, joins, saved } = at

describe('an invite', () => {
  test('hands a site on with its secret, and says what it does on both sides', async () => {
    await addOAuth2(['--default-view', 'mine'])
    const { stdout, stderr } = await exported(['--note', 'Welcome, all of you'])
    expect(stdout).toBe(`Wrote an invite to acme: ${at.file}\n`)
    expect(stderr).toBe(
      `Send the file, and tell the passphrase in another way\nTo join: mmd-tui site join ${at.file}\n`,
    )
    expect(statSync(at.file).mode & 0o777).toBe(0o600)
    expect(readFileSync(at.file, 'utf8')).not.toMatch(/hush|vier Worte/)

    const { code, stdout: said, stderr: shown } = await joins()
    expect({ code, said }).toEqual({ code: 0, said: `Saved acme: ${at.sandbox.baseUrl}\n` })
    for (const part of [
      new URL(at.sandbox.baseUrl).host,
      'abc',
      'http://localhost:8734/oauth/redirect',
      'WRITE',
      'CN=',
      'Welcome, all of you',
      'Mine',
    ]) {
      expect(shown).toContain(part)
    }
    const { fingerprint } = (await at.guest.json<{ tls: { authorities: { fingerprint: string }[] } }>(['site', 'show']))
      .tls.authorities[0] ?? { fingerprint: 'none' }
    expect(shown).toContain(fingerprint)
    expect(shown).toContain('mmd-tui auth login acme\n')
    expect(at.guest.secrets()['site/acme/client-secret']).toBe(clientSecret)
    const { default: _, version: __, ...site } = await at.host.json<Record<string, unknown>>(['site', 'show', 'acme'])
    expect(await at.guest.json(['site', 'show', 'acme'])).toMatchObject({ ...site, defaultView: 'Mine' })
    for (const cli of [at.host, at.guest]) expect(cli.readable()).not.toMatch(/hush|vier Worte/)
  })

  test('of oauth1 brings the private key, so that one link serves all', async () => {
    const port = await findFreePort()
    await add(['--consumer-key', `key-${port}`, '--callback-url', `http://localhost:${port}/callback`])
    const publicKey = createPublicKey(at.host.secrets()['site/acme/private-key'] ?? '').export({
      type: 'spki',
      format: 'pem',
    })
    at.sandbox.registerConsumer({ key: `key-${port}`, name: 'mmd-tui', publicKey: publicKey.toString() })
    await exported()
    const running = at.guest.start(['site', 'join', at.file, '--passphrase-stdin', '--yes', '--login'], {
      input: passphrase,
    })
    const [url] = await running.see(/(?<=\n {2})http\S+(?=\n)/)
    await approveConsent(url, { username: 'mira', password: 'mira', tls: { ca: testCertificates.ca } })
    const { code, stdout } = await running.result
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Saved acme: ${at.sandbox.baseUrl}\nSigned in to acme as Mira Lindqvist (mira)\n`,
    })
  })

  test('of a method without a shared secret may go unsealed, and then nothing vouches for it', async () => {
    await add(['--method', 'pat'])
    const { stderr } = await at.host.run(['site', 'export', 'acme', '-o', at.file, '--no-secret'])
    expect(stderr).toContain('nothing vouches for it')
    const { code, stderr: shown } = await at.guest.run(['site', 'join', at.file, '--yes'])
    expect(code).toBe(0)
    expect(shown).toContain('Nothing vouches for this invite')
    expect(await saved()).toMatchObject([{ name: 'acme', method: 'pat' }])
  })

  test('says nothing about who logs in', async () => {
    await add(['--method', 'basic', '--user', 'mira'])
    await exported()
    expect(readFileSync(at.file, 'utf8')).not.toContain('mira')
    expect(await joins()).toMatchObject({ code: 2, stderr: expect.stringContaining('--user NAME') })
    expect((await joins(['--yes', '--user', 'kenji'])).code).toBe(0)
    expect(await saved()).toMatchObject([{ method: 'basic', login: 'kenji' }])
  })

  test('goes to standard output and comes back as JSON', async () => {
    await addOAuth2()
    const invite = await at.host.json(['site', 'export', 'acme', '--passphrase-stdin'], { input: passphrase })
    writeFileSync(at.file, JSON.stringify(invite))
    expect(
      await at.guest.json(['site', 'join', at.file, '--passphrase-stdin', '--yes'], { input: passphrase }),
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
    await at.guest.run(['site', 'add', 'https://x.example', '--no-probe', '--method', 'pat', '--name', 'ACME'])
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
    const { code, stderr } = await at.host.run(['site', 'export', 'acme', '-o', at.file], {
      typing: [
        { at: /invite: /, type: passphrase },
        { at: /once more: /, type: 'something else' },
        { at: /invite: /, type: passphrase },
        { at: /once more: /, type: passphrase },
      ],
    })
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/vier|something/)
    const joined = await at.guest.run(['site', 'join', at.file], {
      typing: [typed('wrong-passphrase'), typed(passphrase), asked('y')],
    })
    expect(joined.code).toBe(0)
    expect(joined.stderr).not.toMatch(/vier|wrong-pass/)
    expect(at.guest.secrets()['site/acme/client-secret']).toBe(clientSecret)
  })

  test('nothing is stored without a yes', async () => {
    await addOAuth2()
    await exported()
    expect(await at.guest.run(['site', 'join', at.file], { typing: [typed(passphrase), asked('')] })).toMatchObject({
      code: 130,
    })
    expect(await saved()).toEqual([])
    expect(at.guest.secrets()).toEqual({})
  })

  test('another name is proposed where the invite’s is taken', async () => {
    await addOAuth2()
    await exported()
    await at.guest.run(['site', 'add', 'https://x.example', '--no-probe', '--method', 'pat', '--name', 'acme'])
    const typing = [typed(passphrase), { at: /another name \[local\]: /, type: '' }, asked('yes')]
    expect(await at.guest.run(['site', 'join', at.file], { typing })).toMatchObject({
      stdout: `Saved local: ${at.sandbox.baseUrl}\n`,
    })
  })
})
