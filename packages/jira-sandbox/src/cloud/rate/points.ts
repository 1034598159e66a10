import type { Answer } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import type { Allowance, LimitedCall, Refused } from './call.ts'

const hourMs = 3_600_000

/** The hourly quota of apps, which is new at the top of each hour. */
export interface PointsQuota {
  /** What is left to an app; undefined: no quota counts the call. */
  allowance(call: LimitedCall): Allowance | undefined
  refuse(call: LimitedCall): Refused | undefined
  charge(call: LimitedCall, points: number): void
}

/** A quota of so many points an hour, 0: none; for an app as a whole or on each site. */
export const createPointsQuota = (limit: number, scope: 'global' | 'tenant'): PointsQuota => {
  const used = new Map<string, { readonly hour: number; points: number }>()
  const entryOf = ({ appId, cloudId, now }: LimitedCall): { readonly hour: number; points: number } => {
    const key = scope === 'global' ? (appId ?? '') : `${appId ?? ''} ${cloudId}`
    const hour = Math.floor(now / hourMs)
    const known = used.get(key)
    if (known?.hour === hour) return known
    const fresh = { hour, points: 0 }
    used.set(key, fresh)
    return fresh
  }
  const counts = ({ appId }: LimitedCall): boolean => limit > 0 && appId !== undefined
  return {
    allowance: (call) => (counts(call) ? { limit, remaining: Math.max(0, limit - entryOf(call).points) } : undefined),
    refuse: (call) => {
      if (!counts(call)) return undefined
      const { hour, points } = entryOf(call)
      if (points < limit) return undefined
      return {
        reason: scope === 'global' ? 'jira-quota-global-based' : 'jira-quota-tenant-based',
        limit,
        until: (hour + 1) * hourMs,
      }
    },
    charge: (call, points) => {
      if (counts(call)) entryOf(call).points += points
    },
  }
}

const identity = /^\/(?:users?|myself|mypermissions|permissions|groups?)(?:\/|$)/u
const readByPost = /^\/(?:search|jql|issue\/bulkfetch|changelog|comment\/list|worklog\/list|permissions)/u

const objectsIn = (json: unknown): number => {
  if (Array.isArray(json)) return json.length
  if (!isObject(json)) return 0
  for (const list of ['issues', 'values', 'comments', 'worklogs', 'users', 'issueTypes', 'fields', 'transitions']) {
    const rows = json[list]
    if (Array.isArray(rows)) return rows.length
  }
  return 1
}

/** What a call costs: 1, and for reads 1 for each object of the answer, 2 where it is about people and rights. */
export const pointsOf = ({ method, route }: LimitedCall, { json }: Answer): number => {
  if (method !== 'GET' && !readByPost.test(route)) return 1
  return 1 + objectsIn(json) * (identity.test(route) ? 2 : 1)
}
