import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StoredText } from '@mmd/rich-text'

/** A comment in wiki markup. */
export const wiki = (source: string): { readonly body: StoredText } => ({ body: { format: 'wiki', source } })

/** A comment of one paragraph, as Cloud keeps it. */
export const adf = (text: string): { readonly body: StoredText } => {
  const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }]
  return { body: { format: 'adf', source: JSON.stringify({ type: 'doc', version: 1, content }) } }
}

/** What was asked of the server. */
export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What the server says; a function takes the response in its own hands. */
export type Reply =
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly json?: unknown
      readonly body?: string
    }
  | ((response: ServerResponse, request: IncomingMessage) => void)

/** A loopback server for answers that no sound site gives. */
export interface OddServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  readonly seen: readonly SeenRequest[]
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const write = (response: ServerResponse, request: IncomingMessage, reply: Reply): void => {
  if (typeof reply === 'function') return reply(response, request)
  const type = reply.json === undefined ? {} : { 'content-type': 'application/json;charset=UTF-8' }
  response.writeHead(reply.status ?? 200, { ...type, ...reply.headers })
  response.end(reply.json === undefined ? reply.body : JSON.stringify(reply.json))
}

/** Serves whatever `answer` says, on a free port of 127.0.0.1. */
export const startOddServer = async (answer: (request: SeenRequest, count: number) => Reply): Promise<OddServer> => {
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = '', url = '', headers } = request
      seen.push({ method, url, headers, body })
      write(response, request, answer({ method, url, headers, body }, seen.length))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
