import type { IncomingHttpHeaders } from 'node:http'
import type { Got } from 'got'
import { type Audience, gotClient } from './got-client.ts'
import { translateGotError } from './translate-got-error.ts'
import type { TransportOptions } from './transport.ts'

/** A GET whose answer is too long to be held. */
export interface ContentRequest {
  readonly url: URL
  readonly authorization?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  readonly audience: Audience
  readonly name: string
}

/** An answer as it comes in. Must be disposed of: that ends the connection unless its body was read to the end. */
export interface Content extends Disposable {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Can be read once. Throws `JiraApiError`. */
  readonly body: AsyncIterable<Buffer>
}

/** Asks once. Any status is an answer; no answer is a `JiraApiError`. */
export type OpenContent = (request: ContentRequest) => Promise<Content>

const open = async (client: Got, request: ContentRequest, idle: number): Promise<Content> => {
  const { url, authorization, headers, signal, name } = request
  const stream = client.stream(url, {
    headers: {
      // Packed, a file could not go on where it broke off.
      'accept-encoding': 'identity',
      accept: '*/*',
      ...headers,
      ...(authorization === undefined ? {} : { authorization }),
    },
    timeout: { request: Number.POSITIVE_INFINITY, socket: idle },
    ...(signal === undefined ? {} : { signal }),
  })
  const answer = await new Promise<{ statusCode: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
    stream.once('response', resolve)
    stream.once('error', reject)
  })
  const body = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of stream) yield chunk as Buffer
    } catch (error) {
      throw translateGotError(error, name)
    }
  }
  // Between the answer and its body nobody listens.
  stream.on('error', () => undefined)
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: { [Symbol.asyncIterator]: body },
    [Symbol.dispose]: () => stream.destroy(),
  }
}

/** Opens content with connections of its own: those for strangers carry neither credential nor client certificate. */
export const createOpenContent = (options: TransportOptions): OpenContent => {
  const clients = new Map<Audience, Promise<Got>>()
  return async (request) => {
    const client = clients.get(request.audience) ?? gotClient(options, request.audience)
    clients.set(request.audience, client)
    try {
      return await open(await client, request, options.timeouts?.idle ?? 60_000)
    } catch (error) {
      throw translateGotError(error, request.name)
    }
  }
}
