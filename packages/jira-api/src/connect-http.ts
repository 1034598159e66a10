import { setTimeout as sleep } from 'node:timers/promises'
import { normaliseBaseUrl } from './client/base-url.ts'
import { type Authorize, createHttp, type Http, type RequestEntry } from './client/http.ts'
import { createTransport, type TransportOptions } from './client/transport.ts'

/** How a site is reached and who is asking. */
export interface ConnectOptions extends TransportOptions {
  /** Where the REST API lies: scheme, host, optional port and context path, or a face of the cloud's gateway. */
  readonly baseUrl: string
  /** Asked before each request. Its errors pass through. */
  readonly authorize: Authorize
  /**
   * Called once per call when the site treats the credential `seen` as nobody's; resolves with another header value, with
   * which the call is made again if that cannot do anything twice. Its errors pass through.
   */
  readonly onDeadCredential?: (seen: string) => Promise<string | undefined>
  /** Told about each request that was sent. */
  readonly onRequest?: (entry: RequestEntry) => void
  /** Waits between attempts; rejects when the signal fires. */
  readonly pause?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

/** Epoch milliseconds that never go back. */
export const steadyNow = (): number => performance.timeOrigin + performance.now()

/** Waits; rejects when the signal fires. */
export const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal })

/** The rules of one site over a transport of its own. Connects only when it is used. Throws `TypeError` for a bad base URL. */
export const connectHttp = (options: ConnectOptions): Http =>
  createHttp({
    baseUrl: normaliseBaseUrl(options.baseUrl),
    transport: createTransport(options),
    authorize: options.authorize,
    onDeadCredential: options.onDeadCredential,
    onRequest: options.onRequest,
    now: steadyNow,
    pause: options.pause ?? pauseFor,
    random: Math.random,
  })
