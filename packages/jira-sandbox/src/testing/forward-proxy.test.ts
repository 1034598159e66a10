import { once } from 'node:events'
import { type ClientRequest, createServer, type IncomingMessage, request } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { startTestSite, testCertificates } from '../testing.ts'
import { type ForwardProxy, startForwardProxy } from './forward-proxy.ts'

const credentials = { username: 'mira', password: 'a:b' }
const authorized = { 'Proxy-Authorization': `Basic ${Buffer.from('mira:a:b').toString('base64')}` }

const answerTo = async (sent: ClientRequest, body?: string): Promise<{ status: number; body: string }> => {
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, body: await text(answer) }
}

/** Asks for a plain http URL through the proxy. */
const askThrough = (proxy: ForwardProxy, url: string, headers: Record<string, string> = {}, body?: string) => {
  const method = body === undefined ? 'GET' : 'POST'
  const allHeaders = { Host: new URL(url).host, ...headers }
  return answerTo(
    request({ host: '127.0.0.1', port: proxy.port, path: url, method, headers: allHeaders, agent: false }),
    body,
  )
}

/** Opens a tunnel; gives the status of the CONNECT and, when it stands, the socket. */
const connectThrough = async (
  proxy: ForwardProxy,
  target: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; socket: Socket }> => {
  const options = { host: '127.0.0.1', port: proxy.port, method: 'CONNECT', path: target, headers, agent: false }
  const sent = request(options).end()
  const [answer, socket] = (await once(sent, 'connect')) as [IncomingMessage, Socket]
  return { status: answer.statusCode, socket }
}

const startEcho = async (): Promise<{ url: string; host: string } & AsyncDisposable> => {
  const server = createServer((incoming, answer) => {
    void text(incoming).then((body) =>
      answer.writeHead(201).end(JSON.stringify({ url: incoming.url, headers: incoming.headers, body })),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('A plain http request is passed on with its body, and nothing that was for the proxy alone', async () => {
  await using echo = await startEcho()
  await using proxy = await startForwardProxy(credentials)
  const headers = { ...authorized, 'X-Own': 'kept', 'Proxy-Connection': 'keep-alive' }
  const answer = await askThrough(proxy, `${echo.url}/a?b=c`, headers, 'hello')
  expect(answer.status).toBe(201)
  const seen = JSON.parse(answer.body) as { headers: Record<string, string> }
  expect(seen).toMatchObject({ url: '/a?b=c', body: 'hello', headers: { 'x-own': 'kept', host: echo.host } })
  expect(Object.keys(seen.headers).filter((name) => name.startsWith('proxy-'))).toEqual([])
  expect(proxy.journal).toEqual([echo.host])
})

test('A tunnel carries TLS from end to end', async () => {
  await using site = await startTestSite({ tls: testCertificates.server })
  await using proxy = await startForwardProxy()
  const { socket } = await connectThrough(proxy, `localhost:${site.sandbox.port}`)
  const secured = connectTls({ socket, servername: 'localhost', ca: testCertificates.ca })
  const sent = requestOverTls(`${site.sandbox.baseUrl}/status`, { createConnection: () => secured })
  expect(await answerTo(sent)).toEqual({ status: 200, body: '{"state":"RUNNING"}' })
  expect(proxy.journal).toEqual([`localhost:${site.sandbox.port}`])
})

test('Without user and password a proxy that wants them lets nothing through', async () => {
  await using echo = await startEcho()
  await using proxy = await startForwardProxy(credentials)
  expect((await askThrough(proxy, echo.url)).status).toBe(407)
  const wrong = { 'Proxy-Authorization': `Basic ${Buffer.from('mira:wrong').toString('base64')}` }
  expect((await connectThrough(proxy, echo.host, wrong)).status).toBe(407)
  expect(proxy.journal).toEqual([])
  expect(proxy.refused).toEqual([echo.host, echo.host])
})

test('With them it lets a tunnel through', async () => {
  await using echo = await startEcho()
  await using proxy = await startForwardProxy(credentials)
  const { status, socket } = await connectThrough(proxy, echo.host, authorized)
  socket.destroy()
  expect(status).toBe(200)
  expect(proxy.journal).toEqual([echo.host])
})

test('A target where nobody listens is a bad gateway', async () => {
  await using proxy = await startForwardProxy()
  expect((await connectThrough(proxy, '127.0.0.1:1')).status).toBe(502)
  expect((await askThrough(proxy, 'http://127.0.0.1:1/')).status).toBe(502)
})

test('What is no proxy request is a 400', async () => {
  await using proxy = await startForwardProxy()
  expect((await fetch(`${proxy.url}/status`)).status).toBe(400)
  expect((await connectThrough(proxy, 'no-port')).status).toBe(400)
})

test('An IPv6 target keeps its brackets in the journal', async () => {
  await using proxy = await startForwardProxy(credentials)
  await connectThrough(proxy, '[::1]:443')
  expect(proxy.refused).toEqual(['[::1]:443'])
})

test('It closes although a tunnel is open', async () => {
  const server = createTcpServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const proxy = await startForwardProxy()
  const { socket } = await connectThrough(proxy, `127.0.0.1:${(server.address() as AddressInfo).port}`)
  const cut = once(socket, 'close')
  await proxy.close()
  await cut
  expect(socket.destroyed).toBe(true)
  server.close()
})
