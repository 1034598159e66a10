import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Got, Request } from 'got'
import { JiraApiError } from '../errors.ts'
import { gotClient } from './got-client.ts'
import { translateGotError } from './translate-got-error.ts'

/** Milliseconds per phase of a request. */
export interface Timeouts {
  /** Name look-up, connection and TLS, each. Default 10,000. */
  readonly connect?: number
  /** From the last byte sent to the first byte of the answer. Default 60,000: a search may be slow. */
  readonly response?: number
  /** The whole request, but for files: those take as long as they take. Default 120,000. */
  readonly request?: number
  /** Nothing moves while a file does. Default 60,000. */
  readonly idle?: number
}

/** Trust and client certificate of one site, PEM or PFX contents, not paths. */
export interface TlsOptions {
  /** Instead of the built-in authorities. */
  readonly ca?: string | readonly string[]
  readonly cert?: string
  readonly key?: string
  readonly pfx?: Uint8Array
  readonly passphrase?: string
}

export interface TransportOptions {
  /** Default `mmd-tui/VERSION`; one that looks like a browser's makes Jira refuse every write. */
  readonly userAgent?: string
  readonly timeouts?: Timeouts
  /** Longest answer in bytes after decompression. Default 20 MiB. */
  readonly maxBytes?: number
  readonly tls?: TlsOptions
  /** Holds `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, such as `process.env`; without it no proxy is used. */
  readonly proxyEnv?: NodeJS.ProcessEnv
}

/** A body that is too long to be held. */
export interface StreamBody {
  readonly type: string
  /** Bytes, exactly as many as the stream gives. */
  readonly length: number
  /** Opened for each try anew, and destroyed when the request is over. */
  readonly open: () => Readable
}

export interface TextBody {
  readonly type: string
  readonly text: string
}

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly authorization?: string | undefined
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly form?: Readonly<Record<string, string>>
  readonly body?: TextBody | StreamBody | undefined
  /** Instead of the transport's own limit. */
  readonly maxBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** `GET /rest/api/2/search`, for errors. */
  readonly name: string
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly bytes: number
}

/** Sends one request once. Any status is an answer; no answer is a `JiraApiError`. */
export type Transport = (request: RawRequest) => Promise<RawAnswer>

const MAX_BYTES = 20 * 1024 * 1024
const IDLE = 60_000
const FIRST_BYTES = 64 * 1024

/** What was read of an answer's body, and why no more: the limit, or an error. */
interface ReadBody {
  readonly body: Buffer
  readonly isTooLong: boolean
  readonly error: unknown
}

/** Reads an answer's body; past the limit the request is torn down. */
const readBody = async (stream: Request, maxBytes: number): Promise<ReadBody> => {
  // One piece of memory: a list of chunks takes a hundred times as much when they are of a byte each.
  let held = Buffer.allocUnsafe(FIRST_BYTES)
  let size = 0
  const read = (isTooLong: boolean, error: unknown): ReadBody => ({ body: held.subarray(0, size), isTooLong, error })
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Buffer
      if (size + bytes.length > maxBytes) return read(true, undefined)
      if (size + bytes.length > held.length) {
        const larger = Buffer.allocUnsafe(Math.max(held.length * 2, size + bytes.length))
        held.copy(larger, 0, 0, size)
        held = larger
      }
      held.set(bytes, size)
      size += bytes.length
    }
    return read(false, undefined)
  } catch (error) {
    return read(false, error)
  }
}

interface GotBody {
  readonly json?: unknown
  readonly form?: Record<string, string>
  readonly body?: string | Readable
  readonly timeout?: { readonly request: number; readonly socket: number }
}

/** A stream of got waits for a body unless it is given one. */
const bodyOf = ({ method, json, form, body }: RawRequest, idle: number): GotBody => {
  if (body !== undefined)
    return 'text' in body
      ? { body: body.text }
      : { body: body.open(), timeout: { request: Number.POSITIVE_INFINITY, socket: idle } }
  if (json !== undefined) return { json }
  if (form !== undefined) return { form: { ...form } }
  return method === 'GET' ? {} : { body: '' }
}

const bodyHeaders = ({ body }: RawRequest): Readonly<Record<string, string>> => {
  if (body === undefined) return {}
  return { 'content-type': body.type, ...('text' in body ? {} : { 'content-length': String(body.length) }) }
}

const send = async (client: Got, request: RawRequest, options: TransportOptions): Promise<RawAnswer> => {
  const { authorization, signal, name, maxBytes = options.maxBytes ?? MAX_BYTES } = request
  const stream = client.stream(request.url, {
    method: request.method,
    headers: {
      ...request.headers,
      ...bodyHeaders(request),
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...bodyOf(request, options.timeouts?.idle ?? IDLE),
    ...(signal === undefined ? {} : { signal }),
  })
  // Its connection may still break when everything has been read: that is nobody's error any more.
  stream.on('error', () => undefined)
  let status = 0
  let headers: IncomingHttpHeaders = {}
  stream.once('response', (response: { statusCode: number; headers: IncomingHttpHeaders }) => {
    status = response.statusCode
    headers = response.headers
  })
  const { body, isTooLong, error } = await readBody(stream, maxBytes)
  // Who refuses a file often hangs up while it is still being sent, which must not hide why.
  const isRefusedFile = request.body !== undefined && !('text' in request.body) && status >= 400
  if (error !== undefined && (!isRefusedFile || signal?.aborted === true)) throw error
  if (isTooLong)
    throw new JiraApiError('bad-answer', `The answer is longer than ${maxBytes} bytes`, { status, request: name })
  return { status, headers, text: body.toString('utf8'), bytes: body.length }
}

/** Makes a transport with its own connections, time limits and trust. Keeps no cookies and follows no redirect. */
export const createTransport = (options: TransportOptions = {}): Transport => {
  let client: Promise<Got> | undefined
  return async (request) => {
    client ??= gotClient(options, 'site')
    try {
      return await send(await client, request, options)
    } catch (error) {
      throw translateGotError(error, request.name)
    }
  }
}
