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

/** At most this many attempts at what failed, and at what was turned away for the rate: Atlassian's own advice for Cloud. */
const ATTEMPTS = 3
const LIMITED_ATTEMPTS = 4
/** Milliseconds; both double with each attempt. */
const FIRST_DELAY = 300
const FIRST_LIMITED_DELAY = 2_000
/** A longer wait is for the caller to plan. Seconds. */
export const PATIENCE = 30

const TRANSIENT = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'EAI_AGAIN', 'ENETRESET'])

/** `random` in [0, 1) as a factor between 0.7 and 1.3: clients must not come back all at once. */
const jitter = (random: number): number => 0.7 + 0.6 * random

/**
 * Milliseconds to wait before the `attempt`th refusal for the rate is tried again; `Retry-After: 0` is common and still
 * needs a wait.
 */
export const limitedDelay = (attempt: number, random: number): number =>
  Math.min(PATIENCE * 1_000, Math.round(FIRST_LIMITED_DELAY * 2 ** (attempt - 1) * jitter(random)))

const delayOf = ({ attempt, status, reason }: FailedAttempt, random: number): number | undefined => {
  if (status === 429) return attempt < LIMITED_ATTEMPTS ? limitedDelay(attempt, random) : undefined
  const isBroken = status === 502 || status === 503 || status === 504
  const isReset = status === undefined && reason !== undefined && TRANSIENT.has(reason)
  if ((!isBroken && !isReset) || attempt >= ATTEMPTS) return undefined
  return Math.round(FIRST_DELAY * 2 ** (attempt - 1) * (1 + random))
}

/**
 * Milliseconds to wait before a request is sent again that may be sent again, or undefined when it should not be. At
 * least as long as the site asked for; `random` is in [0, 1).
 */
export const retryDelay = (failed: FailedAttempt, random: number): number | undefined => {
  const { retryAfter = 0 } = failed
  if (retryAfter > PATIENCE) return undefined
  const delay = delayOf(failed, random)
  return delay === undefined ? undefined : Math.max(delay, Math.ceil(retryAfter * 1_000))
}

/** Headers as Node gives them: names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** The first value of a header that may have come more than once. */
export const firstOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

/** A header that is a number of at least 0; undefined for everything else. */
export const numberOf = (value: string | readonly string[] | undefined): number | undefined => {
  const text = firstOf(value)?.trim()
  return text !== undefined && /^\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

/** Seconds until Data Center's token bucket holds a token again, from its own headers. */
const bucketWait = (headers: Headers): number | undefined => {
  const remaining = numberOf(headers['x-ratelimit-remaining'])
  const rate = numberOf(headers['x-ratelimit-fillrate'])
  const interval = numberOf(headers['x-ratelimit-interval-seconds'])
  if (interval === undefined || (remaining !== undefined && remaining > 0)) return undefined
  return rate !== undefined && rate > 1 ? interval / rate : interval
}

/** The three forms of RFC 9110 §5.6.7; `Date.parse` alone takes much for a date that is none. */
const HTTP_DATE = /^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? [\w: -]{12,30}$/

/** Epoch milliseconds; not a number for what is no date. */
const httpDate = (text: string | undefined): number => {
  if (text === undefined || !HTTP_DATE.test(text)) return Number.NaN
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
}

/** The time at the site, which its instants are counted from, where it says so; else `now`. Epoch milliseconds. */
export const siteNow = (headers: Headers, now: number): number => {
  const date = httpDate(firstOf(headers['date']))
  return Number.isNaN(date) ? now : date
}

/** Nobody is told to come back later than in a day. Seconds. */
const LONGEST = 86_400

/**
 * Seconds the site asks to wait, a day at most: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), else what
 * `X-RateLimit-*` say. `now` is in epoch milliseconds.
 */
export const retryAfterOf = (headers: Headers, now: number): number | undefined => {
  const header = firstOf(headers['retry-after'])
  const seconds = numberOf(header)
  if (seconds !== undefined && seconds > 0) return Math.min(seconds, LONGEST)
  const date = httpDate(header)
  if (!Number.isNaN(date)) return Math.min(Math.max(0, Math.ceil((date - siteNow(headers, now)) / 1_000)), LONGEST)
  const wait = bucketWait(headers) ?? seconds
  return wait === undefined ? undefined : Math.min(wait, LONGEST)
}
