import { approveConsent } from '@mmd/jira-sandbox'
import { describe, expect, test } from 'vitest'
import { mira, oauthSite } from './testing.ts'

const at = oauthSite()
const { login, addPatSite, redirectUri } = at

describe('a sign-in in two steps', () => {
  const begin = async () => (await at.cli.json<{ url: string }>(['auth', 'url'])).url
  const finish = (url: string, flags: readonly string[] = []) =>
    at.cli.run(['auth', 'complete', '-', ...flags], { input: url })

  test('is begun by one run and finished by another', async () => {
    const { finalUrl } = await approveConsent(await begin(), mira)
    const result = await finish(finalUrl)
    expect(result).toMatchObject({ code: 0, stdout: 'Signed in to acme as Mira Lindqvist (mira)\n' })
    expect(await finish(finalUrl)).toMatchObject({ code: 3 })
  })

  test('may bring its client secret along', async () => {
    await at.cli.run(['site', 'edit', 'acme', '--unset', 'client-secret'])
    expect((await at.cli.run(['auth', 'url'])).code).toBe(3)
    const { stdout } = await at.cli.run(['auth', 'url', '--client-secret-stdin'], { input: at.client.clientSecret })
    const { finalUrl } = await approveConsent(stdout.trim(), mira)
    expect((await finish(finalUrl)).code).toBe(0)
  })

  test('exits 3 when the code is too old', async () => {
    const { finalUrl } = await approveConsent(await begin(), mira)
    at.pass(3_600_000)
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
    await at.cli.run(['site', 'add', at.sandbox.baseUrl, '--no-probe', '--name', 'other', '--method', method])
    for (const args of [
      ['url', 'other'],
      ['complete', 'http://localhost/?a=b', '--site', 'other'],
    ]) {
      const { code, stderr } = await at.cli.run(['auth', ...args])
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(way) })
    }
  })
})

describe('a credential', () => {
  test('is renewed on demand and forgotten on both sides', async () => {
    await login()
    const before = await at.cli.json<{ expires: string }>(['auth', 'status'])
    at.pass(60_000)
    expect(await at.cli.json(['auth', 'refresh'])).toMatchObject({ site: 'acme' })
    expect(await at.cli.json(['auth', 'status'])).not.toEqual(before)
    expect(await at.cli.json(['auth', 'logout'])).toEqual({ site: 'acme', revoked: true, revokeAt: null })
    expect(await at.cli.run(['auth', 'status'])).toMatchObject({ code: 3 })
    expect((await at.cli.run(['issue', 'list'])).code).toBe(3)
  })

  test('that the site does not forget when asked says where that is done by hand', async () => {
    await login()
    at.sandbox.faults.add({ kind: 'status', status: 503, match: { path: '/rest/oauth2/latest/revoke' } })
    const { stdout, stderr } = await at.cli.run(['auth', 'logout'])
    at.sandbox.faults.clear()
    expect(stdout).toBe('Signed out of acme\n')
    expect(stderr).toBe(
      `The site may still know the token; revoke it there: ${at.sandbox.baseUrl}/secure/ViewProfile.jspa\n`,
    )
  })

  test('that cannot be renewed says so, and stays', async () => {
    await addPatSite()
    await at.cli.run(['auth', 'login', 'pat', '--token-stdin'], { input: at.sandbox.issuePat('mira') })
    const { code, stdout, stderr } = await at.cli.run(['auth', 'refresh', 'pat'])
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('cannot be renewed'),
    })
    expect((await at.cli.run(['auth', 'status', 'pat', '--check'])).code).toBe(0)
  })

  test('says what it is good for and for how long', async () => {
    await login()
    const { stdout } = await at.cli.run(['auth', 'status'])
    expect(stdout).toMatch(/Scope +WRITE\nExpires +in (?:59|60) minutes \(\d{4}-.*Z\)\nRenewal +by itself\n/)
  })

  test('is asked about with --check', async () => {
    await login()
    expect(await at.cli.json(['auth', 'status', '--check'])).toMatchObject({ accepted: true, user: { id: 'mira' } })
    at.sandbox.revokeAllTokens()
    expect((await at.cli.run(['auth', 'status'])).code).toBe(0)
    const { code, stdout } = await at.cli.run(['auth', 'status', '--check'])
    expect(code).toBe(3)
    expect(stdout).toMatch(/the site does not accept it\n[^]*Next +mmd-tui auth login acme\n/)
  })

  test('that the site has forgotten asks for a new sign-in', async () => {
    await login()
    at.sandbox.revokeAllTokens()
    const result = await at.cli.run(['issue', 'list', '--json'])
    expect(result).toMatchObject({ code: 3, stdout: '' })
    expect(JSON.parse(result.stderr)).toMatchObject({
      error: { code: 'signed-out', site: 'acme', hint: expect.stringContaining('mmd-tui auth login acme') },
    })
  })

  test('is renewed by itself when its token has died', async () => {
    await login()
    at.sandbox.expireAccessTokens()
    expect((await at.cli.run(['issue', 'list', '--limit', '1'])).code).toBe(0)
  })

  test('from MMD_TOKEN is used for this run and stored nowhere', async () => {
    const token = at.sandbox.issuePat('mira')
    const listed = await at.cli.run(['issue', 'list', '--limit', '1'], { env: { MMD_TOKEN: token } })
    expect(listed.code).toBe(0)
    expect((await at.cli.run(['issue', 'list'], { env: { MMD_TOKEN: 'wrong-token' } })).code).toBe(3)
    expect(await at.cli.json(['auth', 'status', '--check'], { env: { MMD_TOKEN: token } })).toMatchObject({
      accepted: true,
      secrets: 'MMD_TOKEN',
    })
    expect((await at.cli.run(['issue', 'list'])).code).toBe(3)
  })
})
