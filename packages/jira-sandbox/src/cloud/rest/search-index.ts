import { copyOf } from '../../world/snapshot.ts'
import type { SandboxIssue, World } from '../../world/world.ts'

/** What a search knows of the issues: not always what they are now. */
export interface SearchIndex {
  /** The world as a search sees it; the issues of some ids as they are. */
  view(now: number, fresh: ReadonlySet<number>): World
}

/** An index that learns of a change when it is some time old; it may forget it again for a moment. */
export const createSearchIndex = (world: World, lagMs: number, flickers: boolean): SearchIndex => {
  const known = new Map(lagMs > 0 ? world.issues.map((issue) => [issue.id, copyOf(issue)]) : [])
  const indexed = (issue: SandboxIssue, now: number): SandboxIssue | undefined => {
    const copy = known.get(issue.id)
    if (copy?.updated === issue.updated) return copy
    if (issue.updated + lagMs > now) return copy
    const next = copyOf(issue)
    const age = (now - issue.updated) / lagMs
    // Seen, for half as long again not seen, and from then on seen for good.
    if (flickers && age < 2) return age < 1.5 ? next : copy
    known.set(issue.id, next)
    return next
  }
  return {
    view: (now, fresh) => {
      if (lagMs === 0) return world
      const issues = world.issues.flatMap((issue) => (fresh.has(issue.id) ? issue : (indexed(issue, now) ?? [])))
      return { ...world, issues }
    },
  }
}
