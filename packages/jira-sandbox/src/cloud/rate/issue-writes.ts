import type { LimitedCall, Refused } from './call.ts'

const windows = [
  { most: 20, ms: 2000 },
  { most: 100, ms: 30_000 },
] as const

/** The limit of writes to one issue: 20 in two seconds, and 100 in thirty. */
export interface IssueWriteLimit {
  take(call: LimitedCall): Refused | undefined
}

/** The limit, or none. */
export const createIssueWriteLimit = (isOn: boolean): IssueWriteLimit => {
  const times = new Map<string, readonly number[]>()
  return {
    take: ({ cloudId, writtenIssue, now }) => {
      if (!isOn || writtenIssue === undefined) return undefined
      const key = `${cloudId} ${writtenIssue}`
      const recent = (times.get(key) ?? []).filter((time) => time > now - 30_000)
      for (const { most, ms } of windows) {
        const inside = recent.filter((time) => time > now - ms)
        const oldest = inside[inside.length - most]
        if (oldest !== undefined) return { reason: 'jira-per-issue-on-write', limit: most, until: oldest + ms }
      }
      times.set(key, [...recent, now])
      return undefined
    },
  }
}
