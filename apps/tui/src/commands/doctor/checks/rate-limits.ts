import { isNobodys } from '../../auth/use-stored.ts'
import type { Check } from '../check.ts'
import { headerOf, type Reply } from '../network/ask.ts'
import type { Subject } from '../subject.ts'
import { ok, skipped, type Verdict, warning } from '../verdict.ts'

const numberIn = (reply: Reply, name: string): number | undefined => {
  const text = headerOf(reply, name)
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** `reply`: any answer to a request with a credential; only those are counted. */
export const judgeRateLimits = (reply: Reply): Verdict => {
  const limit = numberIn(reply, 'x-ratelimit-limit')
  const remaining = numberIn(reply, 'x-ratelimit-remaining')
  const fill = numberIn(reply, 'x-ratelimit-fillrate')
  const interval = numberIn(reply, 'x-ratelimit-interval-seconds')
  const wait = numberIn(reply, 'retry-after') ?? 0
  const isRefused = reply.kind === 'answer' && reply.status === 429
  if (limit === undefined && remaining === undefined && !isRefused) return skipped('the site names none')
  const left = remaining === undefined ? '' : `${remaining}${limit === undefined ? '' : ` of ${limit}`} requests left`
  const more = fill === undefined || interval === undefined ? '' : `, ${fill} more every ${interval} s`
  const found = `${left}${more}` === '' ? 'HTTP 429' : `${left}${more}`
  const isNear =
    headerOf(reply, 'x-ratelimit-nearlimit') === 'true' ||
    (limit !== undefined && remaining !== undefined && remaining * 5 < limit)
  if (!isRefused && !isNear) return ok(found)
  return warning({
    found,
    problem: isRefused
      ? 'The site asks us to slow down.'
      : 'Little is left; other programs with your account share it.',
    remedy:
      wait > 0
        ? `Wait ${wait} seconds; if it happens often, ask for a higher limit for your account`
        : 'If it happens often, ask for a higher limit for your account',
    who: 'jira-admin',
  })
}

export const rateLimitsCheck: Check<Subject> = {
  id: 'rate-limits',
  title: 'Rate limits',
  group: 'Signing in',
  doing: 'Looking at the rate limits',
  needs: ['credential', 'address'],
  run: async ({ site, account }) =>
    isNobodys(site) ? skipped('known only when something is sent') : judgeRateLimits((await account()).reply),
}
