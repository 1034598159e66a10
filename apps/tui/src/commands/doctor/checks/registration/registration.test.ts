import { AuthError, createConsumerKey, publicKeyOf, type Site, secretKeys } from '@mmd/auth'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenOAuth2Site, givenReply, givenSecrets, givenSite, givenSubject, judged } from '../../testing.ts'
import { judgeRegistration, readSent } from './oauth2.ts'
import { judgeConsumer, registrationCheck } from './registration.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
})
afterAll(() => sandbox.close())

const redirectUri = 'http://localhost:8734/oauth/redirect'

describe('the registration for OAuth 2.0', () => {
  const register = (scope: 'READ' | 'WRITE' | 'SYSTEM_ADMIN' = 'WRITE') =>
    sandbox.registerClient({ name: `mmd-tui ${Math.random()}`, redirectUri, scope }).clientId
  const examine = async (oauth2: Partial<NonNullable<Site['oauth2']>>) => {
    const site = givenOAuth2Site({
      baseUrl: sandbox.baseUrl,
      oauth2: { clientId: register(), redirectUri, scope: 'WRITE', ...oauth2 },
    })
    return judged(await registrationCheck.run(givenSubject(site)))
  }

  test('is known to be right where Jira compares before it answers', async () => {
    expect(await examine({})).toEqual({
      state: 'ok',
      found: 'client id and redirect URL are registered, scope WRITE is allowed',
    })
  })

  test('is known in part where Jira answers before it compares', async () => {
    const back = { kind: 'back', error: 'invalid_scope' } as const
    const consent = { kind: 'consent', url: new URL('https://jira.example.com/') } as const
    const facts = { saved: consent, beyond: back, stranger: back, consentStatus: undefined }
    expect(judgeRegistration(givenOAuth2Site(), facts)).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('compared only when you sign in'),
    })
  })

  test('for less than the saved scope is found out', async () => {
    expect(await examine({ clientId: register('READ') })).toMatchObject({
      state: 'failed',
      exit: 3,
      who: 'jira-admin',
      found: 'scope WRITE is refused (invalid_scope)',
      remedy: expect.stringContaining('mmd-tui site edit acme --scope READ'),
    })
  })

  test.each([
    ['a client id that nobody has', { clientId: 'nobody' }],
    ['another redirect URL', { redirectUri: 'http://localhost:8735/oauth/redirect' }],
    ['a redirect URL with a slash more', { redirectUri: `${redirectUri}/` }],
  ])('with %s cannot be told from outside, and that is said', async (_what, change) => {
    expect(await examine(change)).toMatchObject({ state: 'warning', found: expect.stringContaining('cannot be told') })
  })

  test('for everything leaves nothing to ask', async () => {
    expect(await examine({ clientId: register('SYSTEM_ADMIN'), scope: 'SYSTEM_ADMIN' })).toMatchObject({
      state: 'skipped',
      found: expect.stringContaining('cannot be known'),
    })
  })

  test('that the consent page knows nothing of, or cannot use, is told by its status', async () => {
    const consent = { kind: 'consent', url: new URL('https://jira.example.com/') } as const
    const facts = { saved: consent, beyond: consent, stranger: undefined }
    expect(await judged(judgeRegistration(givenOAuth2Site(), { ...facts, consentStatus: 400 }))).toMatchObject({
      state: 'failed',
      found: 'Jira does not know the client id',
    })
    expect(await judged(judgeRegistration(givenOAuth2Site(), { ...facts, consentStatus: 412 }))).toMatchObject({
      state: 'failed',
      who: 'jira-admin',
      found: expect.stringContaining('412'),
    })
  })

  test('grants nothing, and no code is asked for with a challenge of anybody', async () => {
    sandbox.journal.clear()
    await examine({})
    const asked = sandbox.journal.entries
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 3 }, () => 'GET /rest/oauth2/latest/authorize'),
    )
  })

  test('is read from where the browser is sent, whatever else the address says', () => {
    const sent = (location: string) => readSent(givenReply({ status: 303, headers: { location } }), redirectUri)
    expect(sent(`${redirectUri}?error=invalid_scope&state=x`)).toEqual({ kind: 'back', error: 'invalid_scope' })
    expect(sent('https://evil.example/?next=http://localhost:8734/oauth/redirect')).toEqual({ kind: 'elsewhere' })
    expect(sent('')).toEqual({ kind: 'elsewhere' })
  })
})

describe('the registration for the other methods', () => {
  test('is judged by the site for OAuth 1.0a', async () => {
    const { privateKey } = await createConsumerKey()
    sandbox.registerConsumer({ key: 'mmd-tui', name: 'mmd-tui', publicKey: publicKeyOf(privateKey) })
    const secrets = givenSecrets({ [secretKeys('acme').privateKey]: privateKey })
    const site = (consumerKey: string) =>
      givenSite({ baseUrl: sandbox.baseUrl, method: 'oauth1', oauth1: { consumerKey, callback: redirectUri } })
    expect(await registrationCheck.run(givenSubject(site('mmd-tui'), { secrets }))).toMatchObject({ state: 'ok' })
    const unknown = await judged(await registrationCheck.run(givenSubject(site('other'), { secrets })))
    expect(unknown).toMatchObject({
      state: 'failed',
      exit: 3,
      who: 'jira-admin',
      remedy: expect.stringContaining('mmd-tui admin-guide acme'),
    })
    expect(JSON.stringify(unknown)).not.toContain('PRIVATE')
  })

  test('tells a clock that is off from a wrong key', async () => {
    const error = new AuthError('clock-skew', 'The site refused the time of the request', 'timestamp_refused')
    expect(await judged(judgeConsumer('acme', error))).toMatchObject({ state: 'failed', exit: 3, who: 'you' })
  })

  test.each([
    ['the cloud', 'oauth2-cloud'],
    ['a service account', 'client-credentials'],
    ['a token', 'pat'],
  ] as const)('of %s is not asked for', async (_what, method) => {
    expect(await registrationCheck.run(givenSubject(givenOAuth2Site({ method })))).toMatchObject({ state: 'skipped' })
  })
})
