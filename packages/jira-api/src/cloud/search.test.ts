import { describe, expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import { isJiraApiError } from '../errors.ts'
import type { SiteClient } from '../site-client.ts'
import { adf, type OddServer, type Reply, type SeenRequest, startOddServer } from '../testing.ts'

const connect = (server: OddServer, options: Partial<SiteOptions> = {}): SiteClient =>
  connectSite({
    baseUrl: server.origin,
    deployment: 'cloud',
    authorize: async () => 'Bearer x',
    pause: async () => undefined,
    ...options,
  })

const rows = (from: number, to: number): readonly unknown[] =>
  Array.from({ length: to - from }, (_, at) => ({
    id: String(10_000 + from + at),
    key: `PAY-${from + at}`,
    fields: {},
  }))

const jql = 'project = PAY ORDER BY updated DESC'
const last = (from: number, to: number): Reply => ({ json: { issues: rows(from, to), isLast: true } })
const first = (to: number, token = 't1'): Reply => ({
  json: { issues: rows(1, to + 1), isLast: false, nextPageToken: token },
})
const refused: Reply = { status: 400, json: { errorMessages: ['Der Token ist abgelaufen.'], errors: {} } }

const bodyOf = (request: SeenRequest | undefined): unknown => JSON.parse(request?.body ?? '')
const pathsOf = ({ seen }: OddServer): readonly string[] => seen.map(({ url }) => url.replace('/rest/api/3/', ''))

/** Answers the search requests in turn; counts are 300 unless told otherwise. */
const startCloud = (searches: readonly Reply[], others: Readonly<Record<string, Reply>> = {}): Promise<OddServer> => {
  let next = 0
  return startOddServer(({ url }) => {
    const name = url.replace('/rest/api/3/', '')
    if (name === 'search/jql') return searches[next++] ?? { status: 500, json: {} }
    if (name === 'search/approximate-count') return others[name] ?? { json: { count: 300 } }
    return others[name] ?? { status: 404, json: { title: 'Not Found', status: 404 } }
  })
}

const refusalOf = async (promise: Promise<unknown>): Promise<readonly unknown[]> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return isJiraApiError(error) ? [error.code, error.details.messages] : ['no JiraApiError', error]
}

describe('the first page', () => {
  test('is one request for the fields of a row, with an order that leaves nothing open', async () => {
    await using server = await startCloud([last(1, 3)])
    const page = await connect(server).search({ jql, maxResults: 20 })
    expect(page).toMatchObject({ startAt: 0, total: 2, byToken: { follows: null, isLast: true } })
    expect(pathsOf(server)).toEqual(['search/jql'])
    expect(bodyOf(server.seen[0])).toEqual({
      jql: `${jql}, key ASC`,
      maxResults: 20,
      fields: expect.arrayContaining(['summary', 'assignee']),
    })
  })

  test('brings descriptions when they are asked for', async () => {
    await using server = await startCloud([last(1, 3)])
    await connect(server).search({ jql, withDescription: true })
    expect(bodyOf(server.seen[0])).toMatchObject({ fields: expect.arrayContaining(['description']) })
  })

  test('is no larger than lists of Data Center', async () => {
    await using server = await startCloud([last(1, 3)])
    await connect(server).search({ jql, maxResults: 4_000 })
    expect(bodyOf(server.seen[0])).toMatchObject({ maxResults: 1_000 })
  })

  test('is counted when more follows', async () => {
    await using server = await startCloud([first(50)])
    expect(await connect(server).search({ jql })).toMatchObject({ total: 300, byToken: { isLast: false } })
    expect(bodyOf(server.seen[1])).toEqual({ jql })
  })

  test.each<[string, Reply]>([
    ['fails', { status: 401, json: { code: 401, message: 'Unauthorized; scope does not match' } }],
    ['is too small', { json: { count: 7 } }],
    ['is none', { json: {} }],
  ])('comes although the count %s', async (_, reply) => {
    await using server = await startCloud([first(50)], { 'search/approximate-count': reply })
    expect((await connect(server).search({ jql })).total).toBe(51)
  })

  test('is not shown to somebody who is signed out meanwhile', async () => {
    const reply: Reply = { status: 401, json: { code: 401, message: 'Unauthorized' } }
    await using server = await startCloud([first(50)], { 'search/approximate-count': reply })
    expect(await refusalOf(connect(server).search({ jql }))).toEqual(['signed-out', ['Unauthorized']])
  })

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['there is no token, whatever isLast says', { isLast: false }],
    ['the token is empty', { nextPageToken: '' }],
    ['the token is no text', { nextPageToken: 7 }],
    ['the token is a megabyte long', { nextPageToken: 'x'.repeat(1_000_000) }],
  ])('is the last when %s', async (_, members) => {
    await using server = await startCloud([{ json: { issues: rows(1, 51), ...members } }])
    expect(await connect(server).search({ jql })).toMatchObject({ total: 50, byToken: { isLast: true } })
  })
})

test('a number alone is one request', async () => {
  await using server = await startCloud([])
  expect(await connect(server).search({ jql, maxResults: 0 })).toEqual({
    issues: [],
    startAt: 0,
    total: 300,
    warnings: [],
  })
  expect(pathsOf(server)).toEqual(['search/approximate-count'])
})

describe('the page behind', () => {
  test('is one request with the token of the one before', async () => {
    await using server = await startCloud([first(50), last(51, 91)])
    const client = connect(server)
    await client.search({ jql })
    const page = await client.search({ jql, startAt: 49, maxResults: 100 })
    expect(page).toMatchObject({ startAt: 50, total: 90, byToken: { follows: 'PAY-50', isLast: true } })
    expect(page.issues[0]?.key).toBe('PAY-51')
    expect(server.seen).toHaveLength(3)
    expect(bodyOf(server.seen[2])).toMatchObject({ nextPageToken: 't1', maxResults: 99 })
  })

  test('may be asked for without an overlap', async () => {
    await using server = await startCloud([first(50), last(51, 91)])
    const client = connect(server)
    await client.search({ jql })
    expect(await client.search({ jql, startAt: 50 })).toMatchObject({ startAt: 50, byToken: { follows: null } })
  })

  test('keeps the count of the first', async () => {
    await using server = await startCloud([first(50), { json: { issues: rows(51, 101), nextPageToken: 't2' } }])
    const client = connect(server)
    await client.search({ jql })
    expect((await client.search({ jql, startAt: 49 })).total).toBe(300)
    expect(server.seen).toHaveLength(3)
  })

  test('is the last when its token leads to itself', async () => {
    await using server = await startCloud([first(50), { json: { issues: rows(51, 101), nextPageToken: 't1' } }])
    const client = connect(server)
    await client.search({ jql })
    expect(await client.search({ jql, startAt: 49 })).toMatchObject({ total: 100, byToken: { isLast: true } })
  })

  test('is found by keys when the token is too old', async () => {
    const keys: Reply = { json: { issues: rows(1, 50), nextPageToken: 't9' } }
    await using server = await startCloud([first(50), refused, keys, last(50, 91)])
    const client = connect(server)
    await client.search({ jql })
    const page = await client.search({ jql, startAt: 49 })
    expect(page).toMatchObject({ startAt: 49, total: 90, byToken: { follows: null, isLast: true } })
    expect(page.issues[0]?.key).toBe('PAY-50')
    expect(bodyOf(server.seen[3])).toMatchObject({ fields: ['key'], maxResults: 49 })
    expect(bodyOf(server.seen[4])).toMatchObject({ nextPageToken: 't9' })
  })

  test('sends a token that was too old no second time', async () => {
    const keys: Reply = { json: { issues: rows(1, 50), nextPageToken: 't9' } }
    await using server = await startCloud([first(50), refused, keys, last(50, 91), keys, last(50, 91)])
    const client = connect(server)
    await client.search({ jql })
    for (let round = 0; round < 2; round += 1) await client.search({ jql, startAt: 49 })
    const sent = server.seen.map(({ body }) => /"nextPageToken":"(\w+)"/.exec(body)?.[1])
    expect(sent.filter((token) => token === 't1')).toHaveLength(1)
  })

  test('is the last when it is empty, although a token leads on', async () => {
    await using server = await startCloud([first(50), { json: { issues: [], nextPageToken: 't2' } }])
    const client = connect(server)
    await client.search({ jql })
    expect(await client.search({ jql, startAt: 49 })).toMatchObject({ total: 50, byToken: { isLast: true } })
  })

  test('is found by keys by a client that never saw the list, five thousand at a time', async () => {
    const keys = (from: number, to: number): Reply => ({
      json: { issues: rows(from, to), isLast: false, nextPageToken: `t${to}` },
    })
    await using server = await startCloud([keys(1, 5001), keys(5001, 6001), last(6001, 6003)])
    expect(await connect(server).search({ jql, startAt: 6000 })).toMatchObject({ startAt: 6000, total: 6002 })
    expect(server.seen.map(bodyOf)).toMatchObject([
      { maxResults: 5000 },
      { maxResults: 1000, nextPageToken: 't5001' },
      { maxResults: 50, nextPageToken: 't6001' },
    ])
  })

  test.each<[string, Reply[]]>([
    ['the list has become shorter', [last(1, 31)]],
    ['nothing but tokens comes', [first(30), { json: { issues: [], nextPageToken: 't2' } }]],
  ])('is empty when %s', async (_, searches) => {
    await using server = await startCloud(searches)
    expect(await connect(server).search({ jql, startAt: 49 })).toEqual({
      issues: [],
      startAt: 49,
      total: 30,
      warnings: [],
      byToken: { follows: null, isLast: true },
    })
  })

  test('is not asked for again when the site fails for another reason', async () => {
    const down: Reply = { status: 401, json: { code: 401, message: 'Unauthorized' } }
    await using server = await startCloud([first(50), down])
    const client = connect(server)
    await client.search({ jql })
    expect(await refusalOf(client.search({ jql, startAt: 49 }))).toEqual(['signed-out', ['Unauthorized']])
    expect(server.seen).toHaveLength(3)
  })
})

test('an issue that we wrote is looked at afresh, on every page of a list', async () => {
  await using server = await startCloud([first(50), first(50, 't2'), last(51, 60)], {
    'issue/PAY-7/assignee': { status: 204 },
    'issue/PAY-8/comment': { status: 502 },
  })
  const client = connect(server)
  await client.search({ jql })
  await client.assign('PAY-7', 'a:1')
  await client.addComment('PAY-8', adf('Lost')).catch(() => undefined)
  await client.search({ jql })
  await client.assign('PAY-9', null).catch(() => undefined)
  await client.search({ jql, startAt: 49 })
  const told = server.seen.filter(({ url }) => url.endsWith('/jql')).map((request) => bodyOf(request))
  expect(told[0]).not.toHaveProperty('reconcileIssues')
  expect(told.slice(1)).toMatchObject([
    { reconcileIssues: [10_008, 10_007] },
    { reconcileIssues: [10_008, 10_007], nextPageToken: 't2' },
  ])
})

test.each<[string, (client: SiteClient) => Promise<unknown>]>([
  ['moved', (client) => client.transition('PAY-1', { id: '5' })],
  ['edited', (client) => client.edit('PAY-1', { fields: {} })],
  ['assigned', (client) => client.assign('PAY-1', null)],
])('an issue that was opened and %s is looked at afresh by searches', async (_, write) => {
  await using server = await startOddServer(({ method, url }) => {
    if (method === 'GET') return { json: rows(1, 2)[0] }
    return url.includes('/search/') ? last(1, 3) : { status: 204 }
  })
  const client = connect(server)
  await client.issue('PAY-1')
  await write(client)
  await client.search({ jql })
  expect(bodyOf(server.seen.at(-1))).toMatchObject({ reconcileIssues: [10_001] })
})

describe('a query', () => {
  const nothing: Reply = { json: { issues: [], isLast: true } }
  const parse = 'jql/parse?validation=strict'
  const errors = ["The value 'Nope\u001b[2J' does not exist for the field 'status'."]

  test.each(['', 'ORDER BY created DESC'])('without a condition (%j) is refused in words of ours', async (text) => {
    const reply: Reply = { status: 400, json: { errorMessages: ['Unbegrenzte JQL-Abfragen sind nicht erlaubt.'] } }
    await using server = await startCloud([reply], { 'search/approximate-count': reply })
    const words = ['refused', [expect.stringContaining('without a condition')]]
    expect(await refusalOf(connect(server).search({ jql: text }))).toEqual(words)
    expect(await refusalOf(connect(server).search({ jql: text, maxResults: 0 }))).toEqual(words)
  })

  test('of bad grammar is refused in those of the site', async () => {
    await using server = await startCloud([{ status: 400, json: { errorMessages: ['Expecting operator'] } }])
    expect(await refusalOf(connect(server).search({ jql: 'status = = 1' }))).toEqual([
      'refused',
      ['Expecting operator'],
    ])
  })

  test('that finds nothing is refused when it names what does not exist', async () => {
    await using server = await startCloud([nothing], { [parse]: { json: { queries: [{ query: 'x', errors }] } } })
    expect(await refusalOf(connect(server).search({ jql: 'status = Nope' }))).toEqual([
      'refused',
      ["The value 'Nope' does not exist for the field 'status'."],
    ])
    expect(bodyOf(server.seen[1])).toEqual({ queries: ['status = Nope'] })
  })

  test('that finds nothing is looked at once', async () => {
    await using server = await startCloud([nothing, nothing], { [parse]: { json: { queries: [{ query: jql }] } } })
    const client = connect(server)
    for (let round = 0; round < 2; round += 1) expect((await client.search({ jql })).issues).toEqual([])
    expect(pathsOf(server)).toEqual(['search/jql', parse, 'search/jql'])
  })

  test('is looked into no further when the query is known to be good', async () => {
    await using server = await startCloud([nothing])
    expect((await connect(server).search({ jql, isKnownGood: true })).issues).toEqual([])
    expect(pathsOf(server)).toEqual(['search/jql'])
  })

  test.each<[string, Reply]>([
    ['has no such service', { status: 404, json: {} }],
    ['does not allow it', { status: 401, json: { code: 401, message: 'Unauthorized; scope does not match' } }],
    ['says something else', { json: { queries: { errors: 'x' } } }],
  ])('that finds nothing counts as good where the site %s', async (_, reply) => {
    await using server = await startCloud([nothing], { [parse]: reply })
    expect((await connect(server).search({ jql })).total).toBe(0)
  })
})

test('a request is logged without its query and its token', async () => {
  await using server = await startCloud([first(50), last(51, 60)])
  const entries: unknown[] = []
  const client = connect(server, { onRequest: (entry) => entries.push(entry) })
  await client.search({ jql })
  await client.search({ jql, startAt: 49 })
  const path = '/rest/api/3/search/jql'
  const number = expect.any(Number)
  const entry = (to: string) => ({
    method: 'POST',
    path: to,
    endpoint: `POST ${to}`,
    status: 200,
    bytes: number,
    bytesSent: number,
    ms: number,
    waitMs: number,
    attempt: 1,
  })
  expect(entries).toEqual([entry(path), entry('/rest/api/3/search/approximate-count'), entry(path)])
})

test.each([
  ['"foo:bar"', 'foo:bar'],
  ['"a \\"b\\" \\\\c"', 'a "b" \\c'],
  ['plain', 'plain'],
  ['"', '"'],
])('the label %s of a suggestion is %s', async (value, label) => {
  const path = 'jql/autocompletedata/suggestions?fieldName=labels&fieldValue=f'
  const results = [{ value, displayName: '<b>f</b>oo' }, { displayName: 'no value' }, { value: '""' }]
  await using server = await startCloud([], { [path]: { json: { results } } })
  expect(await connect(server).suggestLabels('f')).toEqual([label])
})
