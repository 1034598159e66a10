import type { Answer } from '../../exchange.ts'
import { htmlProblem } from '../../pages/layout.ts'
import type { CloudSwitches } from '../switches.ts'
import { createBurstLimit, realBurstRates } from './burst.ts'
import type { Allowance, LimitedCall, Refused } from './call.ts'
import { createIssueWriteLimit } from './issue-writes.ts'
import { createPointsQuota, pointsOf } from './points.ts'

/** The three independent limits of a cloud. */
export interface RateLimiter {
  /** Has a call answered, or refuses it with a 429. */
  limit(call: LimitedCall, answer: () => Promise<Answer>): Promise<Answer>
}

type Headers = Readonly<Record<string, string>>

const secondsUntil = (until: number, now: number): number => Math.max(1, Math.ceil((until - now) / 1000))

const allowanceHeaders = ({ limit, remaining }: Allowance): Headers => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(remaining),
  ...(remaining < limit * 0.2 ? { 'X-RateLimit-NearLimit': 'true' } : {}),
})

const betaHeaders = ({ limit, remaining }: Allowance, now: number): Headers => {
  const renewed = (Math.floor(now / 3_600_000) + 1) * 3_600_000
  const seconds = secondsUntil(renewed, now)
  return {
    'X-Beta-RateLimit-Limit': String(limit),
    'X-Beta-RateLimit-Remaining': String(remaining),
    'X-Beta-RateLimit-Reset': new Date(renewed).toISOString(),
    'Beta-RateLimit-Policy': `"global-app-quota";q=${limit};w=3600`,
    'Beta-RateLimit': `"global-app-quota";r=${remaining};t=${seconds}`,
    ...(remaining === 0 ? { 'Beta-Retry-After': String(seconds) } : {}),
  }
}

const bodies: Readonly<Record<CloudSwitches['rateLimitBody'], Partial<Answer>>> = {
  empty: {},
  text: { text: 'Rate limit exceeded' },
  json: { json: { errorMessages: ['Rate limit exceeded.'], errors: {} } },
  html: htmlProblem(429, 'Oops, you have found a dead link.', 'Too many requests.'),
}

const comeBack = (until: number, now: number, form: CloudSwitches['retryAfter']): Headers => {
  if (form === 'none') return {}
  const seconds = secondsUntil(until, now)
  const date = new Date(now + seconds * 1000).toUTCString()
  return { 'Retry-After': form === 'http-date' ? date : form === 'zero' ? '0' : String(seconds) }
}

const refusalOf = (
  { reason, limit, until }: Refused,
  now: number,
  { retryAfter, rateLimitBody }: CloudSwitches,
): Answer => ({
  ...bodies[rateLimitBody],
  status: 429,
  headers: {
    'RateLimit-Reason': reason,
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': new Date(until).toISOString(),
    ...comeBack(until, now, retryAfter),
  },
})

/** The limits of one cloud, as its switches have them; at first there are none. */
export const createRateLimiter = (switches: CloudSwitches): RateLimiter => {
  const quota = createPointsQuota(switches.pointsPerHour, switches.pointsScope)
  const burst = createBurstLimit(
    switches.burst === 'off' ? undefined : switches.burst === 'real' ? realBurstRates : switches.burst,
  )
  const writes = createIssueWriteLimit(switches.issueWriteLimit)
  const beta = (call: LimitedCall): Headers => {
    const left = switches.betaRateHeaders ? quota.allowance(call) : undefined
    return left === undefined ? {} : betaHeaders(left, call.now)
  }
  return {
    limit: async (call, answer) => {
      const refused = quota.refuse(call) ?? burst.take(call) ?? writes.take(call)
      if (refused !== undefined) {
        const refusal = refusalOf(refused, call.now, switches)
        return { ...refusal, headers: { ...refusal.headers, ...beta(call) } }
      }
      const told = await answer()
      quota.charge(call, pointsOf(call, told))
      const left = quota.allowance(call) ?? burst.allowance(call)
      if (left === undefined) return told
      return { ...told, headers: { ...allowanceHeaders(left), ...beta(call), ...told.headers } }
    },
  }
}
