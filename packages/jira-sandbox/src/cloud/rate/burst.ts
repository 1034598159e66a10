import type { Allowance, LimitedCall, Refused } from './call.ts'

/** Requests a second of one bucket, by method. */
export type BurstRates = Readonly<Record<'GET' | 'POST' | 'PUT' | 'DELETE', number>>

/** The published rates. */
export const realBurstRates: BurstRates = { GET: 100, POST: 100, PUT: 50, DELETE: 50 }

// Endpoints with a rate of their own, as far as they were published.
const overrides: Readonly<Record<string, number>> = {
  'GET /issue/:key': 150,
  'GET /issue/:key/changelog': 200,
  'POST /search/approximate-count': 150,
  'GET /user': 150,
  'GET /attachment/content/:id': 300,
}

// All searches for people draw from one bucket.
const userSearches = new Set(['/user/search', '/users/search', '/user/assignable/search', '/user/picker'])

/** A token bucket for each endpoint and method of each site, shared by everybody. */
export interface BurstLimit {
  allowance(call: LimitedCall): Allowance | undefined
  /** Takes a token, or says when there is one again. */
  take(call: LimitedCall): Refused | undefined
}

/** Buckets of given rates; undefined: there are none. Their capacity is what flows in within a second. */
export const createBurstLimit = (rates: BurstRates | undefined): BurstLimit => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const keyOf = ({ cloudId, method, route }: LimitedCall): string =>
    `${cloudId} ${userSearches.has(route) ? 'user-search' : `${method} ${route}`}`
  const rateOf = ({ method, route }: LimitedCall): number => {
    const usual = rates?.[method as keyof BurstRates] ?? rates?.GET ?? 0
    return rates === realBurstRates ? (overrides[`${method} ${route}`] ?? usual) : usual
  }
  const fill = (call: LimitedCall): { tokens: number; at: number } => {
    const rate = rateOf(call)
    const key = keyOf(call)
    const bucket = buckets.get(key) ?? { tokens: rate, at: call.now }
    bucket.tokens = Math.min(rate, bucket.tokens + ((call.now - bucket.at) / 1000) * rate)
    bucket.at = call.now
    buckets.set(key, bucket)
    return bucket
  }
  return {
    allowance: (call) =>
      rates === undefined ? undefined : { limit: rateOf(call), remaining: Math.floor(fill(call).tokens) },
    take: (call) => {
      if (rates === undefined) return undefined
      const bucket = fill(call)
      if (bucket.tokens < 1) {
        const rate = rateOf(call)
        return { reason: 'jira-burst-based', limit: rate, until: call.now + ((1 - bucket.tokens) / rate) * 1000 }
      }
      bucket.tokens -= 1
      return undefined
    },
  }
}
