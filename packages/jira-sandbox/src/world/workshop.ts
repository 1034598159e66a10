import type { Random } from './random.ts'
import type { SandboxProject } from './world.ts'

/** What the maker needs besides the issue's own place in the world. */
export interface Workshop {
  readonly random: Random
  readonly now: number
  readonly nextId: () => number
  /** Keys of the people who work in a project, by project key. */
  readonly workers: ReadonlyMap<string, readonly [string, ...string[]]>
  /** Keys of all who may report. */
  readonly reporters: readonly [string, ...string[]]
  readonly robotKey: string
  readonly deletedKey: string
  /** Summaries in use, so that none comes twice while there are others. */
  readonly taken: Set<string>
}

/** Where an issue belongs, before it has any content. */
export interface Place {
  readonly id: number
  readonly number: number
  readonly project: SandboxProject
  readonly typeId: string
  readonly created: number
  readonly parentId: number | null
}
