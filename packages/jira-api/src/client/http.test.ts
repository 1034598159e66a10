import { createServer } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import { isJiraApiError, type JiraApiError } from '../errors.ts'
import { type OddServer, type Reply, startOddServer, wiki } from '../testing.ts'
import { withPatience } from './call-context.ts'
import { createLimiter } from './limiter.ts'
import { createRequestLog } from './request-log.ts'
import { createTransport } from './transport.ts'
import type { Wait } from './waits.ts'

const pause = async (): Promise<void> => undefined

const connect = (server: Pick<OddServer, 'origin'>, options: Partial<SiteOptions> = {}) =>
  connectSite({ baseUrl: server.origin, authorize: async () => 'Bearer a', pause, ...options })

const errorOf = async (promise: Promise<unknown>): Promise<JiraApiError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isJiraApiError(error)) throw new Error('No JiraApiError was thrown', { cause: error })
  return error
}

const limited = (headers: Readonly<Record<string, string>> = { 'retry-after': '5' }): Reply => ({
  status: 429,
  headers: { 'content-type': 'text/html', ...headers },
  body: '<html>Too many requests</html>',
})

/** One limiter for two connections, with pauses that are over at once and remembered. */
const sharedLimiter = () => {
  const pauses: number[] = []
  const limiter = createLimiter({
    now: () => 1_000_000,
    random: () => 0.5,
    pause: async (ms) => void pauses.push(ms),
  })
  return { limiter, pauses }
}

test('a 429 to one connection keeps back the other at the same host, and none at another host', async () => {
  await using server = await startOddServer((_, count) => (count === 1 ? limited() : { json: [] }))
  await using other = await startOddServer(() => ({ json: [] }))
  const here = sharedLimiter()
  const there = sharedLimiter()
  const never = (_: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped'))))
  const controller = new AbortController()
  const first = errorOf(
    connect(server, { limiter: here.limiter, pause: never }).priorities({ signal: controller.signal }),
  )
  while (server.seen.length < 1 || here.limiter.load.running > 0) await new Promise((resolve) => setImmediate(resolve))
  await connect(other, { limiter: there.limiter }).priorities()
  expect(there.pauses).toEqual([])
  await connect(server, { limiter: here.limiter }).priorities()
  expect(here.pauses).toEqual([5_000])
  controller.abort()
  expect((await first).code).toBe('cancelled')
})

test.each<[string, Reply]>([
  [
    'of Data Center',
    limited({ 'retry-after': '0', 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '1' }),
  ],
  ['of Cloud', limited({ 'retry-after': '1', 'ratelimit-reason': 'jira-per-issue-on-write' })],
  ['without a word', limited({})],
])('a write that was turned away by a 429 %s is sent again, from its start', async (_, reply) => {
  await using server = await startOddServer((_request, count) =>
    count < 3 ? reply : { status: 201, json: { id: '7', body: 'hello' } },
  )
  expect((await connect(server).addComment('PAY-1', wiki('hello'))).id).toBe('7')
  expect(server.seen.map(({ body }) => JSON.parse(body))).toEqual([
    { body: 'hello' },
    { body: 'hello' },
    { body: 'hello' },
  ])
})

test('who can plan waits is told of a long one at once, by the site and by the limiter, and goes along with short ones', async () => {
  const pauses: number[] = []
  const patient = (server: OddServer) =>
    withPatience(connect(server, { pause: async (ms) => void pauses.push(ms) }), 3_000)
  const long = limited({ 'retry-after': '20', 'ratelimit-reason': 'jira-per-issue-on-write' })
  await using server = await startOddServer((_, count) =>
    count === 1 ? long : { status: 201, json: { id: '7', body: 'x' } },
  )
  const site = patient(server)
  for (const _ of ['the site', 'the limiter']) {
    const error = await errorOf(site.addComment('PAY-1', wiki('x')))
    expect([error.code, error.details.retryAfter, error.details.reason]).toEqual(['rate-limited', 20, 'ISSUE_WRITES'])
  }
  expect([server.seen.length, pauses]).toEqual([1, []])
  expect((await site.addComment('PAY-2', wiki('x'))).id).toBe('7')
  await using quick = await startOddServer((_, count) =>
    count === 1 ? limited({ 'retry-after': '1' }) : { status: 201, json: { id: '8', body: 'x' } },
  )
  expect((await patient(quick).addComment('PAY-1', wiki('x'))).id).toBe('8')
})

test('patience is that for all waits of a request together', async () => {
  await using server = await startOddServer(() => limited({ 'retry-after': '0' }))
  const site = withPatience(connect(server, { limiter: sharedLimiter().limiter }), 4_000)
  await expect(site.addComment('PAY-1', wiki('x'))).rejects.toMatchObject({ code: 'rate-limited' })
  // Two seconds and four, give or take: the second wait would be too much.
  expect(server.seen.length).toBe(2)
})

test('a limit of one issue alone can be told from that of the site', async () => {
  await using server = await startOddServer(() =>
    limited({ 'retry-after': '3600', 'ratelimit-reason': 'jira-per-issue-on-write' }),
  )
  await expect(connect(server).addComment('PAY-1', wiki('hello'))).rejects.toMatchObject({
    code: 'rate-limited',
    details: { reason: 'ISSUE_WRITES', retryAfter: 3600 },
  })
})

test.each<[string, Reply]>([
  ['500', { status: 500, json: {} }],
  ['502', { status: 502, body: '' }],
  ['503 that says when to come back', { status: 503, headers: { 'retry-after': '1' }, json: {} }],
  ['504', { status: 504, body: '' }],
  ['lost connection', (response) => response.destroy()],
  [
    'answer that breaks off',
    (response) => void (response.writeHead(201, { 'content-length': '9' }), response.write('{'), response.destroy()),
  ],
])('a write is never sent again after a %s', async (_, reply) => {
  await using server = await startOddServer(() => reply)
  await errorOf(connect(server).addComment('PAY-1', wiki('hello')))
  expect(server.seen.length).toBe(1)
})

test('a search by POST reads, and is sent again', async () => {
  await using server = await startOddServer((_, count) =>
    count === 1 ? { status: 503 } : { json: { issues: [], total: 0, startAt: 0 } },
  )
  await connect(server).search({ jql: `key in (${'PAY-1, '.repeat(500)}PAY-2)` })
  expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST'])
})

test('no more requests are under way than there are slots, whatever is asked for', async () => {
  let running = 0
  let most = 0
  await using server = await startOddServer(() => (response) => {
    running += 1
    most = Math.max(most, running)
    setImmediate(() =>
      setImmediate(() => {
        running -= 1
        response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
      }),
    )
  })
  const site = connect(server)
  await Promise.all(Array.from({ length: 40 }, () => site.priorities()))
  expect(server.seen.length).toBe(40)
  expect(most).toBeLessThanOrEqual(6)
  expect(most).toBeGreaterThan(1)
})

test('a retry ends with the signal, and nothing is sent after it', async () => {
  const controller = new AbortController()
  await using server = await startOddServer(() => ({ status: 503 }))
  const options = { pause: async () => controller.abort() }
  expect((await errorOf(connect(server, options).priorities({ signal: controller.signal }))).code).toBe('cancelled')
  expect(server.seen.length).toBe(1)
})

test('a signal ends an answer in the middle, and the connection with it', async () => {
  const controller = new AbortController()
  const closed = Promise.withResolvers<void>()
  await using server = await startOddServer(() => (response) => {
    response.once('close', () => closed.resolve())
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('[', () => controller.abort())
  })
  expect((await errorOf(connect(server).priorities({ signal: controller.signal }))).code).toBe('cancelled')
  await closed.promise
})

const bomb = Buffer.from(JSON.stringify(['x'.repeat(2_000_000)]))

test.each([
  ['gzip', gzipSync(bomb)],
  ['deflate', deflateSync(bomb)],
  ['br', brotliCompressSync(bomb)],
  ['zstd', zstdCompressSync(bomb)],
])('what %s unpacks to is bounded, and the connection ends', async (encoding, packed) => {
  await using server = await startOddServer(() => (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding })
    response.end(packed)
  })
  const error = await errorOf(connect(server, { maxBytes: 100_000 }).priorities())
  expect(error).toMatchObject({ code: 'bad-answer', message: 'The answer is longer than 100000 bytes' })
})

test('an answer in pieces of a byte is put together', async () => {
  const size = 100_000
  const piece = '1\r\nx\r\n'
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n',
      )
      socket.end(`3\r\n["a\r\n${piece.repeat(size)}2\r\n"]\r\n0\r\n\r\n`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const url = new URL(`http://127.0.0.1:${port}/`)
  const answer = await createTransport()({ method: 'GET', url, name: 'GET /' })
  expect([answer.text === `["a${'x'.repeat(size)}"]`, answer.bytes]).toEqual([true, size + 5])
  await new Promise((resolve) => server.close(resolve))
})

test('a log counts bytes both ways, tries and waits, by endpoint', async () => {
  await using server = await startOddServer((_, count) =>
    count === 1 ? limited() : { status: 201, json: { id: '7', body: 'hello' } },
  )
  const log = createRequestLog()
  await connect(server, { onRequest: log.record }).addComment('PAY-1', wiki('hello'))
  const sent = Buffer.byteLength(server.seen[0]?.body ?? '')
  expect(log.totals).toMatchObject({ requests: 2, retries: 1, failures: 1, bytesSent: 2 * sent })
  expect(log.totals.bytes).toBe(30 + Buffer.byteLength(JSON.stringify({ id: '7', body: 'hello' })))
  expect(log.endpoints.map(({ endpoint, requests }) => [endpoint, requests])).toEqual([
    ['POST /rest/api/2/issue/{}/comment', 2],
  ])
})

test('listeners that throw change nothing of what a call gives', async () => {
  const fail = (): never => {
    throw new RangeError('a fault of the listener')
  }
  await using server = await startOddServer((_, count) => (count === 1 ? limited() : { json: [] }))
  expect(await connect(server, { onRequest: fail, onWait: fail }).priorities()).toEqual([])
})

test('it is told what waits, why, and when it does no longer', async () => {
  const told: (readonly Wait[])[] = []
  await using server = await startOddServer((_, count) => (count === 1 ? limited() : { json: [] }))
  await connect(server, { onWait: (waits) => told.push(waits) }).priorities({ priority: 'background' })
  expect(told[0]).toEqual([
    { endpoint: 'GET /rest/api/2/priority', priority: 'background', why: 'retry', until: expect.any(Number) },
  ])
  expect(told.flat().map(({ why }) => why)).toContain('rate-limit')
  expect(told.at(-1)).toEqual([])
})

test('the name that a site gives a request is in its error', async () => {
  await using server = await startOddServer(() => ({ status: 500, headers: { 'x-arequestid': '552x1x1' }, json: {} }))
  expect((await errorOf(connect(server).priorities())).details.trace).toBe('552x1x1')
})
