import type {
  Board,
  BoardConfiguration,
  BoardIssues,
  BoardPart,
  Epic,
  QuickFilter,
  RankRefusal,
} from '../agile/board.ts'
import type { CallOptions } from '../call-options.ts'
import type { SprintState, SprintValue } from '../fields/read-sprint.ts'
import type { WantedField } from '../fields/wanted-field.ts'

/** What of a sprint is written. Times in ISO 8601; absent members stay as they are. */
export interface SprintInput {
  readonly name?: string
  readonly goal?: string
  readonly start?: string
  readonly end?: string
  /** `future` to `active` to `closed` and never back. */
  readonly state?: Exclude<SprintState, 'unknown'>
}

/** Where among the others: right before or right after an issue. */
export type RankPlace = { readonly before: string } | { readonly after: string }

/** Boards, sprints, epics and the order of issues. All of it is `not-found` on sites without Jira Software. */
export interface AgileFace {
  boards(
    query: { readonly project?: string; readonly type?: string; readonly name?: string },
    options?: CallOptions,
  ): Promise<readonly Board[]>
  board(id: string, options?: CallOptions): Promise<Board>
  boardConfiguration(id: string, options?: CallOptions): Promise<BoardConfiguration>
  /** Empty where they cannot be read: no documented resource has them on Data Center. */
  quickFilters(boardId: string, options?: CallOptions): Promise<readonly QuickFilter[]>
  /** A page of a board, of its backlog, of a sprint or an epic. `cursor` is the `next` of the page before. */
  boardIssues(
    query: {
      readonly boardId: string
      readonly part: BoardPart
      readonly jql?: string
      readonly cursor?: string
      /** Default 50. */
      readonly maxResults?: number
      /** Besides those of a row, such as the estimate, the epic and the sprint. */
      readonly fields?: readonly WantedField[]
    },
    options?: CallOptions,
  ): Promise<BoardIssues>
  /** Closed ones first, then active and future ones, as the site has them. Empty for boards that have no sprints. */
  sprints(
    query: { readonly boardId: string; readonly states?: readonly Exclude<SprintState, 'unknown'>[] },
    options?: CallOptions,
  ): Promise<readonly SprintValue[]>
  sprint(id: string, options?: CallOptions): Promise<SprintValue>
  createSprint(
    input: SprintInput & { readonly name: string; readonly boardId: string },
    options?: CallOptions,
  ): Promise<SprintValue>
  editSprint(id: string, input: SprintInput, options?: CallOptions): Promise<SprintValue>
  deleteSprint(id: string, options?: CallOptions): Promise<void>
  /** Changes places with another sprint that has not begun. */
  swapSprints(id: string, otherId: string, options?: CallOptions): Promise<void>
  /** Any number of issues, in parts of what the site takes at once. */
  moveToSprint(sprintId: string, keys: readonly string[], options?: CallOptions): Promise<void>
  moveToBacklog(keys: readonly string[], options?: CallOptions): Promise<void>
  /** `null`: out of their epics. */
  moveToEpic(epic: string | null, keys: readonly string[], options?: CallOptions): Promise<void>
  /** Puts issues in their order at a place; gives those that the site refused. */
  rank(
    query: { readonly keys: readonly string[]; readonly place: RankPlace; readonly rankFieldId?: string },
    options?: CallOptions,
  ): Promise<readonly RankRefusal[]>
  epics(query: { readonly boardId: string; readonly done?: boolean }, options?: CallOptions): Promise<readonly Epic[]>
  epic(idOrKey: string, options?: CallOptions): Promise<Epic>
  editEpic(
    idOrKey: string,
    input: { readonly name?: string; readonly summary?: string; readonly done?: boolean },
    options?: CallOptions,
  ): Promise<Epic>
  /** The estimate by the field of a board, as text; null: none. */
  estimation(query: { readonly key: string; readonly boardId: string }, options?: CallOptions): Promise<string | null>
  setEstimation(
    query: { readonly key: string; readonly boardId: string; readonly value: string },
    options?: CallOptions,
  ): Promise<void>
}
