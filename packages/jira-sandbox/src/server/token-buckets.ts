/** How many requests one user may make: a bucket of tokens that fills up again. */
export interface RateLimit {
  /** Tokens in a full bucket. */
  readonly size: number
  /** Tokens that are added each interval. */
  readonly fillRate: number
  readonly intervalSeconds: number
}

/** What a request found in its user's bucket. */
export interface Draw {
  readonly allowed: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** The headers of the limiter. `retryAfter` in seconds: 0 while there are tokens left. */
export const rateHeaders = (
  { size, fillRate, intervalSeconds }: RateLimit,
  remaining: number,
  retryAfter: number,
): Readonly<Record<string, string>> => ({
  'X-RateLimit-Limit': String(size),
  'X-RateLimit-Remaining': String(remaining),
  'X-RateLimit-FillRate': String(fillRate),
  'X-RateLimit-Interval-Seconds': String(intervalSeconds),
  'Retry-After': String(retryAfter),
})

/** The buckets of all users of a site, by the site's clock: takes a token for a request of one of them. */
export const createTokenBuckets = (limit: RateLimit, clock: () => number): ((userKey: string) => Draw) => {
  const intervalMs = limit.intervalSeconds * 1000
  const buckets = new Map<string, { readonly tokens: number; readonly filledAt: number }>()
  return (userKey) => {
    const now = clock()
    const { tokens: before, filledAt: last } = buckets.get(userKey) ?? { tokens: limit.size, filledAt: now }
    const intervals = Math.max(0, Math.floor((now - last) / intervalMs))
    const filledAt = last + intervals * intervalMs
    const tokens = Math.min(limit.size, before + intervals * limit.fillRate)
    const allowed = tokens > 0
    const left = allowed ? tokens - 1 : 0
    buckets.set(userKey, { tokens: left, filledAt })
    const retryAfter = left > 0 ? 0 : Math.ceil((filledAt + intervalMs - now) / 1000)
    return { allowed, headers: rateHeaders(limit, left, retryAfter) }
  }
}
