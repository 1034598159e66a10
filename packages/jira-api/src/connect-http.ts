import { setTimeout as sleep } from 'node:timers/promises'
import { normaliseBaseUrl } from './client/base-url.ts'
import { createEtagCache } from './client/etag-cache.ts'
import { hostLimiter } from './client/host-limiter.ts'
import { type Authorize, createHttp, type Http, type HttpPorts } from './client/http.ts'
import { createLimiter, type Limiter } from './client/limiter.ts'
import { createOpenContent } from './client/open-content.ts'
import { quietly } from './client/quietly.ts'
import type { RequestEntry } from './client/request-log.ts'
import { createCredentialRule } from './client/retries.ts'
import { createSiteContent, type OpenSiteContent } from './client/site-content.ts'
import { createTransport, type TransportOptions } from './client/transport.ts'
import { createWaits, type Wait } from './client/waits.ts'

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
  /** Told about each request that was sent. What it throws is ignored. */
  readonly onRequest?: (entry: RequestEntry) => void
  /** Told what waits, and for what until when, each time that changes: a slot at the host, a rate limit, a retry. What it throws is ignored. */
  readonly onWait?: (waits: readonly Wait[]) => void
  /** Waits between attempts and for rate limits; rejects when the signal fires. Who gives one has a limiter to itself. */
  readonly pause?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** Default: the one that all connections of this process to one host share. */
  readonly limiter?: Limiter
}

/** How one site is spoken to: answers that are held, and content that is not. */
export interface Wire {
  readonly baseUrl: string
  readonly http: Http
  readonly openContent: OpenSiteContent
}

/** Epoch milliseconds that never go back. */
export const steadyNow = (): number => performance.timeOrigin + performance.now()

/** Waits; rejects when the signal fires. */
export const pauseFor = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal })

const limiterOf = ({ limiter, pause }: ConnectOptions, baseUrl: string): Limiter => {
  if (limiter !== undefined) return limiter
  const ports = { now: steadyNow, pause: pause ?? pauseFor, random: Math.random }
  return pause === undefined ? hostLimiter(baseUrl, ports) : createLimiter(ports)
}

/** The rules of one site over connections of its own. Connects only when it is used. Throws `TypeError` for a bad base URL. */
export const connectWire = (options: ConnectOptions): Wire => {
  const baseUrl = normaliseBaseUrl(options.baseUrl)
  const { onRequest, onWait } = options
  const ports: HttpPorts = {
    baseUrl,
    transport: createTransport(options),
    limiter: limiterOf(options, baseUrl),
    etags: createEtagCache(),
    waits: createWaits(onWait === undefined ? undefined : (waits) => quietly(() => onWait(waits))),
    authorize: options.authorize,
    onDeadCredential: options.onDeadCredential,
    onRequest: onRequest === undefined ? undefined : (entry) => quietly(() => onRequest(entry)),
    now: steadyNow,
    pause: options.pause ?? pauseFor,
    random: Math.random,
  }
  const withCredential = createCredentialRule(ports)
  return {
    baseUrl,
    http: createHttp(ports, withCredential),
    openContent: createSiteContent({ http: ports, open: createOpenContent(options), withCredential }),
  }
}

/** The part of a wire that most of what is spoken needs. */
export const connectHttp = (options: ConnectOptions): Http => connectWire(options).http
