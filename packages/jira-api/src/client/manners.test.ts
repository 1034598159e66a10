// Servers that would have more of us than they should: each is real, and none may have it.
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { connectSite, type SiteOptions } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { type Reply, startOddServer, wiki } from '../testing.ts'

const connect = (origin: string, options: Partial<SiteOptions> = {}): SiteClient =>
  connectSite({
    baseUrl: origin,
    authorize: async () => 'Bearer of-mira',
    pause: async () => undefined,
    ...options,
  })

/** A listener that takes connections and says nothing. */
const startMute = async (): Promise<{ readonly port: number } & AsyncDisposable> => {
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('by %i takes neither credential nor content anywhere', async (status) => {
    await using elsewhere = await startOddServer(() => ({ json: { id: '1' } }))
    const location = `${elsewhere.origin}/rest/api/2/issue/PAY-1/comment`
    await using server = await startOddServer(() => ({ status, headers: { location } }))
    const site = connect(server.origin)
    await expect(site.addComment('PAY-1', wiki('for our eyes'))).rejects.toMatchObject({ code: 'not-jira' })
    await expect(site.priorities()).rejects.toMatchObject({ code: 'not-jira' })
    expect(elsewhere.seen).toEqual([])
  })

  test('within the site is not followed either', async () => {
    await using server = await startOddServer(() => ({ status: 302, headers: { location: '/rest/api/2/priority/' } }))
    await expect(connect(server.origin).priorities()).rejects.toMatchObject({ code: 'not-jira' })
    expect(server.seen).toHaveLength(1)
  })
})

test.each(['https://elsewhere.example/x', '//elsewhere.example/x', '../../../secure', 'PAY-1/../../x', 'PAY-1?a=b#c'])(
  'the key %s is a name at the site and no address',
  async (key) => {
    await using server = await startOddServer(() => ({ status: 404, json: { errorMessages: ['None'] } }))
    await expect(connect(`${server.origin}/jira`).issue(key)).rejects.toMatchObject({ code: 'not-found' })
    const [path = ''] = server.seen[0]?.url.split('?') ?? []
    expect(path).toBe(`/jira/rest/api/2/issue/${encodeURIComponent(key)}`)
  },
)

test('cookies are not kept', async () => {
  await using server = await startOddServer(() => ({ headers: { 'set-cookie': 'JSESSIONID=1; Path=/' }, json: [] }))
  const site = connect(server.origin)
  await site.priorities()
  await site.priorities()
  expect(server.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined])
})

describe('a site that takes its time', () => {
  test('is left when the secure connection does not come about', async () => {
    await using mute = await startMute()
    const site = connect(`https://127.0.0.1:${mute.port}`, { timeouts: { connect: 100 } })
    await expect(site.priorities()).rejects.toMatchObject({ code: 'timeout' })
  })

  test('is left when its answer never ends, although something always comes', async () => {
    const dripping: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const drops = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drops))
    }
    await using server = await startOddServer(() => dripping)
    const site = connect(server.origin, { timeouts: { request: 150 } })
    await expect(site.priorities()).rejects.toMatchObject({ code: 'timeout' })
  })

  test('keeps no slot from others when those who asked leave', async () => {
    const leaving = new AbortController()
    let hanging = 0
    await using server = await startOddServer(({ url }) => {
      if (!url.endsWith('/priority')) return { json: [] }
      hanging += 1
      if (hanging === 6) setImmediate(() => leaving.abort())
      return () => undefined
    })
    const site = connect(server.origin)
    const stuck = Array.from({ length: 6 }, () => site.priorities({ signal: leaving.signal }))
    const next = site.resolutions()
    const ends = await Promise.allSettled(stuck)
    expect(ends.every((end) => end.status === 'rejected' && end.reason.code === 'cancelled')).toBe(true)
    expect(await next).toEqual([])
  })
})

describe('an answer', () => {
  test('whose error page never ends is not read to its end', async () => {
    const endless: Reply = (response) => {
      response.writeHead(400, { 'content-type': 'text/html' })
      const more = (): void => {
        while (!response.destroyed && response.write('<p>'.repeat(10_000)));
      }
      response.on('drain', more).on('error', () => undefined)
      more()
    }
    await using server = await startOddServer(() => endless)
    await expect(connect(server.origin, { maxBytes: 100_000 }).priorities()).rejects.toMatchObject({
      code: 'bad-answer',
      details: { status: 400 },
    })
  })

  test.each([
    ['is packed in another way than it says', { 'content-encoding': 'gzip' }, '[]'],
    ['has headers without measure', { 'x-padding': 'x'.repeat(200_000) }, '[]'],
  ])('that %s is an error of its own', async (_, headers, body) => {
    await using server = await startOddServer(() => ({
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }))
    await expect(connect(server.origin).priorities()).rejects.toMatchObject({
      name: 'JiraApiError',
      code: expect.stringMatching(/^(?:bad-answer|network)$/),
    })
  })

  test('in JSON may begin with a mark of its byte order', async () => {
    await using server = await startOddServer(() => ({
      headers: { 'content-type': 'application/json' },
      body: '\uFEFF[{"id":"1","name":"High"}]',
    }))
    expect(await connect(server.origin).priorities()).toEqual([{ id: '1', name: 'High' }])
  })
})
