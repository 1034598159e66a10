import type { SandboxIssue, World } from './world.ts'

/** An issue that stays as it is, whatever happens to the one it was copied from. */
export const copyOf = (issue: SandboxIssue): SandboxIssue => ({
  ...issue,
  labels: [...issue.labels],
  comments: [...issue.comments],
  links: [...issue.links],
  watchers: new Set(issue.watchers),
  voters: new Set(issue.voters),
  custom: new Map(issue.custom),
})

/** A world whose list of issues stays as it is; everything else of it goes on. */
export const snapshotOf = (world: World): World => ({ ...world, issues: world.issues.map(copyOf) })
