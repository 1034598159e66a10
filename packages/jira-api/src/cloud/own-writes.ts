import { toIssueKey } from '../model/issue-key.ts'
import type { Issue, IssueKey } from '../model/model.ts'

/** Milliseconds for which the index may lag behind a write. */
const LAG = 5 * 60_000
/** Issues that a search may be told of. */
const MOST_TOLD = 50
/** Ids that are remembered. */
const MOST_SEEN = 10_000

/** The issues that were written through this client, which searches must not show as they were before. */
export interface OwnWrites {
  /** Learns the ids of issues: writes know keys only. */
  see(issues: readonly Pick<Issue, 'key' | 'id'>[]): void
  /** Something of the issue was or may have been changed. */
  add(key: string): void
  /** Ids for `reconcileIssues`, at most 50, newest first. */
  recent(): readonly number[]
}

/** Remembers writes for five minutes; `now` is in epoch milliseconds. */
export const createOwnWrites = (now: () => number): OwnWrites => {
  const ids = new Map<IssueKey, number>()
  const writes = new Map<IssueKey, number>()
  return {
    see: (issues) => {
      for (const { key, id } of issues) if (/^\d{1,15}$/.test(id)) ids.set(key, Number(id))
      for (const key of ids.keys()) {
        if (ids.size <= MOST_SEEN) break
        ids.delete(key)
      }
    },
    add: (text) => {
      const key = toIssueKey(text)
      if (key === undefined) return
      writes.delete(key)
      writes.set(key, now())
    },
    recent: () => {
      const since = now() - LAG
      for (const [key, at] of writes) if (at < since) writes.delete(key)
      const known = [...writes.keys()].flatMap((key) => ids.get(key) ?? [])
      return known.reverse().slice(0, MOST_TOLD)
    },
  }
}
