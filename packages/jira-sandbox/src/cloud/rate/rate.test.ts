import { expect, test } from 'vitest'
import type { CloudSandboxOptions } from '../options.ts'
import { type RestClient, say, startRestClient } from '../rest/client-for-tests.ts'
import type { Said } from '../testing.ts'

interface Meter extends AsyncDisposable {
  readonly rest: RestClient
  tick(ms: number): void
  /** Asks through the gateway as the app. */
  asApp(path: string): Promise<Said>
}

const startMeter = async (options: CloudSandboxOptions): Promise<Meter> => {
  let now = Date.UTC(2026, 10, 22, 8, 30)
  const rest = await startRestClient({ now: () => now, ...options })
  const { access_token } = await rest.client.signIn()
  return {
    rest,
    tick: (ms) => {
      now += ms
    },
    asApp: (path) => rest.client.gateway(`/rest/api/3${path}`, `Bearer ${access_token}`),
    [Symbol.asyncDispose]: () => rest.client.cloud.close(),
  }
}

const header = ({ headers }: Said, name: string): string | null => headers.get(name)

test('Nothing is limited unless a switch says so', async () => {
  await using meter = await startMeter({})
  const answer = await meter.asApp('/myself')
  expect([answer.status, header(answer, 'X-RateLimit-Limit')]).toEqual([200, null])
})

test('An app has points, which calls and the objects in their answers cost, until the hour is over', async () => {
  await using meter = await startMeter({ pointsPerHour: 20, betaRateHeaders: true })
  const search = await meter.asApp('/search/jql?jql=project%3DPAY&maxResults=10')
  expect([header(search, 'X-RateLimit-Limit'), header(search, 'X-RateLimit-Remaining')]).toEqual(['20', '9'])
  expect(header(search, 'X-RateLimit-NearLimit')).toBeNull()
  const people = await meter.asApp('/user/search?query=kenji')
  expect([header(people, 'X-RateLimit-Remaining'), header(people, 'Beta-RateLimit')]).toEqual([
    '6',
    '"global-app-quota";r=6;t=1800',
  ])
  const issue = await meter.asApp(`/issue/${meter.rest.issueIn('PAY')}?fields=summary`)
  expect(header(issue, 'X-RateLimit-Remaining')).toBe('4')
  const last = await meter.asApp('/project/search')
  expect([header(last, 'X-RateLimit-Remaining'), header(last, 'X-RateLimit-NearLimit')]).toEqual(['0', 'true'])
  const refused = await meter.asApp('/myself')
  expect([refused.status, refused.text]).toEqual([429, ''])
  expect(header(refused, 'RateLimit-Reason')).toBe('jira-quota-global-based')
  expect(header(refused, 'Retry-After')).toBe('1800')
  expect(header(refused, 'X-RateLimit-Reset')).toBe('2026-11-22T09:00:00.000Z')
  expect(header(refused, 'X-Failure-Category')).toBe('FAILURE_CLIENT_RATE_LIMIT')
  // API tokens have no quota.
  expect((await meter.rest.ask('GET', '/myself')).status).toBe(200)
  meter.tick(30 * 60_000)
  expect((await meter.asApp('/myself')).status).toBe(200)
})

test('Both families of headers tell the same, with an answer and with a refusal', async () => {
  await using meter = await startMeter({ pointsPerHour: 3, betaRateHeaders: true })
  const family = (answer: Said, prefix: string): readonly (string | null)[] =>
    ['Limit', 'Remaining'].map((name) => header(answer, `${prefix}-${name}`))
  const good = await meter.asApp('/myself')
  const refused = await meter.asApp('/myself')
  expect([good.status, refused.status]).toEqual([200, 429])
  for (const [answer, expected] of [
    [good, ['3', '0']],
    [refused, ['3', '0']],
  ] as const) {
    expect(family(answer, 'X-RateLimit')).toEqual(expected)
    expect(family(answer, 'X-Beta-RateLimit')).toEqual(expected)
    expect(header(answer, 'Beta-RateLimit-Policy')).toBe('"global-app-quota";q=3;w=3600')
    expect(header(answer, 'Beta-Retry-After')).toBe('1800')
  }
  expect(header(refused, 'X-Beta-RateLimit-Reset')).toBe(header(refused, 'X-RateLimit-Reset'))
})

test('A quota may be that of a site', async () => {
  await using meter = await startMeter({ pointsPerHour: 3, pointsScope: 'tenant' })
  await meter.asApp('/myself')
  const refused = await meter.asApp('/myself')
  expect([refused.status, header(refused, 'RateLimit-Reason')]).toEqual([429, 'jira-quota-tenant-based'])
})

test('A burst empties the bucket of one endpoint and method alone', async () => {
  await using meter = await startMeter({ burst: { GET: 2, POST: 2, PUT: 1, DELETE: 1 } })
  const { rest } = meter
  const statuses = async (path: string): Promise<readonly number[]> => {
    const list: number[] = []
    for (let count = 0; count < 3; count += 1) list.push((await rest.ask('GET', path)).status)
    return list
  }
  expect(await statuses('/priority')).toEqual([200, 200, 429])
  expect(await statuses('/resolution')).toEqual([200, 200, 429])
  const refused = await rest.ask('GET', '/priority')
  expect([header(refused, 'RateLimit-Reason'), header(refused, 'Retry-After')]).toEqual(['jira-burst-based', '1'])
  meter.tick(500)
  expect((await rest.ask('GET', '/priority')).status).toBe(200)
  expect(await statuses('/user/search?query=a')).toEqual([200, 200, 429])
  expect((await rest.ask('GET', '/user/picker?query=a')).status).toBe(429)
})

test('The published rates give an endpoint of its own what it has', async () => {
  await using meter = await startMeter({ burst: 'real' })
  const issue = await meter.rest.ask('GET', `/issue/${meter.rest.issueIn('PAY')}?fields=summary`)
  expect([header(issue, 'X-RateLimit-Limit'), header(issue, 'X-RateLimit-Remaining')]).toEqual(['150', '149'])
})

test('One issue takes twenty writes in two seconds', async () => {
  await using meter = await startMeter({ issueWriteLimit: true })
  const { rest } = meter
  const path = `/issue/${rest.issueIn('PAY')}/comment`
  const write = (): Promise<Said> => rest.ask('POST', path, { body: say('x') })
  for (let count = 0; count < 20; count += 1) expect((await write()).status).toBe(201)
  const refused = await write()
  expect([refused.status, header(refused, 'RateLimit-Reason')]).toEqual([429, 'jira-per-issue-on-write'])
  expect((await rest.ask('GET', path)).json.total).toBeGreaterThanOrEqual(20)
  expect((await rest.ask('POST', `/issue/${rest.issueIn('OPS')}/comment`, { body: say('x') })).status).toBe(201)
  meter.tick(2000)
  expect((await write()).status).toBe(201)
})

test.each([
  ['seconds', '1800'],
  ['http-date', 'Sun, 22 Nov 2026 09:00:00 GMT'],
  ['zero', '0'],
  ['none', null],
] as const)('A refusal tells when to come back as %s', async (retryAfter, expected) => {
  await using meter = await startMeter({ pointsPerHour: 1, retryAfter })
  await meter.asApp('/myself')
  expect(header(await meter.asApp('/myself'), 'Retry-After')).toBe(expected)
})

test.each([
  ['text', 'text/plain;charset=UTF-8'],
  ['json', 'application/json;charset=UTF-8'],
  ['html', 'text/html;charset=UTF-8'],
] as const)('The body of a refusal may be %s', async (rateLimitBody, type) => {
  await using meter = await startMeter({ pointsPerHour: 1, rateLimitBody })
  await meter.asApp('/myself')
  const refused = await meter.asApp('/myself')
  expect([refused.status, header(refused, 'Content-Type')]).toEqual([429, type])
})
