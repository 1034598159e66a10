import { Agent as HttpAgent, type IncomingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Got, Request } from 'got'
import { JiraApiError } from '../errors.ts'
import { translateGotError } from './translate-got-error.ts'

/** Milliseconds per phase of a request. */
export interface Timeouts {
  /** Name look-up, connection and TLS, each. Default 10,000. */
  readonly connect?: number
  /** From the last byte sent to the first byte of the answer. Default 60,000: a search may be slow. */
  readonly response?: number
  /** The whole request. Default 120,000. */
  readonly request?: number
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

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly authorization?: string | undefined
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly form?: Readonly<Record<string, string>>
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

/** What `User-Agent` says when the caller does not. */
export const USER_AGENT = 'mmd-tui/0.1.0'

const MAX_BYTES = 20 * 1024 * 1024

const agents = (proxyEnv: NodeJS.ProcessEnv | undefined): { http: HttpAgent; https: HttpsAgent } => {
  const options = { keepAlive: true, ...(proxyEnv === undefined ? {} : { proxyEnv }) }
  return { http: new HttpAgent(options), https: new HttpsAgent(options) }
}

const httpsOptions = (tls: TlsOptions): Record<string, unknown> => ({
  ...(tls.ca === undefined ? {} : { certificateAuthority: typeof tls.ca === 'string' ? tls.ca : [...tls.ca] }),
  ...(tls.cert === undefined ? {} : { certificate: tls.cert }),
  ...(tls.key === undefined ? {} : { key: tls.key }),
  ...(tls.pfx === undefined ? {} : { pfx: tls.pfx }),
  ...(tls.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
})

/** Loads got only now: who imports this package for its types and words need not wait for it. */
const clientFor = async (options: TransportOptions): Promise<Got> => {
  const { default: got } = await import('got')
  const { connect = 10_000, response = 60_000, request = 120_000 } = options.timeouts ?? {}
  return got.extend({
    headers: {
      accept: 'application/json',
      'user-agent': options.userAgent ?? USER_AGENT,
      'x-atlassian-token': 'no-check',
    },
    agent: agents(options.proxyEnv),
    https: httpsOptions(options.tls ?? {}),
    timeout: { lookup: connect, connect, secureConnect: connect, response, request },
    // A redirect would carry the credential to wherever the site, or somebody in between, points.
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  })
}

/** Reads an answer's body; past the limit the request is torn down and `undefined` is returned. */
const readBody = async (stream: Request, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > maxBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks, size)
}

/** A stream of got waits for a body unless it is given one. */
const bodyOf = (request: RawRequest): { json?: unknown; form?: Record<string, string>; body?: string } => {
  if (request.json !== undefined) return { json: request.json }
  if (request.form !== undefined) return { form: { ...request.form } }
  return request.method === 'GET' ? {} : { body: '' }
}

const send = async (client: Got, request: RawRequest, maxBytes: number): Promise<RawAnswer> => {
  const stream = client.stream(request.url, {
    method: request.method,
    headers: {
      ...request.headers,
      ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
    },
    ...bodyOf(request),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  })
  let status = 0
  let headers: IncomingHttpHeaders = {}
  stream.once('response', (response: { statusCode: number; headers: IncomingHttpHeaders }) => {
    status = response.statusCode
    headers = response.headers
  })
  const body = await readBody(stream, maxBytes)
  if (body === undefined)
    throw new JiraApiError('bad-answer', `The answer is longer than ${maxBytes} bytes`, {
      status,
      request: request.name,
    })
  return { status, headers, text: body.toString('utf8'), bytes: body.length }
}

/** Makes a transport with its own connections, time limits and trust. Keeps no cookies and follows no redirect. */
export const createTransport = (options: TransportOptions = {}): Transport => {
  let client: Promise<Got> | undefined
  return async (request) => {
    client ??= clientFor(options)
    try {
      return await send(await client, request, options.maxBytes ?? MAX_BYTES)
    } catch (error) {
      throw translateGotError(error, request.name)
    }
  }
}
