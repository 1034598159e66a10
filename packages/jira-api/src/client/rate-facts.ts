import { firstOf, type Headers, numberOf, retryAfterOf, siteNow } from './retry-delay.ts'

/** Why a 429 was given, as far as the site says: Cloud alone does. */
export type LimitReason = 'burst' | 'quota' | 'issue-writes' | 'unsaid'

/** Data Center's token bucket of one user, as one node sees it. */
export interface Bucket {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds until one token more is there. */
  readonly refillMs: number
}

/** What an answer says of the rate of requests. */
export interface RateFacts {
  readonly status: number
  /** Milliseconds to stay away, from `Retry-After`, the bucket or the instant of the reset; undefined: it does not say. */
  readonly waitMs: number | undefined
  readonly reason: LimitReason
  readonly bucket: Bucket | undefined
  /** Less than a fifth of what may be used is left. */
  readonly isNearLimit: boolean
}

/** Windows are an hour; who says more, or whose clock is wrong, is asked again after that. Milliseconds. */
const LONGEST_WAIT = 3_600_000

const reasonOf = (text: string | undefined): LimitReason => {
  if (text === undefined) return 'unsaid'
  if (/^jira-burst/i.test(text)) return 'burst'
  if (/^jira-quota/i.test(text)) return 'quota'
  return /^jira-per-issue/i.test(text) ? 'issue-writes' : 'unsaid'
}

/** Undefined unless the headers are those of a bucket: Cloud has `-Limit` and `-Remaining` too, of another kind. */
const bucketOf = (headers: Headers): Bucket | undefined => {
  const limit = numberOf(headers['x-ratelimit-limit'])
  const remaining = numberOf(headers['x-ratelimit-remaining'])
  const seconds = numberOf(headers['x-ratelimit-interval-seconds'])
  if (limit === undefined || remaining === undefined || seconds === undefined) return undefined
  const rate = Math.max(1, numberOf(headers['x-ratelimit-fillrate']) ?? 1)
  return { limit, remaining, refillMs: Math.min((seconds * 1_000) / rate, LONGEST_WAIT) }
}

/** `X-RateLimit-Reset`, an ISO instant; what is over by now says nothing. */
const untilReset = (headers: Headers, now: number): number | undefined => {
  const text = firstOf(headers['x-ratelimit-reset'])
  const at = text === undefined || text.length > 40 || /^\d+$/.test(text) ? Number.NaN : Date.parse(text)
  const from = siteNow(headers, now)
  return at > from ? at - from : undefined
}

/** `Beta-Retry-After` is informative, and better than nothing. */
const waitOf = (headers: Headers, now: number): number | undefined => {
  const seconds = retryAfterOf(headers, now) ?? numberOf(headers['beta-retry-after'])
  const reset = untilReset(headers, now)
  if (seconds === undefined) return reset
  return Math.max(seconds * 1_000, reset ?? 0)
}

/** Reads the headers of both deployments; `now` in epoch milliseconds. */
export const rateFactsOf = (status: number, headers: Headers, now: number): RateFacts => {
  const bucket = bucketOf(headers)
  const asks = status === 429 || status === 503
  const wait = asks ? waitOf(headers, now) : undefined
  return {
    status,
    waitMs: wait === undefined ? undefined : Math.min(wait, LONGEST_WAIT),
    reason: reasonOf(firstOf(headers['ratelimit-reason'])),
    bucket,
    isNearLimit:
      firstOf(headers['x-ratelimit-nearlimit'])?.toLowerCase() === 'true' ||
      (bucket !== undefined && bucket.remaining < bucket.limit / 5),
  }
}
