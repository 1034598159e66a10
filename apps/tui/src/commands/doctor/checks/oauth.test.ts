import { type Site } from '@mmd/auth'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { givenCloudSite, givenOAuth2Site, givenSite, givenSubject, judged, startHttp } from '../testing.ts'
import { accountCheck } from './account.ts'
import { boardsCheck } from './boards.ts'
import { judgeMethod } from './method.ts'
import { oauthCheck } from './oauth.ts'
import { registrationCheck } from './registration/registration.ts'

let sandbox: Sandbox
let cloud: CloudSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
  cloud = await startCloudSandbox({ issues: 1 })
})
afterAll(() => Promise.all([sandbox.close(), cloud.close()]))
afterEach(() => sandbox.faults.clear())

describe('the sign-in method', () => {
  test.each([
    ['oauth2', '8.22.0', 'ok'],
    ['oauth2', '8.21.9', 'failed'],
    ['pat', '8.14.0', 'ok'],
    ['pat', '8.13.9', 'failed'],
    ['client-credentials', '11.0.0', 'ok'],
    ['client-credentials', '10.3.24', 'failed'],
    ['basic', '10.3.24', 'ok'],
    ['basic', '11.3.1', 'warning'],
    ['oauth1', '8.20.7', 'ok'],
    ['oauth1', '10.3.24', 'ok'],
  ] as const)('%s with Jira %s is %s', async (method, version, state) => {
    const verdict = await judged(judgeMethod(givenSite({ method }), version))
    expect(verdict.state).toBe(state)
    if (verdict.state === 'failed') expect(verdict.exit).toBe(3)
  })

  test('of an unknown version cannot be told, and the cloud has none', () => {
    expect(judgeMethod(givenSite(), undefined)).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('shows when'),
    })
    expect(judgeMethod(givenCloudSite(cloud), '1001.0.0')).toMatchObject({ state: 'ok' })
  })
})

describe('the OAuth service', () => {
  const examine = async (site: Site) => judged(await oauthCheck.run(givenSubject(site)))
  const here = (change: Partial<Site> = {}) => givenOAuth2Site({ baseUrl: sandbox.baseUrl, ...change })

  test.each(['oauth2', 'oauth1', 'client-credentials'] as const)('of Data Center answers for %s', async (method) => {
    expect(await examine(here({ method }))).toMatchObject({ state: 'ok', found: expect.stringContaining('answer') })
  })

  test('of the cloud answers', async () => {
    expect(await examine(givenCloudSite(cloud))).toEqual({ state: 'ok', found: 'the token endpoint answers' })
  })

  test('is no matter for a token', async () => {
    expect(await examine(givenSite())).toMatchObject({ state: 'skipped' })
  })

  test.each(['required', 'unmarked'] as const)('that wants https says so in a validation error (%s)', async (https) => {
    await using strict = await startSandbox({ issues: 1, overrides: { https } })
    expect(await examine(here({ baseUrl: strict.baseUrl }))).toMatchObject({
      state: 'failed',
      exit: 3,
      who: 'jira-admin',
      problem: expect.stringContaining('https alone'),
    })
  })

  test('that an old Jira does not have is a 404', async () => {
    await using old = await startSandbox({ issues: 1, persona: '8.20' })
    expect(await examine(here({ baseUrl: old.baseUrl }))).toMatchObject({ state: 'failed', who: 'jira-admin' })
  })

  const oauthPath = { path: '/rest/oauth2' }
  test.each([
    ['a login page', { kind: 'sso', match: oauthPath }, 3, 'network'],
    [
      'a redirect elsewhere',
      { kind: 'redirect', location: 'https://idp.example.com/x', match: oauthPath },
      3,
      'network',
    ],
    ['a failure', { kind: 'stack-trace', match: oauthPath }, 1, 'jira-admin'],
    ['a start', { kind: 'html', status: 503, match: oauthPath }, 6, 'jira-admin'],
    ['no answer', { kind: 'drop', match: oauthPath }, 6, 'network'],
    [
      'a page to the token request',
      { kind: 'html', status: 403, match: { method: 'POST', ...oauthPath } },
      3,
      'network',
    ],
  ] as const)('that gives %s is found out', async (_what, fault, exit, who) => {
    sandbox.faults.add(fault)
    expect(await examine(here())).toMatchObject({ state: 'failed', exit, who })
  })
})

test('A site that answers every question with the same page is understood by every check', async () => {
  await using odd = await startHttp((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  )
  const site = givenOAuth2Site({ baseUrl: `http://127.0.0.1:${odd.port}` })
  const subject = givenSubject(site, { env: { MMD_TOKEN: 'x-y-z' } })
  const verdicts = await Promise.all(
    [oauthCheck, registrationCheck, accountCheck, boardsCheck].map((one) => one.run(subject)),
  )
  for (const verdict of verdicts) expect(['failed', 'warning']).toContain((await judged(verdict)).state)
})
