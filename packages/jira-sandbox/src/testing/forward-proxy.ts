import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Whom the proxy serves; without both it serves everybody. */
export interface ForwardProxyOptions {
  readonly username?: string
  readonly password?: string
}

/** A running proxy. */
export interface ForwardProxy extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without user and password. */
  readonly url: string
  readonly port: number
  /** `host:port` of each request that was let through, oldest first; a tunnel counts once. */
  readonly journal: readonly string[]
  /** `host:port` of each request that was turned away with 407. */
  readonly refused: readonly string[]
  close(): Promise<void>
}

interface Target {
  readonly host: string
  readonly port: number
}

const toTarget = (host: string, port: string, usualPort: number): Target => ({
  host: host.replace(/^\[|\]$/gu, ''),
  port: port === '' ? usualPort : Number(port),
})

/** The target of `CONNECT host:port`; undefined when it is none. */
const tunnelTarget = (authority: string): Target | undefined => {
  const [, host, port] = /^(\[[\d.:a-f]+\]|[^:/@\s]+):(\d+)$/iu.exec(authority) ?? []
  return host === undefined || port === undefined ? undefined : toTarget(host, port, 443)
}

const nameOf = ({ host, port }: Target): string => `${host.includes(':') ? `[${host}]` : host}:${port}`

// RFC 9110 section 7.6.1, and what is meant for the proxy alone.
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'te', 'upgrade'])

const passedOn = ({ rawHeaders }: IncomingMessage): string[] =>
  rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && !hopByHop.has(name.toLowerCase()) ? [name, rawHeaders[at + 1] ?? ''] : [],
  )

const forward = (incoming: IncomingMessage, answer: ServerResponse, url: URL): void => {
  const { host, port } = toTarget(url.hostname, url.port, 80)
  const headers = passedOn(incoming)
  const path = `${url.pathname}${url.search}`
  const sent = request({ host, port, path, method: incoming.method ?? 'GET', headers, agent: false }, (response) => {
    answer.writeHead(response.statusCode ?? 502, passedOn(response))
    response.pipe(answer)
    response.on('error', () => answer.destroy())
  })
  sent.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end('Bad gateway')))
  answer.on('close', () => sent.destroy())
  incoming.pipe(sent)
}

const tunnel = (client: Duplex, head: Buffer, { host, port }: Target): Socket => {
  const upstream = connect(port, host)
  upstream.on('connect', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    upstream.write(head)
    upstream.pipe(client).pipe(upstream)
  })
  upstream.on('error', () => client.end(upstream.bytesRead > 0 ? '' : 'HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  client.on('error', () => upstream.destroy())
  client.on('close', () => upstream.destroy())
  return upstream
}

const challenge = 'Basic realm="Proxy"'

/** Starts a forward proxy on a free port of 127.0.0.1: CONNECT for TLS, absolute URLs for plain http. */
export const startForwardProxy = async (options: ForwardProxyOptions = {}): Promise<ForwardProxy> => {
  const { username, password } = options
  const open = username === undefined && password === undefined
  const expected = `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}`
  const [journal, refused]: [string[], string[]] = [[], []]
  const sockets = new Set<Duplex>()
  const keep = (socket: Duplex): void => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  const lets = ({ headers }: IncomingMessage, target: Target): boolean => {
    const passes = open || headers['proxy-authorization'] === expected
    void (passes ? journal : refused).push(nameOf(target))
    return passes
  }
  const server = createServer((incoming, answer) => {
    const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined
    if (url?.protocol !== 'http:') return void answer.writeHead(400).end('This is a proxy: send an absolute http URL.')
    if (lets(incoming, toTarget(url.hostname, url.port, 80))) return forward(incoming, answer, url)
    answer.writeHead(407, { 'Proxy-Authenticate': challenge }).end('Proxy authentication required.')
  })
  server.on('connection', keep)
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = tunnelTarget(incoming.url ?? '')
    client.on('error', () => client.destroy())
    if (target === undefined) return void client.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    if (lets(incoming, target)) return keep(tunnel(client, head, target))
    client.end(
      `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${challenge}\r\nContent-Length: 0\r\n\r\n`,
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { url: `http://127.0.0.1:${port}`, port, journal, refused, close, [Symbol.asyncDispose]: close }
}
