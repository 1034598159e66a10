import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createRawServer } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { type SendOptions, send } from './http.ts'

const givenServer = async (handle: RequestListener): Promise<URL> => {
  const server = createServer(handle)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => server.close().closeAllConnections())
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/token`)
}

/** A server that says this and no more, whatever it is asked. */
const givenRawServer = async (answer: string): Promise<URL> => {
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(answer))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/token`)
}

const secret = 'geheim-geheim'

const failureOf = async (url: URL, options: SendOptions = {}): Promise<unknown> => {
  const form = new URLSearchParams({ client_secret: secret })
  const request = { method: 'POST', url, form, headers: { authorization: `Bearer ${secret}` } } as const
  const failure: unknown = await send(request, options).catch((error: unknown) => error)
  expect(`${inspect(failure, { depth: 9, showHidden: true })} ${JSON.stringify(failure)}`).not.toContain(secret)
  return failure
}

test('an answer that drips without end is cut off in time', async () => {
  const url = await givenServer((_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 10)
    response.once('close', () => clearInterval(drip))
  })
  expect(await failureOf(url, { transport: { timeoutMs: 300 } })).toMatchObject({ code: 'network' })
})

test('an answer that never begins is cut off in time', async () => {
  const url = await givenRawServer('')
  expect(await failureOf(url, { transport: { timeoutMs: 100 } })).toMatchObject({ code: 'network' })
})

test('who gives up in the middle of an answer is heeded', async () => {
  const abort = new AbortController()
  const url = await givenServer((_, response) => {
    response.writeHead(200).write('x', () => abort.abort())
  })
  expect(await failureOf(url, { signal: abort.signal })).toMatchObject({ code: 'cancelled' })
})

test('an answer without end is cut off, and its connection with it', async () => {
  const gone = Promise.withResolvers<void>()
  const url = await givenServer((_, response) => {
    response.once('close', () => gone.resolve())
    const more = (): void => {
      while (response.write('x'.repeat(65_536)));
    }
    response.writeHead(200).on('drain', more)
    more()
  })
  expect(await failureOf(url)).toMatchObject({ code: 'bad-answer' })
  await gone.promise
})

test.each([
  ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`, 'network'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', 'network'],
  ['a change of protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'network'],
  ['a status of no kind', 'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n', 'bad-answer'],
])('%s are told in one line', async (_, answer, code) => {
  // Only an answer that is one must not be cut off, on a crowded machine either.
  const timeoutMs = code === 'network' ? 2000 : 15_000
  expect(await failureOf(await givenRawServer(answer), { transport: { timeoutMs } })).toMatchObject({
    name: 'AuthError',
    code,
  })
})

test('a redirect is not followed, and takes nothing along', async () => {
  const visits: string[] = []
  const elsewhere = await givenServer((request, response) => {
    visits.push(request.url ?? '')
    response.end()
  })
  const url = await givenServer((_, response) => response.writeHead(307, { location: elsewhere.href }).end())
  const answer = await send({ method: 'POST', url, form: new URLSearchParams({ client_secret: secret }) })
  expect(answer.status).toBe(307)
  expect(answer.headers.get('location')).toBe(elsewhere.href)
  expect(visits).toEqual([])
})

test('an answer that is packed although nobody asked for that is no bomb', async () => {
  const url = await givenServer((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
  )
  expect((await (await send({ method: 'GET', url })).arrayBuffer()).byteLength).toBeLessThan(256 * 1024)
})

test('plain http to another machine is refused before its name is looked up', async () => {
  expect(await failureOf(new URL('http://jira.example.com/token'))).toMatchObject({ code: 'insecure-url' })
})
