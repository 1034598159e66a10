import { attempt, nameOf } from './attempt.ts'
import type { QueryValue } from './base-url.ts'
import { callContext } from './call-context.ts'
import { openCallScope } from './call-scope.ts'
import type { EtagCache } from './etag-cache.ts'
import { notJson } from './judge-answer.ts'
import type { Limiter } from './limiter.ts'
import type { RequestEntry } from './request-log.ts'
import { type WithCredential, withRetries } from './retries.ts'
import type { RawAnswer, RawRequest, StreamBody, Transport } from './transport.ts'
import type { Waits } from './waits.ts'

/** One call of a resource. */
export interface Call {
  readonly method: RawRequest['method']
  /** Unencoded segments below the base URL. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly json?: unknown
  /** Instead of JSON. */
  readonly body?: StreamBody
  /** Besides the usual ones; never a credential. */
  readonly headers?: Readonly<Record<string, string>>
  /** Changes nothing, although it is not a GET. */
  readonly safe?: boolean
  /** Longest answer in bytes after decompression, instead of the connection's. */
  readonly maxBytes?: number
  readonly signal?: AbortSignal | undefined
}

/** The parsed body; undefined when there is none. Throws `JiraApiError`. */
export type Http = (call: Call) => Promise<unknown>

/** The value of the `Authorization` header for one request; undefined: anonymous. */
export type Authorize = (request: { readonly method: string; readonly url: URL }) => Promise<string | undefined>

export interface HttpPorts {
  readonly baseUrl: string
  readonly transport: Transport
  readonly limiter: Limiter
  readonly etags: EtagCache
  readonly waits: Waits
  readonly authorize: Authorize
  readonly onDeadCredential?: ((seen: string) => Promise<string | undefined>) | undefined
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  readonly random: () => number
}

const parse = (answer: RawAnswer, request: string): unknown => {
  if (answer.text.trim() === '') return undefined
  try {
    // Its reader may pass over a byte order mark (RFC 8259 §8.1); proxies and files of templates bring some.
    return JSON.parse(answer.text.startsWith('\uFEFF') ? answer.text.slice(1) : answer.text)
  } catch {
    throw notJson({ ...answer, request })
  }
}

/** The time that the call around has left. */
export const msLeft = (): number | undefined => {
  const { deadline } = callContext()
  return deadline === undefined ? undefined : deadline - performance.now()
}

/**
 * Puts the rules of one site over a transport: joins URLs below its base, waits for its turn at the host, sends the
 * credential, judges answers, tries again what may be, and asks once for a new credential when the site treats a
 * credential as nobody's.
 */
export const createHttp = (ports: HttpPorts, withCredential: WithCredential): Http => {
  const run = async (call: Call): Promise<unknown> => {
    const outcome = await withCredential(call, (authorize) =>
      withRetries(ports, call, (tried) => attempt(ports, call, { ...tried, authorize })),
    )
    if (outcome.error !== undefined) throw outcome.error
    return parse(outcome.answer, nameOf(call))
  }
  return async (call) => {
    using scope = openCallScope(call.signal, msLeft())
    try {
      return await run({ ...call, signal: scope.signal })
    } catch (error) {
      throw scope.toError(error)
    }
  }
}
