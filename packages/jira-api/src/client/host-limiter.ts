import { createLimiter, type Limiter, type LimiterPorts } from './limiter.ts'

/** Hosts whose limiters are kept; those used longest ago go first, when nothing is under way at them. */
const MOST_HOSTS = 100

const limiters = new Map<string, Limiter>()

/**
 * What a base URL shares its limits with: its origin; behind the cloud's gateway also the site, since limits there are of
 * the site, whichever of its products is asked.
 */
export const hostKeyOf = (baseUrl: string): string => {
  const { origin, pathname } = new URL(baseUrl)
  const cloudId = /^\/ex\/[a-z]+\/([^/]+)/.exec(pathname)?.[1]
  return cloudId === undefined ? origin : `${origin} ${cloudId}`
}

const forgetIdle = (): void => {
  for (const [key, { load }] of limiters) {
    if (limiters.size <= MOST_HOSTS) return
    if (load.waiting + load.running === 0) limiters.delete(key)
  }
}

/** The one limiter that all connections of this process to one host share. Made at the first call, with its ports. */
export const hostLimiter = (baseUrl: string, ports: LimiterPorts): Limiter => {
  const key = hostKeyOf(baseUrl)
  const limiter = limiters.get(key) ?? createLimiter(ports)
  limiters.delete(key)
  limiters.set(key, limiter)
  forgetIdle()
  return limiter
}
