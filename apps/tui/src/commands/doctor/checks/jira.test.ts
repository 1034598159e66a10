import { JiraApiError } from '@mmd/jira-api'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { givenOAuth2Site, givenReply, givenSite, givenSubject, judged, startHttp } from '../testing.ts'
import { addressCheck, judgeAddress } from './address/address.ts'
import { aheadBy, clockCheck, judgeClock } from './clock.ts'
import { gatewayCheck } from './gateway.ts'
import { judgeVersion, versionCheck } from './version.ts'

let sandbox: Sandbox
let cloud: CloudSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ issues: 1 })
  cloud = await startCloudSandbox({ issues: 1 })
})
afterAll(() => Promise.all([sandbox.close(), cloud.close()]))
afterEach(() => {
  sandbox.faults.clear()
  cloud.faults.clear()
})

const rest = { path: '/rest' }

describe('the address', () => {
  const examine = async (baseUrl = sandbox.baseUrl) =>
    judged(await addressCheck.run(givenSubject(givenSite({ baseUrl }))))

  test('is right where Jira answers', async () => {
    expect(await examine()).toEqual({ state: 'ok', found: 'Jira below /jira' })
  })

  test('without the context path, or with a wrong one, leads to the right one', async () => {
    for (const wrong of [sandbox.baseUrl.replace('/jira', ''), sandbox.baseUrl.replace('/jira', '/jra')]) {
      expect(await examine(wrong)).toMatchObject({
        state: 'failed',
        exit: 1,
        who: 'you',
        remedy: `mmd-tui site edit acme --url ${sandbox.baseUrl}`,
      })
    }
  })

  test('of something else is not taken for Jira', async () => {
    await using other = await startHttp((_request, response) => response.end('<h1>It works</h1>'))
    expect(await examine(`http://127.0.0.1:${other.port}`)).toMatchObject({
      state: 'failed',
      exit: 1,
      found: 'something that is not Jira',
    })
  })

  test.each([
    ['a login page', { kind: 'sso', match: rest }, 'a login page instead of data'],
    [
      'a redirect to one',
      { kind: 'redirect', location: 'https://idp.example.com/saml2/x?SAMLRequest=abc', match: rest },
      'a login page at idp.example.com instead of data',
    ],
    ['Kerberos', { kind: 'negotiate', match: rest }, 'a login page instead of data'],
  ] as const)('behind %s is for those who run the network, with exit 3', async (_what, fault, found) => {
    sandbox.faults.add(fault)
    expect(await examine()).toMatchObject({ state: 'failed', exit: 3, who: 'network', found })
  })

  test('that moved is followed in words alone', async () => {
    await using old = await startHttp((request, response) =>
      response.writeHead(301, { location: `${sandbox.baseUrl}${request.url}` }).end(),
    )
    expect(await examine(`http://127.0.0.1:${old.port}`)).toMatchObject({
      state: 'failed',
      who: 'you',
      remedy: `mmd-tui site edit acme --url ${sandbox.baseUrl}`,
    })
  })

  test('of a Jira that starts is a matter of time, with exit 6', async () => {
    sandbox.faults.add({ kind: 'html', status: 503, match: rest })
    expect(await examine()).toMatchObject({ state: 'failed', exit: 6, who: 'jira-admin', found: 'HTTP 503' })
  })

  test('of a Jira that is busy is only a warning', async () => {
    sandbox.faults.add({ kind: 'rate-limit', retryAfter: 30, match: rest })
    expect(await examine()).toMatchObject({ state: 'warning', found: 'HTTP 429' })
  })

  test('of a Jira that tells strangers nothing is right all the same', async () => {
    const closed = givenReply({
      status: 401,
      headers: { 'x-arequestid': '1x1x1' },
      json: { errorMessages: ['Log in'] },
    })
    const verdict = judgeAddress(givenSite(), { info: closed, manifest: closed, elsewhere: undefined })
    expect(verdict).toEqual({ state: 'ok', found: 'Jira below /jira, which tells strangers nothing' })
  })

  test('that loses its connection on the way is a matter of the network', async () => {
    const none = {
      kind: 'none',
      error: new JiraApiError('network', 'The site could not be reached (ECONNRESET)'),
    } as const
    const verdict = judgeAddress(givenSite(), { info: none, manifest: none, elsewhere: undefined })
    expect(await judged(verdict)).toMatchObject({ state: 'failed', exit: 6, who: 'network' })
  })

  const calling = (baseUrl: string, site = givenOAuth2Site()) =>
    judged(
      judgeAddress(site, {
        info: givenReply({ json: { version: '10.3.24', baseUrl } }),
        manifest: givenReply({ status: 404 }),
        elsewhere: undefined,
      }),
    )

  test('by which Jira does not call itself leads to a consent loop', async () => {
    expect(await calling('https://tickets.example.com/jira/')).toMatchObject({
      state: 'warning',
      who: 'you',
      problem: expect.stringContaining('again and again'),
      remedy: expect.stringContaining('mmd-tui site edit acme --url https://tickets.example.com/jira'),
    })
    const oauth1 = givenSite({ method: 'oauth1' })
    expect(await calling('https://tickets.example.com/jira', oauth1)).toMatchObject({
      problem: expect.stringContaining('signature'),
    })
  })

  test('that Jira believes to be plain http is for its administrator', async () => {
    expect(await calling('http://jira.example.com/jira')).toMatchObject({
      state: 'warning',
      who: 'jira-admin',
      remedy: expect.stringContaining('scheme="https" secure="true"'),
    })
  })

  test('that Jira writes in another way is the same', async () => {
    expect(await calling('https://JIRA.example.com/jira/')).toMatchObject({ state: 'ok' })
    expect(await calling('https://tickets.example.com', givenSite())).toMatchObject({ state: 'ok' })
  })

  test('never lets a server write on the terminal', async () => {
    const verdict = await calling('https://evil.example.com/\u001b]0;owned\u0007')
    expect(JSON.stringify(verdict)).not.toMatch(/\\u001b|\\u0007/)
    await using evil = await startHttp((_request, response) =>
      response.writeHead(302, { location: 'https://idp.example.com/login\u009b31m' }).end(),
    )
    expect(JSON.stringify(await examine(`http://127.0.0.1:${evil.port}`))).not.toContain('\u009b')
  })
})

describe('the version', () => {
  const at = (saved: string | undefined, now: string, site = givenSite()) =>
    judged(
      judgeVersion(
        { ...site, ...(saved === undefined ? {} : { version: saved }) },
        { deployment: 'datacenter', version: now, canonicalUrl: undefined },
      ),
    )

  test('is what the site says, and what it was', async () => {
    expect(await versionCheck.run(givenSubject(givenSite({ baseUrl: sandbox.baseUrl })))).toEqual({
      state: 'ok',
      found: 'Jira Data Center 10.3.24',
    })
    expect(await at('9.12.1', '10.3.24')).toEqual({
      state: 'ok',
      found: 'Jira Data Center 10.3.24; 9.12.1 when it was saved',
    })
  })

  test.each([
    ['8.20.7', '10.3.24', givenSite({ method: 'oauth1' }), 'OAuth 2.0', 'admin-guide acme --method oauth2'],
    ['8.13.0', '8.20.7', givenSite({ method: 'basic' }), 'personal access tokens', '--method pat'],
  ])('from %s to %s makes more possible', async (saved, now, site, what, command) => {
    expect(await at(saved, now, site)).toMatchObject({
      state: 'warning',
      problem: expect.stringContaining(what),
      remedy: expect.stringContaining(command),
    })
  })

  test('of an unknown past, or of a token that is good enough, promises nothing', async () => {
    expect(await at(undefined, '10.3.24', givenSite({ method: 'basic' }))).toMatchObject({ state: 'ok' })
    expect(await at('8.20.7', '10.3.24')).toMatchObject({ state: 'ok' })
  })

  test('of the cloud where Data Center was saved is wrong', async () => {
    const verdict = judgeVersion(givenSite(), { deployment: 'cloud', version: '1001', canonicalUrl: undefined })
    expect(await judged(verdict)).toMatchObject({ state: 'failed', exit: 2, found: 'Jira Cloud' })
  })
})

describe('the clock', () => {
  const at = Date.UTC(2027, 0, 1, 12)
  const reply = (secondsBehind: number) =>
    givenReply({ at, headers: { date: new Date(at - secondsBehind * 1000).toUTCString() } })

  test('is held against the Date of an answer, between question and answer', async () => {
    expect(aheadBy(reply(90))).toBe(89_500)
    expect(aheadBy(givenReply({ at }))).toBeUndefined()
    expect(await clockCheck.run(givenSubject(givenSite({ baseUrl: sandbox.baseUrl })))).toEqual({
      state: 'ok',
      found: 'the same as the site’s',
    })
  })

  test.each([
    ['pat', 0, 'ok'],
    ['pat', 59_000, 'ok'],
    ['pat', -61_000, 'warning'],
    ['pat', 3_600_000, 'warning'],
    ['oauth1', 299_000, 'warning'],
    ['oauth1', -301_000, 'failed'],
  ] as const)('of %s, off by %i ms, is %s', async (method, ahead, state) => {
    expect((await judged(judgeClock(method, ahead))).state).toBe(state)
  })

  test('says which one is ahead', () => {
    expect(judgeClock('pat', 3_600_000)).toMatchObject({ found: '1 hour ahead of the site’s' })
    expect(judgeClock('pat', -90_000)).toMatchObject({ found: '1 minute behind the site’s' })
    expect(judgeClock('pat', undefined)).toMatchObject({ state: 'skipped' })
  })

  test('of a server that is an hour off is found out', async () => {
    await using other = await startHttp((_request, response) =>
      response.writeHead(200, { date: new Date(Date.now() - 3_600_000).toUTCString() }).end('{}'),
    )
    const site = givenSite({ baseUrl: `http://127.0.0.1:${other.port}`, method: 'oauth1' })
    expect(await clockCheck.run(givenSubject(site))).toMatchObject({ state: 'failed', exit: 3 })
  })
})

describe('the gateway of the cloud', () => {
  const examine = async (cloudId?: string) => {
    const { authUrl, apiUrl } = cloud
    const site = givenSite({
      baseUrl: cloud.siteUrl,
      deployment: 'cloud',
      method: 'oauth2-cloud',
      oauth2: { clientId: 'x', redirectUri: 'http://127.0.0.1:8734/', scope: 'read:jira-work' },
      cloud: { authUrl, apiUrl, ...(cloudId === undefined ? {} : { cloudId }) },
    })
    return judged(await gatewayCheck.run(givenSubject(site)))
  }

  test('answers a stranger in JSON, and the site has an id there', async () => {
    expect(await examine(cloud.cloudId)).toMatchObject({ state: 'ok', found: expect.stringContaining('has an id') })
  })

  test('of another site than the one that was signed in to is found out', async () => {
    expect(await examine(cloud.otherCloudId)).toMatchObject({ state: 'failed', exit: 3, who: 'you' })
  })

  test.each([
    ['a page in its place', { kind: 'html', status: 403, match: { path: '/api' } }, 'network'],
    ['trouble', { kind: 'html', status: 502, match: { path: '/api' } }, 'atlassian'],
    ['no answer', { kind: 'drop', match: { path: '/api' } }, 'network'],
  ] as const)('with %s cannot be used', async (_what, fault, who) => {
    cloud.faults.add(fault)
    expect(await examine(cloud.cloudId)).toMatchObject({ state: 'failed', exit: 6, who })
  })

  test('is no matter for Data Center, nor for a classic API token', async () => {
    expect(await gatewayCheck.run(givenSubject(givenSite()))).toMatchObject({ state: 'skipped' })
    const token = givenSite({ baseUrl: cloud.siteUrl, deployment: 'cloud', method: 'api-token', login: 'mira@x.test' })
    expect(await gatewayCheck.run(givenSubject(token))).toMatchObject({ state: 'skipped' })
  })
})
