import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Exchange, mediaType } from './exchange.ts'

/** A forward proxy for plain http that writes down what passes. */
export interface Recorder extends AsyncDisposable {
  /** For `HTTP_PROXY`. */
  readonly url: string
}

const readAll = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const passOn = async (incoming: IncomingMessage, url: URL, body: Buffer): Promise<IncomingMessage> => {
  const { 'proxy-connection': _, connection: __, 'accept-encoding': ___, ...headers } = incoming.headers
  const path = `${url.pathname}${url.search}`
  const sent = request({ host: 'localhost', port: url.port, path, method: incoming.method, headers, agent: false })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return answer
}

const serve = async (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  sitePath: string,
  keep: (exchange: Exchange) => void,
): Promise<void> => {
  const url = new URL(incoming.url ?? '')
  const sent = await readAll(incoming)
  const answer = await passOn(incoming, url, sent)
  const body = await readAll(answer)
  const { statusCode: status = 502, headers } = answer
  if (url.pathname.startsWith(`${sitePath}/rest/`)) {
    keep({
      source: 'client',
      method: incoming.method ?? 'GET',
      path: url.pathname.slice(sitePath.length),
      query: url.searchParams,
      sent: { type: mediaType(incoming.headers['content-type']), text: sent.toString('utf8') },
      status,
      answer: { type: mediaType(headers['content-type']), text: body.toString('utf8') },
    })
  }
  const { 'transfer-encoding': _, connection: __, ...rest } = headers
  outgoing.writeHead(status, rest).end(body)
}

/** Starts a recorder in front of one site; what lies outside of its REST APIs passes unwritten. */
export const startRecorder = async (siteUrl: string, keep: (exchange: Exchange) => void): Promise<Recorder> => {
  const sitePath = new URL(siteUrl).pathname
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, sitePath, keep).catch(() => outgoing.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
