import type { SandboxIssue, SandboxProject, SandboxUser, World } from '../world/world.ts'

/** Who asks, when, and about what. */
export interface JqlContext {
  readonly world: World
  readonly user: SandboxUser | undefined
  /** Epoch milliseconds. */
  readonly now: number
  /** Projects the user may browse: values of other projects do not exist for them. */
  readonly projects: readonly SandboxProject[]
}

export type Test = (issue: SandboxIssue) => boolean
