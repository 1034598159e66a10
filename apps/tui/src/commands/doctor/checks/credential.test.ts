import { AuthError, type Site } from '@mmd/auth'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { givenReply, givenSite, givenSubject, judged } from '../testing.ts'
import { accountCheck, judgeAccount } from './account.ts'
import { boardsCheck } from './boards.ts'
import { credentialCheck, judgeCredential } from './credential.ts'
import { rateLimitsCheck } from './rate-limits.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
})
afterAll(() => sandbox.close())
afterEach(() => sandbox.faults.clear())

const day = 86_400_000

describe('the credential', () => {
  const now = Date.UTC(2027, 0, 1)
  const status = { method: 'pat', state: 'signed-in', refreshable: false, where: 'the OS keychain' } as const

  test.each([
    [{ refreshable: true, expiresAt: now + 43 * 60_000 }, 'good for 43 minutes, renewed by itself'],
    [{}, 'no end known'],
    [{ expiresAt: now + 90 * day }, 'good for 90 days, not renewable'],
  ])('with %j is %s', (change, life) => {
    expect(judgeCredential('acme', { status: { ...status, ...change }, error: undefined, now })).toEqual({
      state: 'ok',
      found: `in the OS keychain, ${life}`,
    })
  })

  test('that ends soon, and that nothing renews, is worth a word; one that ended is a failure', async () => {
    const at = (expiresAt: number) =>
      judgeCredential('acme', { status: { ...status, expiresAt }, error: undefined, now })
    expect(await judged(at(now + 5 * day))).toMatchObject({ state: 'warning', remedy: 'mmd-tui auth login acme' })
    expect(await judged(at(now - 5 * day))).toMatchObject({ state: 'failed', exit: 3 })
  })

  test('that is missing, or dead, asks for a sign-in', async () => {
    const verdict = await judged(await credentialCheck.run(givenSubject(givenSite())))
    expect(verdict).toMatchObject({
      state: 'failed',
      exit: 3,
      found: 'not signed in',
      remedy: 'mmd-tui auth login acme',
    })
  })

  test('that could not be renewed for want of a network is not lost', async () => {
    const error = new AuthError('network', 'jira.example.com cannot be reached: no answer in time')
    const facts = { status: { ...status, refreshable: true, expiresAt: now - 1000 }, error, now }
    expect(await judged(judgeCredential('acme', facts))).toMatchObject({ state: 'failed', exit: 6, who: 'network' })
  })

  test('from MMD_TOKEN is used for this run', async () => {
    const env = { MMD_TOKEN: sandbox.issuePat('mira') }
    const subject = givenSubject(givenSite({ baseUrl: sandbox.baseUrl }), { env })
    expect(await credentialCheck.run(subject)).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('MMD_TOKEN'),
    })
    expect(await accountCheck.run(subject)).toMatchObject({ state: 'ok' })
  })
})

describe('the account', () => {
  const examine = async (site: Partial<Site> = {}) => {
    const env = { MMD_TOKEN: sandbox.issuePat('mira') }
    return judged(await accountCheck.run(givenSubject(givenSite({ baseUrl: sandbox.baseUrl, ...site }), { env })))
  }
  const myself = { path: '/rest/api/2/myself' }

  test('is named as the site names it', async () => {
    expect(await examine()).toEqual({ state: 'ok', found: 'accepted as Mira Lindqvist (mira)' })
    expect(await examine({ user: { id: 'mira', name: 'Mira' } })).toMatchObject({ state: 'ok' })
  })

  test('of somebody else than before is worth a word', async () => {
    expect(await examine({ user: { id: 'otto', name: 'Otto' } })).toMatchObject({
      state: 'warning',
      problem: expect.stringContaining('Otto (otto)'),
    })
  })

  test('that is nobody’s, as with OAuth credentials of a cloud site, is not asked for', async () => {
    const oauth2 = { clientId: 'of-the-site', redirectUri: '', scope: '' }
    const site = givenSite({ deployment: 'cloud', method: 'client-credentials', oauth2 })
    const signedIn = { ...site, user: { id: 'of-the-site', name: 'of-the-site' } }
    expect(await accountCheck.run(givenSubject(signedIn))).toMatchObject({ state: 'skipped' })
    expect(await boardsCheck.run(givenSubject(signedIn))).toMatchObject({ state: 'skipped' })
    expect(await rateLimitsCheck.run(givenSubject(signedIn))).toMatchObject({ state: 'skipped' })
  })

  test.each([
    ['dropped on the way', { kind: 'anonymous', match: myself }, 3, /takes us for nobody/],
    ['locked by a CAPTCHA', { kind: 'captcha', match: myself }, 3, /HTTP 403/],
    ['stopped by a login page', { kind: 'sso', match: myself }, 3, /HTTP 200/],
    ['asked for too often', { kind: 'rate-limit', match: myself }, 6, /HTTP 429/],
    ['not permitted', { kind: 'status', status: 403, match: myself }, 5, /HTTP 403/],
    ['cut off', { kind: 'drop', match: myself }, 6, /no answer/],
  ] as const)('%s is a failure of its own kind', async (_what, fault, exit, found) => {
    sandbox.faults.add(fault)
    expect(await examine()).toMatchObject({ state: 'failed', exit, found: expect.stringMatching(found) })
  })

  test('in an answer that names nobody is not believed', async () => {
    const reply = givenReply({ json: { hello: 'world' } })
    expect(await judged(judgeAccount(givenSite(), { reply, renewed: false }))).toMatchObject({
      state: 'failed',
      exit: 1,
    })
  })

  test('cannot write on the terminal by its name', async () => {
    const reply = givenReply({ json: { name: 'mira\u001b[2J', displayName: '\u202eMira' } })
    const verdict = judgeAccount(givenSite(), { reply, renewed: false })
    expect(verdict.state).toBe('ok')
    expect(verdict.found).not.toMatch(/[\u001b\u202e]/)
  })
})
