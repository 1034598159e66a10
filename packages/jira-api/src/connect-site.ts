import { setTimeout as sleep } from 'node:timers/promises'
import { normaliseBaseUrl } from './client/base-url.ts'
import { type Authorize, createHttp, type RequestEntry } from './client/http.ts'
import { createTransport, type TransportOptions } from './client/transport.ts'
import { cloudClient } from './cloud/cloud-client.ts'
import { dataCenterClient } from './data-center/data-center-client.ts'
import type { SiteClient } from './site-client.ts'

/** How a site is reached and who is asking. */
export interface ConnectOptions extends TransportOptions {
  /** Where the REST API lies: scheme, host, optional port and context path, or a face of the cloud's gateway. */
  readonly baseUrl: string
  /** Which Jira it is. Default Data Center. */
  readonly deployment?: 'datacenter' | 'cloud'
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

const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal })

/** A client of one site. Connects only when its methods are called. Throws `TypeError` for a bad base URL. */
export const connectSite = (options: ConnectOptions): SiteClient => {
  const now = (): number => performance.timeOrigin + performance.now()
  const http = createHttp({
    baseUrl: normaliseBaseUrl(options.baseUrl),
    transport: createTransport(options),
    authorize: options.authorize,
    onDeadCredential: options.onDeadCredential,
    onRequest: options.onRequest,
    now,
    pause: options.pause ?? pauseFor,
    random: Math.random,
  })
  return options.deployment === 'cloud' ? cloudClient(http, now) : dataCenterClient(http)
}
