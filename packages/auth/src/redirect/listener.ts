import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { errorCode } from '../atomic-file.ts'
import { AuthError } from '../errors.ts'
import { isLoopbackHost } from '../site-book/base-url.ts'
import { type JudgeCallback, longestQuery } from './callback.ts'
import { callbackPage, type PageKind, pageHeaders } from './page.ts'
import { parseRegistered, portOf } from './registered.ts'

export interface ListenOptions {
  /** The registered redirect URL; its exact port is bound. */
  readonly redirectUri: string
  readonly judge: JudgeCallback
  /** Told in one line about each callback that does not belong to this sign-in. */
  readonly onForeign: (reason: string) => void
}

export interface RedirectListener {
  /** Addresses that are bound, for example `127.0.0.1:8734`. */
  readonly addresses: readonly string[]
  /** The query of the one callback that answers this sign-in: with a code or the site's error. Never rejects. */
  readonly answer: Promise<URLSearchParams>
  /** Frees the port; resolves when it is free. */
  close(): Promise<void>
}

/** What one request gets; `answer` is the one that ends the wait. */
interface Reply {
  readonly status: number
  readonly page: PageKind
  readonly foreign?: string
  readonly answer?: URLSearchParams
}

/**
 * A redirect comes as the page of a window. What a page of somebody else makes the browser send (an image, a frame, a
 * script's request) says so by itself (Fetch Metadata), or names the page's origin.
 */
const strangerIn = ({ headers }: IncomingMessage): string | undefined => {
  const destination = headers['sec-fetch-dest']
  if (destination !== undefined && destination !== 'document') return 'not opened as a page'
  return headers.origin === undefined ? undefined : 'sent by another page'
}

const replyTo = (request: IncomingMessage, registered: URL, options: ListenOptions): Reply => {
  const { host, target } = { host: request.headers.host?.toLowerCase() ?? '', target: request.url ?? '' }
  const port = portOf(registered)
  // Browsers leave the port away where it is the scheme's own.
  const bare = registered.port === '' ? ['localhost'] : []
  const hosts = [`localhost:${port}`, `${registered.hostname}:${port}`, registered.host, ...bare]
  // A page of a stranger whose name points at this machine comes with its own name (DNS rebinding).
  if (!hosts.includes(host)) return { status: 400, page: 'not-here' }
  if (request.method !== 'GET') return { status: 405, page: 'not-here' }
  const cut = target.indexOf('?')
  const [path, search] = cut === -1 ? [target, ''] : [target.slice(0, cut), target.slice(cut + 1)]
  if (path !== registered.pathname) return { status: 404, page: 'not-here' }
  if (Buffer.byteLength(search) > longestQuery) return { status: 414, page: 'foreign', foreign: 'a query over 8 KB' }
  const stranger = strangerIn(request)
  if (stranger !== undefined) return { status: 400, page: 'foreign', foreign: stranger }
  const query = new URLSearchParams(search)
  const verdict = options.judge(query)
  if (verdict.kind === 'foreign') return { status: 400, page: 'foreign', foreign: verdict.reason }
  return { status: 200, page: verdict.refused ? 'refused' : 'done', answer: query }
}

const respond = (response: ServerResponse, { status, page }: Reply): void => {
  const allow = status === 405 ? { allow: 'GET' } : {}
  response.writeHead(status, { ...pageHeaders, ...allow }).end(callbackPage(page))
}

/** What a failed bind means: nothing when the address family is missing on this machine. */
export const bindFailure = (code: string, port: number): AuthError | undefined => {
  if (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL') return undefined
  if (code === 'EADDRINUSE') {
    return new AuthError('port-taken', `Port ${port} is in use by another program`, String(port))
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AuthError('port-privileged', `This system does not let you listen on port ${port}`, String(port))
  }
  return new AuthError('port-taken', `Port ${port} cannot be used (${code})`, String(port))
}

const listen = (server: Server, host: string, port: number): Promise<AuthError | undefined | 'bound'> =>
  new Promise((resolve) => {
    server.once('error', (error) => resolve(bindFailure(errorCode(error), port)))
    server.listen({ host, port, exclusive: true }, () => {
      server.removeAllListeners('error')
      server.on('error', () => undefined)
      resolve('bound')
    })
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
  })

/** Which loopback addresses a browser may try for this host; throws `bad-site` for a host or scheme that is not ours. */
const addressesFor = (registered: URL): readonly string[] => {
  if (registered.protocol !== 'http:' || !isLoopbackHost(registered.hostname)) {
    throw new AuthError('bad-site', `Nothing on this machine can listen for ${registered.origin}`)
  }
  if (registered.hostname === 'localhost') return ['127.0.0.1', '::1']
  return [registered.hostname.replace(/^\[|\]$/gu, '')]
}

const track = (server: Server, sockets: Set<Socket>): void => {
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
}

const bindAll = async (
  servers: readonly Server[],
  hosts: readonly string[],
  port: number,
): Promise<readonly Server[]> => {
  const results = await Promise.all(servers.map((server, index) => listen(server, hosts[index] ?? '', port)))
  const bound = servers.filter((_, index) => results[index] === 'bound')
  const failure = results.find((result) => result instanceof AuthError)
  if (failure === undefined && bound.length > 0) return bound
  await Promise.all(bound.map(closed))
  throw failure ?? new AuthError('port-taken', `No loopback address has port ${port}`, String(port))
}

/**
 * Waits on the registered redirect URL's own port, on both loopback addresses when its host is `localhost`. Everything
 * but a GET of the exact path with a right `Host` and the right state is turned away and changes nothing. Throws
 * `port-taken`, `port-privileged`, `bad-site`.
 */
export const listenForRedirect = async (options: ListenOptions): Promise<RedirectListener> => {
  const registered = parseRegistered(options.redirectUri)
  const hosts = addressesFor(registered)
  const sockets = new Set<Socket>()
  const { promise: answer, resolve: settle } = Promise.withResolvers<URLSearchParams>()
  let bound: readonly Server[] = []
  let closing: Promise<void> | undefined

  const closeBut = (spared?: Socket): Promise<void> => {
    closing ??= Promise.all(bound.map(closed)).then(() => undefined)
    for (const socket of sockets) if (socket !== spared) socket.destroy()
    return closing
  }

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const reply = replyTo(request, registered, options)
    respond(response, reply)
    if (reply.foreign !== undefined) options.onForeign(reply.foreign)
    if (reply.answer === undefined) return
    settle(reply.answer)
    // The browser gets its page before its connection goes, within a second; all the others go at once.
    response.once('close', () => request.socket.destroy())
    setTimeout(() => request.socket.destroy(), 1000).unref()
    void closeBut(request.socket)
  }

  const limits = { maxHeaderSize: 32 * 1024, requestTimeout: 10_000, headersTimeout: 10_000, keepAliveTimeout: 1000 }
  const servers = hosts.map(() => createServer(limits, handle))
  for (const server of servers) track(server, sockets)
  bound = await bindAll(servers, hosts, portOf(registered))
  const addresses = bound.map((server) => {
    const { address, port, family } = server.address() as AddressInfo
    return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`
  })
  return { addresses, answer, close: () => closing ?? closeBut() }
}
