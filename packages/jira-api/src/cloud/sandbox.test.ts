import { approveCloudConsent, type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { connectSite } from '../connect-site.ts'
import { isJiraApiError } from '../errors.ts'
import { readList } from '../paging/read-list.ts'
import { probeSite } from '../probe/probe-site.ts'
import type { SiteClient } from '../site-client.ts'
import { adf } from '../testing.ts'

const mira = { email: 'mira@acme.example', password: 'mira' }
const redirectUri = 'http://127.0.0.1:1/callback'
const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']

let cloud: CloudSandbox

beforeAll(async () => {
  cloud = await startCloudSandbox()
})
afterAll(() => cloud.close())
afterEach(() => {
  cloud.faults.clear()
  cloud.journal.clear()
})

/** Keys of the issues that a search may find, in one piece: some are archived, or hidden by a security level. */
const visible = async (jql: string): Promise<string[]> => {
  const answer = await fetch(`${cloud.siteUrl}/rest/api/3/search/jql`, {
    method: 'POST',
    headers: { authorization: basic(cloud.issueApiToken(mira.email)), 'content-type': 'application/json' },
    body: JSON.stringify({ jql, fields: ['key'], maxResults: 5000 }),
  })
  const { issues } = (await answer.json()) as { issues: readonly { key: string }[] }
  cloud.journal.clear()
  return issues.map(({ key }) => key).sort()
}

const connect = (baseUrl: string, authorization: string): SiteClient =>
  connectSite({
    baseUrl,
    deployment: 'cloud',
    authorize: async () => authorization,
    pause: async () => undefined,
  })

const gateway = (): string => `${cloud.apiUrl}/ex/jira/${cloud.cloudId}`
const basic = (token: string): string => `Basic ${Buffer.from(`${mira.email}:${token}`).toString('base64')}`
const atSite = (): SiteClient => connect(cloud.siteUrl, basic(cloud.issueApiToken(mira.email)))

/** Signs in as a person would, through the consent page. */
const signIn = async (wanted: readonly string[] = scopes): Promise<string> => {
  const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const query = new URLSearchParams({
    audience: 'api.atlassian.com',
    client_id: app.clientId,
    scope: wanted.join(' '),
    redirect_uri: redirectUri,
    state: 's',
    response_type: 'code',
    prompt: 'consent',
  })
  const { finalUrl } = await approveCloudConsent(`${cloud.authUrl}/authorize?${query.toString()}`, mira)
  const answer = await fetch(`${cloud.authUrl}/oauth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'authorization_code',
      client_id: app.clientId,
      client_secret: app.clientSecret,
      code: new URL(finalUrl).searchParams.get('code'),
      redirect_uri: redirectUri,
    }),
  })
  return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`
}

const doors: readonly (readonly [string, () => Promise<SiteClient>])[] = [
  ['by API token at the site', async () => atSite()],
  ['by access token at the gateway', async () => connect(gateway(), await signIn())],
]

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isJiraApiError(error) ? error.code : `no JiraApiError: ${String(error)}`
}

const countOf = (end: string): number => cloud.journal.entries.filter(({ path }) => path.endsWith(end)).length

describe.each(doors)('somebody who is signed in %s', (_, signedIn) => {
  test('reads all issues, each once, with one request a page', async () => {
    const client = await signedIn()
    cloud.journal.clear()
    const { keys, total, isSteady } = await readList({
      wanted: Number.POSITIVE_INFINITY,
      pageSize: () => 500,
      page: (startAt, maxResults) =>
        client.search({ jql: 'created > 2000-01-01 ORDER BY priority', startAt, maxResults }),
    })
    expect([total, isSteady]).toEqual([keys.length, true])
    expect([countOf('/search/jql'), countOf('/search/approximate-count')]).toEqual([4, 1])
    expect([...keys].sort()).toEqual(await visible('created > 2000-01-01'))
  })

  test('sees an issue with its text, and people by account id', async () => {
    const client = await signedIn()
    const commented = cloud.world.issues.find(
      ({ comments, assigneeKey }) => comments.length > 1 && assigneeKey !== null,
    )
    const issue = await client.issue(commented?.key ?? '')
    expect(issue).toMatchObject({ key: commented?.key, description: { format: 'adf' } })
    expect(JSON.parse(issue.description?.source ?? '')).toMatchObject({ type: 'doc', content: expect.any(Array) })
    expect(issue.comments.length).toBeGreaterThan(0)
    expect(issue.assignee?.id).toMatch(/^712020:/)
  })

  test('assigns an issue to somebody found by name, and to nobody', async () => {
    const client = await signedIn()
    const { key = '' } = cloud.world.issues.find(({ projectKey }) => projectKey === 'PAY') ?? {}
    const [kenji] = await client.assignable({ issueKey: key, text: 'kenji' })
    expect(kenji).toEqual({ id: cloud.accountIdOf('kenji@acme.example'), name: 'Kenji Watanabe', active: true })
    await client.assign(key, kenji?.id ?? '')
    expect((await client.issue(key)).assignee).toEqual(kenji)
    await client.assign(key, null)
    expect((await client.issue(key)).assignee).toBeNull()
  })

  test('moves an issue on, with what its screen asks for', async () => {
    const client = await signedIn()
    const [{ key } = { key: '' }] = (await client.search({ jql: 'project = PAY AND status = Open', maxResults: 1 }))
      .issues
    const transitions = await client.transitions(key)
    const closing = transitions.find(({ fields }) => fields.some(({ id }) => id === 'resolution'))
    const resolution = closing?.fields.find(({ id }) => id === 'resolution')?.allowedValues[0]
    await client.transition(key, {
      id: closing?.id ?? '',
      fields: { resolution: resolution?.wire },
      comment: { ...adf('Done with this.'), visibility: { type: 'role', value: 'Developers' } },
    })
    const issue = await client.issue(key)
    expect(issue.status).toEqual(closing?.to)
    expect(issue.resolution?.name).toBe(resolution?.label)
    expect(issue.comments.at(-1)).toMatchObject({ ...adf('Done with this.'), visibility: 'Developers' })
  })

  test('edits labels and comments', async () => {
    const client = await signedIn()
    const me = await client.myself()
    const open = cloud.world.issues.filter(({ resolutionId }) => resolutionId === null)
    const { key = '' } = open.find(({ projectKey }) => projectKey === 'PAY') ?? {}
    await client.edit(key, { update: { labels: [{ add: 'seen-by-mmd' }] } })
    const comment = await client.addComment(key, adf('Seen'))
    const issue = await client.issue(key)
    expect(issue.labels).toContain('seen-by-mmd')
    expect(issue.comments.at(-1)).toEqual(comment)
    expect(comment).toMatchObject({ body: adf('Seen').body, author: { id: me.id, name: 'Mira Lindqvist' } })
    expect(await client.suggestLabels('seen-by')).toEqual(['seen-by-mmd'])
  })

  test('gets the catalogues of the site', async () => {
    const client = await signedIn()
    expect(await client.serverInfo()).toMatchObject({ deployment: 'cloud', baseUrl: cloud.siteUrl })
    expect(await client.myself()).toMatchObject({ id: cloud.accountIdOf(mira.email), email: mira.email })
    expect((await client.fields()).map(({ id }) => id)).toContain('summary')
    expect((await client.projects()).map(({ key }) => key)).toContain('PAY')
    expect((await client.priorities()).length).toBeGreaterThan(2)
    const filters = await client.favouriteFilters()
    expect(filters.length).toBeGreaterThan(0)
    for (const { jql } of filters) expect((await client.search({ jql, maxResults: 1 })).issues.length).toBeLessThan(2)
  })

  test('is told what is wrong with a query', async () => {
    const client = await signedIn()
    expect(await codeOf(client.search({ jql: 'ORDER BY created DESC' }))).toBe('refused')
    expect(await codeOf(client.search({ jql: 'status = = Open' }))).toBe('refused')
  })

  test('does not find what is not there', async () => {
    expect(await codeOf((await signedIn()).issue('PAY-999999'))).toBe('not-found')
  })
})

test('an issue that moves while pages are read is neither lost nor given twice', async () => {
  const client = atSite()
  let pages = 0
  const { keys, isSteady } = await readList({
    wanted: Number.POSITIVE_INFINITY,
    pageSize: () => 100,
    page: async (startAt, maxResults) => {
      const page = await client.search({ jql: 'project = PAY ORDER BY updated DESC', startAt, maxResults })
      pages += 1
      // Somebody touches the very last one, which then comes first.
      const rest = cloud.world.issues.filter(({ projectKey }) => projectKey === 'PAY')
      const oldest = rest.reduce((a, b) => (a.updated <= b.updated ? a : b))
      if (pages === 1) await client.addComment(oldest.key, adf('Touched'))
      return page
    },
  })
  expect(isSteady).toBe(true)
  const expected = await visible('project = PAY')
  expect(expected.length).toBeGreaterThan(100)
  expect([...keys].sort()).toEqual(expected)
})

test('a list goes on a week later, when its token is too old', async () => {
  let now = Date.now()
  await using old = await startCloudSandbox({ issues: 150, now: () => now })
  const token = old.issueApiToken(mira.email)
  const client = connect(old.siteUrl, basic(token))
  const jql = 'created > 2000-01-01 ORDER BY created'
  const first = await client.search({ jql, maxResults: 100 })
  now += 8 * 86_400_000
  const rest = await client.search({ jql, startAt: 99, maxResults: 100 })
  const keys = [...first.issues, ...rest.issues.slice(1)].map(({ key }) => key)
  expect(rest).toMatchObject({ startAt: 99, total: 150, byToken: { isLast: true } })
  expect([keys.length, new Set(keys).size]).toEqual([150, 150])
})

test('a scoped API token works at the gateway', async () => {
  const client = connect(gateway(), basic(cloud.issueApiToken(mira.email, { scopes })))
  expect((await client.search({ jql: 'project = PAY', maxResults: 1 })).issues).toHaveLength(1)
})

test('want of a scope is told from a dead credential', async () => {
  const reader = connect(gateway(), await signIn(['read:jira-work']))
  expect(await codeOf(reader.myself())).toBe('scope-missing')
  expect(await codeOf(reader.addComment('PAY-1', adf('x')))).toBe('scope-missing')
  expect(await codeOf(connect(gateway(), 'Bearer nobody').search({ jql: 'project = PAY' }))).toBe('signed-out')
  expect(await codeOf(connect(cloud.siteUrl, basic('wrong')).search({ jql: 'project = PAY' }))).toBe('signed-out')
})

test('a gateway that knows no such site says so', async () => {
  expect(await codeOf(connect(`${cloud.apiUrl}/ex/jira/nope`, await signIn()).myself())).toBe('not-found')
})

test.each([
  ['rate-limited', { kind: 'rate-limit', retryAfter: 300 } as const, 1],
  ['server-error', { kind: 'html' } as const, 3],
  ['sso-page', { kind: 'sso' } as const, 1],
  ['bad-answer', { kind: 'bad-json' } as const, 1],
])('a search is %s when the site does %j, after %i requests', async (code, fault, requests) => {
  cloud.faults.add({ ...fault, match: { path: '/site/rest/api/3/search' } })
  expect(await codeOf(atSite().search({ jql: 'project = PAY' }))).toBe(code)
  expect(countOf('/search/jql')).toBe(requests)
})

test('the probe knows the cloud', async () => {
  expect(await probeSite({ url: cloud.siteUrl })).toMatchObject({ baseUrl: cloud.siteUrl, deployment: 'cloud' })
})
