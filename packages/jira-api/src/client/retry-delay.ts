/** How an attempt ended, as far as trying again is concerned. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number
  /** Answer's status; undefined when there was no answer. */
  readonly status?: number | undefined
  /** System code of a connection that failed. */
  readonly reason?: string | undefined
  /** Seconds the site asked for (see `retryAfterOf`). */
  readonly retryAfter?: number | undefined
}

/** At most this many attempts. */
const ATTEMPTS = 3
/** Milliseconds; doubles with each attempt. */
const FIRST_DELAY = 300
/** `Retry-After: 0` is common and still needs a wait. Milliseconds. */
const RATE_LIMIT_FLOOR = 1_000
/** A longer wait is for the caller to plan. Seconds. */
const PATIENCE = 20

const TRANSIENT = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'EAI_AGAIN', 'ENETRESET'])

/**
 * Milliseconds to wait before a safe request is sent again, or undefined when it should not be. `random` is in [0, 1)
 * and keeps clients from coming back all at once.
 */
export const retryDelay = (failed: FailedAttempt, random: number): number | undefined => {
  if (failed.attempt >= ATTEMPTS) return undefined
  const { status, retryAfter = 0 } = failed
  const limited = status === 429
  const broken = status === 502 || status === 503 || status === 504
  const reset = status === undefined && failed.reason !== undefined && TRANSIENT.has(failed.reason)
  if ((!limited && !broken && !reset) || retryAfter > PATIENCE) return undefined
  const backoff = FIRST_DELAY * 2 ** (failed.attempt - 1)
  const least = Math.max(backoff, limited ? RATE_LIMIT_FLOOR : 0, retryAfter * 1_000)
  return Math.round(least + random * backoff)
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

const first = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

const numberOf = (value: string | readonly string[] | undefined): number | undefined => {
  const text = first(value)?.trim()
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
}

/** Seconds until Data Center's token bucket holds a token again, from its own headers. */
const bucketWait = (headers: Headers): number | undefined => {
  const remaining = numberOf(headers['x-ratelimit-remaining'])
  const rate = numberOf(headers['x-ratelimit-fillrate'])
  const interval = numberOf(headers['x-ratelimit-interval-seconds'])
  if (interval === undefined || (remaining !== undefined && remaining > 0)) return undefined
  return rate !== undefined && rate > 1 ? interval / rate : interval
}

/**
 * Seconds the site asks to wait: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), else what `X-RateLimit-*`
 * say. `now` is in epoch milliseconds.
 */
export const retryAfterOf = (headers: Headers, now: number): number | undefined => {
  const header = first(headers['retry-after'])
  const seconds = numberOf(header)
  if (seconds !== undefined && seconds > 0) return seconds
  const date = header === undefined || seconds !== undefined ? Number.NaN : Date.parse(header)
  if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - now) / 1_000))
  return bucketWait(headers) ?? seconds
}
