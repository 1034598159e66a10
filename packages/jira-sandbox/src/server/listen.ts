import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { SandboxError } from '../errors.ts'
import { type ServeTls, toServerOptions } from './tls.ts'

export interface Listener {
  readonly port: number
  /** Answers requests from now on. */
  serve(handler: RequestListener): void
  close(): Promise<void>
}

interface Door {
  readonly server: Server
  close(): Promise<void>
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

const keepAliveTimeout = 30_000

const createDoor = (tls: Readonly<Record<string, string | boolean>> | undefined): Door => {
  const server: Server =
    tls === undefined ? createServer({ keepAliveTimeout }) : createTlsServer({ keepAliveTimeout, ...tls })
  // By hand: a connection in the middle of a TLS handshake is none that `closeAllConnections` knows.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const close = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { server, close }
}

const listenOn = async (door: Door, host: string, port: number): Promise<Door> => {
  door.server.listen(port, host)
  await once(door.server, 'listening')
  return door
}

const portOf = ({ server }: Door): number => (server.address() as AddressInfo).port

const listenOnBoth = async (port: number, makeDoor: () => Door): Promise<readonly [Door, ...Door[]]> => {
  const first = await listenOn(makeDoor(), '127.0.0.1', port)
  try {
    return [first, await listenOn(makeDoor(), '::1', portOf(first))]
  } catch (error) {
    // A machine without IPv6 is served on IPv4 alone.
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) return [first]
    await first.close()
    throw error
  }
}

const attemptsForFreePort = 20

/**
 * Serves on 127.0.0.1 and ::1 with one port number; 0 takes a free one. Throws `SandboxError` `port-unavailable` or
 * `bad-certificate`.
 */
export const listenOnLoopback = async (port: number, tls?: ServeTls): Promise<Listener> => {
  const tlsOptions = tls === undefined ? undefined : toServerOptions(tls)
  for (let attempt = 1; ; attempt += 1) {
    try {
      const doors = await listenOnBoth(port, () => createDoor(tlsOptions))
      return {
        port: portOf(doors[0]),
        serve: (handler) => {
          for (const { server } of doors) server.on('request', handler)
        },
        close: async () => void (await Promise.all(doors.map((door) => door.close()))),
      }
    } catch (error) {
      // A port that is free on one address may be taken on the other: with 0, ask again.
      if (port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < attemptsForFreePort) continue
      throw new SandboxError('port-unavailable', `Port ${port} cannot be used (${codeOf(error)})`, { cause: error })
    }
  }
}
