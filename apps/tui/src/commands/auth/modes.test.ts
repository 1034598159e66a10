import { randomUUID } from 'node:crypto'
import { approveConsent, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInlineCli, type InlineCli } from '../testing-inline.ts'

let sandbox: Sandbox
let cli: InlineCli
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 5 })
})
afterAll(() => sandbox.close())

const signedInAs = 'Signed in to one as Mira Lindqvist (mira)\n'
const credential = () => cli.secrets()['site/one/credential']
const shown = () => cli.json<{ oauth: string; method: string }>(['site', 'show'])
const list = () => cli.run(['issue', 'list', '--limit', '1'])

/** Presses Allow for the sign-in that the run opens. */
const loginWithConsent = async (flags: readonly string[] = []) => {
  const running = cli.start(['auth', 'login', ...flags])
  const [url] = await running.see(/(?<=\n {2})http\S+(?=\n)/)
  await approveConsent(url, { username: 'mira', password: 'mira' })
  return running.result
}
/** A run in which nobody is asked anything; its address would stand on standard error. */
const login = async (flags: readonly string[]) => {
  const result = await cli.run(['auth', 'login', ...flags])
  expect(result.stderr).not.toContain('/authorize')
  return result
}

beforeEach(async () => {
  cli = createInlineCli()
  const port = await findFreePort()
  const redirectUri = `http://localhost:${port}/oauth/redirect`
  const client = sandbox.registerClient({ name: `mmd-tui ${randomUUID()}`, redirectUri, scope: 'WRITE' })
  const flags = ['--client-id', client.clientId, '--client-secret-stdin', '--redirect-uri', redirectUri]
  await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'one', ...flags], {
    input: client.clientSecret,
  })
})
afterEach(() => cli[Symbol.dispose]())

describe('--oauth off', () => {
  test('uses what is stored as it is, and later runs do so too', async () => {
    await loginWithConsent()
    const stored = credential()
    expect(await login(['--oauth', 'off'])).toMatchObject({ code: 0, stdout: signedInAs })
    expect(await shown()).toMatchObject({ oauth: 'off' })
    expect(await cli.json(['auth', 'status'])).toMatchObject({ renewable: false, oauth: 'off' })
    expect((await list()).code).toBe(0)
    sandbox.expireAccessTokens()
    expect((await list()).code).toBe(3)
    expect((await cli.run(['auth', 'refresh'])).code).toBe(3)
    expect(credential()).toBe(stored)
  })

  test('exits 3 when the site does not accept it, renews nothing and leaves the mode as it was', async () => {
    await loginWithConsent()
    sandbox.expireAccessTokens()
    const stored = credential()
    const { code, stdout } = await login(['--oauth', 'off'])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(credential()).toBe(stored)
    expect(await shown()).toMatchObject({ oauth: 'get-and-refresh' })
  })
})

describe('--oauth refresh', () => {
  test('renews what the site does not accept any more', async () => {
    await loginWithConsent()
    sandbox.expireAccessTokens()
    const stored = credential()
    expect(await login(['--oauth', 'refresh'])).toMatchObject({ code: 0, stdout: signedInAs })
    expect(credential()).not.toBe(stored)
    expect(await shown()).toMatchObject({ oauth: 'refresh' })
  })

  test('leaves alone what the site accepts', async () => {
    await loginWithConsent()
    const stored = credential()
    await login(['--oauth', 'refresh'])
    expect(credential()).toBe(stored)
  })

  test.each([
    ['nobody has signed in', false],
    ['the grant has ended', true],
  ])('never opens a sign-in, but exits 3 when %s', async (_why, hadSignedIn) => {
    if (hadSignedIn) await loginWithConsent()
    sandbox.revokeAllTokens()
    expect(await login(['--oauth', 'refresh'])).toMatchObject({ code: 3, stdout: '' })
  })
})

describe('--oauth get-and-refresh', () => {
  test('uses what works, and else signs in', async () => {
    expect(await loginWithConsent(['--oauth', 'get-and-refresh'])).toMatchObject({ code: 0, stdout: signedInAs })
    const stored = credential()
    expect(await login(['--oauth', 'get-and-refresh'])).toMatchObject({ code: 0, stdout: signedInAs })
    expect(credential()).toBe(stored)
    sandbox.revokeAllTokens()
    expect(await loginWithConsent(['--oauth', 'get-and-refresh'])).toMatchObject({ code: 0, stdout: signedInAs })
    expect(credential()).not.toBe(stored)
  })

  test('leaves a mode of before behind', async () => {
    await loginWithConsent()
    await login(['--oauth', 'off'])
    await login(['--oauth', 'get-and-refresh'])
    sandbox.expireAccessTokens()
    expect((await list()).code).toBe(0)
  })

  test('does not sign in where the site cannot be reached', async () => {
    await loginWithConsent()
    const forget = sandbox.faults.add({ kind: 'drop', match: { path: '/rest/api/2/myself' } })
    expect(await login(['--oauth', 'get-and-refresh'])).toMatchObject({ code: 6, stdout: '' })
    forget()
  })
})

test('without --oauth a fresh sign-in takes the place of one that works', async () => {
  await loginWithConsent()
  const stored = credential()
  expect((await loginWithConsent()).code).toBe(0)
  expect(credential()).not.toBe(stored)
})

describe('--mint', () => {
  const tokensOf = async (): Promise<readonly { name: string; expiringAt?: string }[]> => {
    const headers = { authorization: `Bearer ${sandbox.issuePat('mira')}` }
    const answer = await fetch(`${sandbox.baseUrl}/rest/pat/latest/tokens`, { headers })
    return ((await answer.json()) as { name: string; expiringAt?: string }[]).filter(({ name }) => /mmd-tui/.test(name))
  }
  beforeEach(() => sandbox.revokeAllTokens())

  test('makes a token with the sign-in that works, uses it from then on and gives the former back', async () => {
    await loginWithConsent()
    sandbox.journal.clear()
    expect(await login(['--mint', '--days', '7'])).toMatchObject({ code: 0, stdout: signedInAs })
    expect(await shown()).toMatchObject({ method: 'pat' })
    expect(await cli.json(['auth', 'status', '--check'])).toMatchObject({ method: 'pat', accepted: true })
    const revoked = sandbox.journal.matching('POST', /oauth2\/latest\/revoke$/)
    expect(revoked.map(({ status }) => status)).toEqual([200, 200])
    const [token] = await tokensOf()
    const days = (Date.parse(token?.expiringAt?.replace(/(\d\d)$/, ':$1') ?? '') - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(7)
  })

  test('signs in first where nobody has', async () => {
    expect(await loginWithConsent(['--mint', '--days', '0'])).toMatchObject({ code: 0 })
    expect(await shown()).toMatchObject({ method: 'pat' })
    expect(await tokensOf()).toEqual([expect.not.objectContaining({ expiringAt: expect.anything() })])
  })

  test('makes another token with the one before, which is forgotten', async () => {
    await loginWithConsent(['--mint'])
    expect((await login(['--mint'])).code).toBe(0)
    expect(await tokensOf()).toHaveLength(1)
    expect(await cli.json(['auth', 'logout'])).toMatchObject({ revoked: true })
    expect(await tokensOf()).toEqual([])
  })

  test('leaves the sign-in as it was where the site makes none', async () => {
    await loginWithConsent()
    const forget = sandbox.faults.add({ kind: 'status', status: 403, match: { method: 'POST', path: '/rest/pat/' } })
    const { code, stdout, stderr } = await login(['--mint'])
    forget()
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('does not let this sign-in make tokens')
    expect(await shown()).toMatchObject({ method: 'oauth2' })
    expect(await cli.json(['auth', 'status', '--check'])).toMatchObject({ method: 'oauth2', accepted: true })
  })

  test('is not for the cloud', async () => {
    const cloud = ['site', 'add', 'https://acme.atlassian.net', '--no-probe', '--name', 'cloud', '--client-id', 'abc']
    await cli.run(cloud)
    expect(await login(['cloud', '--mint'])).toMatchObject({ code: 2, stderr: expect.stringContaining('api-token') })
  })
})
