import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** One request as it came in, with its whole body. */
export interface Incoming {
  readonly method: string
  /** From the root of the server, still escaped, without the query. */
  readonly rawPath: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Reads a request to its end; `too-large` when its body is over `limit` bytes. */
export const receive = async (message: IncomingMessage, limit: number): Promise<Incoming | 'too-large'> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    // Read on without keeping anything: a client that is still sending would not see an early answer.
    if (size <= limit) chunks.push(chunk)
  }
  if (size > limit) return 'too-large'
  const target = message.url ?? '/'
  const mark = target.indexOf('?')
  return {
    method: message.method ?? 'GET',
    rawPath: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: message.headers,
    body: Buffer.concat(chunks),
  }
}
