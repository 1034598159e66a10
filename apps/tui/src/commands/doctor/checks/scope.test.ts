import { JiraApiError } from '@mmd/jira-api'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultScope } from '../../../session/method-facts.ts'
import { givenCloudSite, givenOAuth2Site, givenReply, givenSite, givenSubject, judged } from '../testing.ts'
import { boardsCheck, judgeBoards } from './boards.ts'
import { judgeRateLimits } from './rate-limits.ts'
import { judgeScope } from './scope.ts'

let sandbox: Sandbox
let cloud: CloudSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
  cloud = await startCloudSandbox({ issues: 1 })
})
afterAll(() => Promise.all([sandbox.close(), cloud.close()]))

describe('the scope', () => {
  test.each([
    ['WRITE', 'ok', undefined],
    ['READ', 'warning', undefined],
    ['SYSTEM_ADMIN', 'warning', undefined],
    ['JSM_KB', 'failed', 5],
  ] as const)('%s of Data Center is %s', async (granted, state, exit) => {
    const verdict = await judged(judgeScope(givenOAuth2Site(), granted))
    expect({ state: verdict.state, exit: verdict.state === 'failed' ? verdict.exit : undefined }).toEqual({
      state,
      exit,
    })
  })

  test('that the site does not tell is the one that was asked for', () => {
    expect(judgeScope(givenOAuth2Site(), undefined)).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('WRITE'),
    })
  })

  test('of the cloud says what does not work without the rest', async () => {
    expect(judgeScope(givenCloudSite(cloud), defaultScope.cloud)).toMatchObject({ state: 'ok' })
    const classic = await judged(judgeScope(givenCloudSite(cloud), 'read:jira-work read:jira-user offline_access'))
    expect(classic).toMatchObject({
      state: 'warning',
      problem: expect.stringMatching(/changing issues, boards/),
      remedy: expect.stringContaining('write:jira-work'),
    })
    expect(await judged(judgeScope(givenCloudSite(cloud), 'read:me'))).toMatchObject({ state: 'failed', exit: 5 })
  })

  test('of a service account of the cloud needs nothing to stay signed in', () => {
    const scope = defaultScope.cloud.replace(' offline_access', '')
    expect(judgeScope(givenCloudSite(cloud, { method: 'client-credentials' }), scope)).toMatchObject({ state: 'ok' })
  })

  test.each(['pat', 'basic', 'oauth1'] as const)('of %s is all that the account may', (method) => {
    expect(judgeScope(givenSite({ method }), undefined)).toEqual({
      state: 'skipped',
      found: 'all that your account may',
    })
  })
})

describe('boards', () => {
  test('that a Jira does not have are nothing wrong', async () => {
    await using plain = await startSandbox({ issues: 1, overrides: { software: false } })
    const verdicts = [plain, sandbox].map((jira) => {
      const env = { MMD_TOKEN: jira.issuePat('mira') }
      return boardsCheck.run(givenSubject(givenSite({ baseUrl: jira.baseUrl }), { env }))
    })
    expect(await Promise.all(verdicts)).toEqual([
      { state: 'skipped', found: 'this Jira has none' },
      { state: 'ok', found: 'can be read' },
    ])
  })

  test.each([
    [{ status: 200, json: { values: [] } }, 'ok'],
    [{ status: 401, json: { code: 401, message: 'Unauthorized; scope does not match' } }, 'warning'],
    [{ status: 403, json: { errorMessages: ['No licence'] } }, 'warning'],
    [{ status: 500, json: {} }, 'warning'],
  ])('answered with %j are %s', async (answer, state) => {
    expect((await judged(judgeBoards(givenCloudSite(cloud), givenReply(answer)))).state).toBe(state)
  })

  test('are not open to service accounts of Data Center', () => {
    const site = givenOAuth2Site({ method: 'client-credentials' })
    expect(judgeBoards(site, givenReply({ status: 403, json: {} }))).toMatchObject({ state: 'skipped' })
  })

  test('that nobody answers about are not judged', async () => {
    const none = { kind: 'none', error: new JiraApiError('timeout', 'The site did not answer in time') } as const
    expect(await judged(judgeBoards(givenSite(), none))).toMatchObject({ state: 'warning', found: 'no answer' })
  })
})

describe('rate limits', () => {
  const headers = {
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '48',
    'x-ratelimit-fillrate': '10',
    'x-ratelimit-interval-seconds': '60',
    'retry-after': '0',
  }

  test('are read from the headers', () => {
    expect(judgeRateLimits(givenReply({ headers }))).toEqual({
      state: 'ok',
      found: '48 of 50 requests left, 10 more every 60 s',
    })
    expect(judgeRateLimits(givenReply({}))).toEqual({ state: 'skipped', found: 'the site names none' })
  })

  test.each([
    [{ ...headers, 'x-ratelimit-remaining': '9' }, 200],
    [{ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '60', 'x-ratelimit-nearlimit': 'true' }, 200],
    [{ ...headers, 'x-ratelimit-remaining': '0', 'retry-after': '30' }, 429],
    [{}, 429],
  ])('with %j and HTTP %i are worth a word', async (given, status) => {
    expect(await judged(judgeRateLimits(givenReply({ status, headers: given })))).toMatchObject({
      state: 'warning',
      who: 'jira-admin',
    })
  })

  test('that are nonsense are not believed', () => {
    const nonsense = { 'x-ratelimit-limit': '-5', 'x-ratelimit-remaining': '1e9\u001b[2J' }
    expect(judgeRateLimits(givenReply({ headers: nonsense }))).toMatchObject({ state: 'skipped' })
  })
})
