import { expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import { isJiraApiError } from '../errors.ts'
import { type OddServer, type Reply, type SeenRequest, startOddServer } from '../testing.ts'
import { createEtagCache } from './etag-cache.ts'

const connect = (server: Pick<OddServer, 'origin'>, options: Partial<SiteOptions> = {}) =>
  connectSite({ baseUrl: server.origin, authorize: async () => 'Bearer a', pause: async () => undefined, ...options })

const named = (name: string, etag = '"1"'): Reply => ({
  headers: { etag },
  json: [{ id: '1', name, description: '', statusColor: '#000' }],
})

const namesOf = async (site: ReturnType<typeof connect>): Promise<readonly string[]> =>
  (await site.priorities()).map(({ name }) => name)

test('an answer with a name is asked for by that name, and 304 stands for it', async () => {
  await using server = await startOddServer(({ headers }) =>
    headers['if-none-match'] === '"1"' ? { status: 304 } : named('High'),
  )
  const site = connect(server)
  expect([await namesOf(site), await namesOf(site)]).toEqual([['High'], ['High']])
  expect(server.seen.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"'])
})

test('another user gets what the site says to that user, and no more', async () => {
  const byUser = ({ headers }: SeenRequest): Reply => {
    if (headers.authorization === 'Bearer a') return named('of a', '"a"')
    if (headers.authorization === 'Bearer b') return named('of b', '"b"')
    return { status: 401, headers: { 'x-ausername': 'anonymous' }, json: {} }
  }
  await using server = await startOddServer(byUser)
  let token: string | undefined = 'Bearer a'
  const site = connect(server, { authorize: async () => token })
  expect(await namesOf(site)).toEqual(['of a'])
  token = 'Bearer b'
  expect(await namesOf(site)).toEqual(['of b'])
  token = 'Bearer dead'
  await expect(namesOf(site)).rejects.toMatchObject({ code: 'signed-out' })
})

test('a 304 to nobody is no answer to somebody', async () => {
  await using server = await startOddServer(({ headers }) =>
    headers['if-none-match'] === undefined ? named('High') : { status: 304, headers: { 'x-ausername': 'anonymous' } },
  )
  const site = connect(server)
  await namesOf(site)
  await expect(namesOf(site)).rejects.toMatchObject({ code: 'signed-out' })
})

test('what was kept for nobody makes nobody of somebody', async () => {
  await using server = await startOddServer(({ headers }) =>
    headers['if-none-match'] === undefined
      ? { headers: { etag: '"1"', 'x-ausername': 'anonymous' }, json: [{ id: '1', name: 'High' }] }
      : { status: 304 },
  )
  let token: string | undefined
  const site = connect(server, { authorize: async () => token })
  await namesOf(site)
  token = 'Bearer a'
  expect(await namesOf(site)).toEqual(['High'])
})

test('a 304 stands for the answer that was asked about, whatever came of others meanwhile', async () => {
  const second = Promise.withResolvers<void>()
  await using server = await startOddServer((_, count) => {
    if (count === 1) return named('High')
    // The second waits until the third is through, which has no name to be kept under.
    if (count === 2) return (response) => void second.promise.then(() => response.writeHead(304).end())
    return { json: [{ id: '1', name: 'Low' }] }
  })
  const site = connect(server)
  await namesOf(site)
  const slow = namesOf(site)
  while (server.seen.length < 2) await new Promise((resolve) => setImmediate(resolve))
  expect(await namesOf(site)).toEqual(['Low'])
  second.resolve()
  expect(await slow).toEqual(['High'])
})

test('a 304 that nobody asked for is no answer of Jira', async () => {
  await using server = await startOddServer(() => ({ status: 304 }))
  const error: unknown = await connect(server)
    .priorities()
    .catch((reason: unknown) => reason)
  expect(isJiraApiError(error, 'not-jira')).toBe(true)
})

test('writes are neither kept nor asked about', async () => {
  await using server = await startOddServer(() => ({ headers: { etag: '"1"' }, json: { issues: [], total: 0 } }))
  const site = connect(server)
  const jql = `key in (${'PAY-1, '.repeat(500)}PAY-2)`
  for (let count = 0; count < 2; count += 1) await site.search({ jql })
  expect(server.seen.map(({ method, headers }) => [method, headers['if-none-match']])).toEqual([
    ['POST', undefined],
    ['POST', undefined],
  ])
})

const answer = (headers: Readonly<Record<string, string>>, text = '[]') => ({ headers, text })

test.each([
  ['no name', {}],
  ['a name that is none', { etag: 'abc' }],
  ['a name with a line break', { etag: '"a\nb"' }],
  ['a name without end', { etag: `"${'x'.repeat(501)}"` }],
  ['no-store', { etag: '"1"', 'cache-control': 'private, No-Store' }],
  ['Vary: *', { etag: '"1"', vary: ' * ' }],
  ['Vary: * among others', { etag: '"1"', vary: 'Accept-Encoding, *' }],
])('an answer with %s is not kept, and what was kept before is forgotten', (_, headers) => {
  const cache = createEtagCache()
  cache.put('a', answer({ etag: '"1"' }))
  cache.put('a', answer(headers))
  expect([cache.get('a'), cache.size]).toEqual([undefined, 0])
})

test('memory is bounded: by what is kept, its address and its headers; those used longest ago go first', () => {
  const cache = createEtagCache(10_000)
  const big = { etag: '"1"', 'x-large': 'x'.repeat(10_000) }
  for (let id = 0; id < 1_000; id += 1) {
    cache.put(`https://jira.test/${id}`, answer(big))
    cache.get('https://jira.test/0')
    expect(cache.size).toBeLessThanOrEqual(10_000)
  }
  expect(cache.get('https://jira.test/0')?.text).toBe('[]')
  expect(cache.get('https://jira.test/1')).toBeUndefined()
  expect(JSON.stringify(cache.get('https://jira.test/0'))).not.toContain('xxx')
  // Many small ones are not for free.
  const kept = Array.from({ length: 1_000 }, (_, id) => cache.get(`https://jira.test/${id}`)).filter(Boolean)
  expect(kept.length).toBeLessThan(50)
})

test('an answer that is longer than its share is not kept', () => {
  const cache = createEtagCache(1_000)
  cache.put('a', answer({ etag: '"1"' }, 'x'.repeat(1_001)))
  expect(cache.size).toBe(0)
})
