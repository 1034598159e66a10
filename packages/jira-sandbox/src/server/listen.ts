import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SandboxError } from '../errors.ts'

export interface Listener {
  readonly port: number
  /** Answers requests from now on. */
  serve(handler: RequestListener): void
  close(): Promise<void>
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

const listenOn = async (host: string, port: number): Promise<Server> => {
  const server = createServer({ keepAliveTimeout: 30_000 })
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

const stop = async (server: Server): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

const listenOnBoth = async (port: number): Promise<readonly [Server, ...Server[]]> => {
  const first = await listenOn('127.0.0.1', port)
  try {
    return [first, await listenOn('::1', portOf(first))]
  } catch (error) {
    // A machine without IPv6 is served on IPv4 alone.
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error))) return [first]
    await stop(first)
    throw error
  }
}

const attemptsForFreePort = 20

/** Serves on 127.0.0.1 and ::1 with one port number; 0 takes a free one. Throws `SandboxError` `port-unavailable`. */
export const listenOnLoopback = async (port: number): Promise<Listener> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const servers = await listenOnBoth(port)
      const taken = portOf(servers[0])
      return {
        port: taken,
        serve: (handler) => {
          for (const server of servers) server.on('request', handler)
        },
        close: async () => void (await Promise.all(servers.map(stop))),
      }
    } catch (error) {
      // A port that is free on one address may be taken on the other: with 0, ask again.
      if (port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < attemptsForFreePort) continue
      throw new SandboxError('port-unavailable', `Port ${port} cannot be used (${codeOf(error)})`, { cause: error })
    }
  }
}
