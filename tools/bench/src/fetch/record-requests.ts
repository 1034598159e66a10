import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SeenRequest } from './messages.ts'

/** A relay in front of a site that remembers what it was asked. */
export interface Recorder extends AsyncDisposable {
  /** The site's address with the relay's port. */
  readonly baseUrl: string
  readonly requests: readonly SeenRequest[]
}

// Of the connection, not of the request; or made anew by whoever sends it.
const connectionHeaders = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding'])

const headersOf = (incoming: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === 'string' && !connectionHeaders.has(name)) headers[name] = value
  return headers
}

const relay = async (origin: string, incoming: IncomingMessage, response: ServerResponse): Promise<SeenRequest> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const { method = 'GET', url: path = '/' } = incoming
  const headers = headersOf(incoming)
  const onward = request(new URL(path, origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  onward.end(body)
  return { method, path, headers, body: body.toString('utf8') }
}

/** Starts a relay to a site on a free port of the loopback. */
export const recordRequests = async (baseUrl: string): Promise<Recorder> => {
  const { origin, pathname } = new URL(baseUrl)
  const requests: SeenRequest[] = []
  const server = createServer((incoming, response) => {
    relay(origin, incoming, response).then(
      (seen) => requests.push(seen),
      () => response.destroy(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}${pathname}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
