import { setTimeout as sleep } from 'node:timers/promises'
import { normaliseBaseUrl } from './client/base-url.ts'
import { createHttp, type RequestEntry } from './client/http.ts'
import { createTransport, type TransportOptions } from './client/transport.ts'
import { dataCenterClient } from './data-center/data-center-client.ts'
import type { SiteClient } from './site-client.ts'

/** How a site is reached and who is asking. */
export interface ConnectOptions extends TransportOptions {
  /** Scheme, host, optional port and context path. */
  readonly baseUrl: string
  readonly deployment?: 'datacenter'
  /** The value of the `Authorization` header, asked for before each call; undefined: anonymous. Its errors pass through. */
  readonly authorize: () => Promise<string | undefined>
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

const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal })

/** A client of one Data Center site. Connects only when its methods are called. Throws `TypeError` for a bad base URL. */
export const connectSite = (options: ConnectOptions): SiteClient =>
  dataCenterClient(
    createHttp({
      baseUrl: normaliseBaseUrl(options.baseUrl),
      transport: createTransport(options),
      authorize: options.authorize,
      onDeadCredential: options.onDeadCredential,
      onRequest: options.onRequest,
      now: () => performance.timeOrigin + performance.now(),
      pause: options.pause ?? pauseFor,
      random: Math.random,
    }),
  )
