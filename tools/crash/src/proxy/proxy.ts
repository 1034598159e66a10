import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createFraming, type Piece, type RequestHead } from './framing.ts'

/** What becomes of one request and its answer on the way. */
export type Fate =
  | { readonly kind: 'pass' }
  /** The line breaks when so many bytes of the request have passed. */
  | { readonly kind: 'cut-request'; readonly after: number }
  /** The line breaks when so many bytes of the answer have passed. */
  | { readonly kind: 'cut-answer'; readonly after: number }
  /** The site does what it is asked, and the proxy says that it could not be reached. */
  | { readonly kind: 'bad-gateway' }

/** Where a request is: its last byte is here, and then on; the first of its answer is here, and then on. */
export type Moment = 'request-here' | 'request-on' | 'answer-here' | 'answer-on'

export interface ProxyPorts {
  /** Where the site listens on 127.0.0.1. */
  readonly target: number
  /** Asked when a request's head has come, before any of it is passed on. */
  readonly fateOf: (request: RequestHead) => Fate
  readonly onMoment: (request: RequestHead, moment: Moment) => void
}

/** A stretch of wire before a site that can break at any byte. */
export interface Proxy extends AsyncDisposable {
  readonly port: number
  /** Breaks every connection; until `open` new ones are refused. */
  shut(): Promise<void>
  open(): Promise<void>
  readonly isOpen: boolean
}

const refusal = Buffer.from(
  'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 29\r\nConnection: close\r\n\r\n<html>502 Bad Gateway</html>\n',
)

/** Ports that a proxy gave up for a while and will want back. */
const reserved = new Set<number>()

const listen = async (serve: (socket: Socket) => void, port: number): Promise<Server> => {
  const server = createServer({ noDelay: true }, serve)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** True for a port that belongs to a proxy of this process which is shut. */
export const isReserved = (port: number): boolean => reserved.has(port)

const listenAnywhere = async (serve: (socket: Socket) => void): Promise<Server> => {
  for (;;) {
    const server = await listen(serve, 0)
    if (!isReserved(portOf(server))) return server
    server.close()
  }
}

/** Serves one connection of a client with one to the site. */
const join = (client: Socket, ports: ProxyPorts, nextNumber: () => number): void => {
  const site = connect({ port: ports.target, host: '127.0.0.1', noDelay: true })
  const framing = createFraming(nextNumber)
  let request: RequestHead | undefined
  let fate: Fate = { kind: 'pass' }
  let passed = 0
  let answered = 0
  const cut = (): void => {
    client.destroy()
    // What was written before must still arrive.
    site.end()
  }
  const forward = (piece: Piece): void => {
    if (piece.isFirst) {
      request = piece.request
      fate = ports.fateOf(piece.request)
      passed = 0
      answered = 0
    }
    if (client.destroyed) return
    const room = fate.kind === 'cut-request' ? fate.after - passed : piece.bytes.length
    passed += piece.bytes.length
    if (room < piece.bytes.length) {
      site.write(piece.bytes.subarray(0, Math.max(0, room)))
      return cut()
    }
    if (piece.isLast) ports.onMoment(piece.request, 'request-here')
    site.write(piece.bytes)
    if (piece.isLast) ports.onMoment(piece.request, 'request-on')
  }
  const answer = (bytes: Buffer): void => {
    const isFirst = answered === 0
    const room = fate.kind === 'cut-answer' ? fate.after - answered : bytes.length
    answered += bytes.length
    if (isFirst && request !== undefined) ports.onMoment(request, 'answer-here')
    if (fate.kind === 'bad-gateway') {
      if (isFirst) client.end(refusal)
      return
    }
    if (room > 0) client.write(bytes.subarray(0, room))
    if (isFirst && request !== undefined) ports.onMoment(request, 'answer-on')
    if (room < bytes.length) cut()
  }
  client.on('data', (chunk: Buffer) => {
    for (const piece of framing(chunk)) forward(piece)
  })
  site.on('data', answer)
  client.on('close', () => site.end())
  site.on('close', () => client.end())
  for (const socket of [client, site]) socket.on('error', () => socket.destroy())
}

/** Puts a proxy before a site. */
export const startProxy = async (ports: ProxyPorts): Promise<Proxy> => {
  const clients = new Set<Socket>()
  let requests = 0
  const serve = (client: Socket): void => {
    clients.add(client)
    client.once('close', () => clients.delete(client))
    join(client, ports, () => ++requests)
  }
  let server: Server | undefined = await listenAnywhere(serve)
  const port = portOf(server)
  const shut = async (): Promise<void> => {
    if (server === undefined) return
    const closing = server
    server = undefined
    reserved.add(port)
    const closed = once(closing, 'close')
    closing.close()
    for (const client of clients) client.destroy()
    await closed
  }
  return {
    port,
    shut,
    open: async () => {
      server ??= await listen(serve, port)
      reserved.delete(port)
    },
    get isOpen() {
      return server !== undefined
    },
    [Symbol.asyncDispose]: async () => {
      await shut()
      reserved.delete(port)
    },
  }
}
