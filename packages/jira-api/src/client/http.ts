import { isJiraApiError, JiraApiError } from '../errors.ts'
import { joinUrl, type QueryValue } from './base-url.ts'
import { judgeAnswer, notJson } from './judge-answer.ts'
import { retryDelay } from './retry-delay.ts'
import type { RawAnswer, RawRequest, Transport } from './transport.ts'

/** One call of a resource. */
export interface Call {
  readonly method: RawRequest['method']
  /** Unencoded segments below the base URL. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly json?: unknown
  /** Besides the usual ones; never a credential. */
  readonly headers?: Readonly<Record<string, string>>
  /** Changes nothing, although it is not a GET. */
  readonly safe?: boolean
  readonly signal?: AbortSignal | undefined
}

/** The parsed body; undefined when there is none. Throws `JiraApiError`. */
export type Http = (call: Call) => Promise<unknown>

/** One request as a log shows it: no query, no header. */
export interface RequestEntry {
  readonly method: string
  readonly path: string
  /** Undefined when no answer came. */
  readonly status: number | undefined
  /** Of the answer, after decompression. */
  readonly bytes: number
  readonly ms: number
}

/** The value of the `Authorization` header for one request; undefined: anonymous. */
export type Authorize = (request: { readonly method: string; readonly url: URL }) => Promise<string | undefined>

export interface HttpPorts {
  readonly baseUrl: string
  readonly transport: Transport
  readonly authorize: Authorize
  readonly onDeadCredential?: ((seen: string) => Promise<string | undefined>) | undefined
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  readonly random: () => number
}

/** `status` is undefined when no answer came; `authorization` is what was sent. */
type Outcome = { readonly authorization: string | undefined } & (
  | { readonly answer: RawAnswer; readonly error?: undefined; readonly status: number }
  | { readonly error: JiraApiError; readonly status: number | undefined }
)

const isSafe = (call: Call): boolean => call.method === 'GET' || call.safe === true

const nameOf = (call: Call): string => `${call.method} /${call.path.join('/')}`

const attempt = async (ports: HttpPorts, call: Call, authorize: Authorize): Promise<Outcome> => {
  const started = ports.now()
  const request = nameOf(call)
  const entry = (status: number | undefined, bytes: number): void =>
    ports.onRequest?.({
      method: call.method,
      path: `/${call.path.join('/')}`,
      status,
      bytes,
      ms: Math.round(ports.now() - started),
    })
  const { method, json, headers, signal } = call
  const url = joinUrl(ports.baseUrl, call.path, call.query)
  const authorization = await authorize({ method, url })
  try {
    const answer = await ports.transport({ method, url, authorization, json, headers, signal, name: request })
    entry(answer.status, answer.bytes)
    const credentialSent = authorization !== undefined
    const error = judgeAnswer({ ...answer, request, credentialSent, now: ports.now() })
    return error === undefined
      ? { answer, status: answer.status, authorization }
      : { error, status: answer.status, authorization }
  } catch (error) {
    if (!isJiraApiError(error)) throw error
    entry(error.details.status, 0)
    return { error, status: undefined, authorization }
  }
}

/** False when the signal ended the wait. */
const paused = async (ports: HttpPorts, ms: number, signal: AbortSignal | undefined): Promise<boolean> => {
  try {
    await ports.pause(ms, signal)
    return true
  } catch {
    return false
  }
}

/** Sends safe calls again after passing troubles. */
const attempts = async (ports: HttpPorts, call: Call, authorize: Authorize): Promise<Outcome> => {
  for (let count = 1; ; count += 1) {
    const outcome = await attempt(ports, call, authorize)
    if (outcome.error === undefined || !isSafe(call)) return outcome
    const { reason, retryAfter } = outcome.error.details
    const delay = retryDelay({ attempt: count, status: outcome.status, reason, retryAfter }, ports.random())
    if (delay === undefined) return outcome
    if (!(await paused(ports, delay, call.signal)))
      return {
        error: new JiraApiError('cancelled', 'The request was cancelled', { request: nameOf(call) }),
        status: undefined,
        authorization: outcome.authorization,
      }
  }
}

/** So long none is asked for after the site did not take a new one: another would end the same. Milliseconds. */
const fruitlessFor = 60_000

/** A write is known not to have happened only when the site turned the caller away. */
const mayRepeat = (call: Call, status: number | undefined): boolean =>
  isSafe(call) || (status !== undefined && status >= 400)

const parse = (answer: RawAnswer, request: string): unknown => {
  if (answer.text.trim() === '') return undefined
  try {
    return JSON.parse(answer.text)
  } catch {
    throw notJson({ ...answer, request })
  }
}

/**
 * Puts the rules of one site over a transport: joins URLs below its base, sends the credential, judges answers, tries
 * safe calls again, and asks once for a new credential when the site treats a credential as nobody's.
 */
export const createHttp = (ports: HttpPorts): Http => {
  const { onDeadCredential } = ports
  /** The newest credential, where the site did not take it either. */
  let fruitless: { readonly header: string; readonly at: number } | undefined
  const isFruitless = (header: string): boolean =>
    fruitless?.header === header && ports.now() - fruitless.at < fruitlessFor

  return async (call) => {
    let outcome = await attempts(ports, call, ports.authorize)
    const { authorization } = outcome
    const isDead = outcome.error?.code === 'signed-out' && authorization !== undefined && !isFruitless(authorization)
    if (isDead && onDeadCredential !== undefined) {
      const renewed = await onDeadCredential(authorization)
      if (renewed !== undefined && renewed !== authorization && mayRepeat(call, outcome.status)) {
        outcome = await attempts(ports, call, async () => renewed)
        if (outcome.error?.code === 'signed-out') fruitless = { header: renewed, at: ports.now() }
      }
    }
    if (outcome.error !== undefined) throw outcome.error
    return parse(outcome.answer, nameOf(call))
  }
}
