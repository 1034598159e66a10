import type { BoardConfiguration, IssueKey, QuickFilter, SprintValue } from '@mmd/jira-api'

/** How a board is set up, as the catalogue `board:ID` has it. */
export interface BoardSetup {
  readonly configuration: BoardConfiguration
  readonly quickFilters: readonly QuickFilter[]
  /** Active and future ones. */
  readonly sprints: readonly SprintValue[]
}

/** Quick filters that are on, and what the site found for them. */
export interface QuickChoice {
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly keys: ReadonlySet<IssueKey>
}

/** What only the screen knows of one board. */
export interface BoardView {
  /** Absent: not known yet, so that its issues are a list. */
  readonly setup?: BoardSetup
  /** It is shown as a list by choice. */
  readonly asList: boolean
  readonly quick: QuickChoice | null
  /** First column on screen, and first card of each column. */
  readonly first: number
  readonly tops: readonly number[]
}

export const emptyBoard: BoardView = { asList: false, quick: null, first: 0, tops: [] }
