import type { Issue, IssueKey } from '../model/model.ts'

/** A board. `type` is `scrum`, `kanban`, on Cloud also `simple`. */
export interface Board {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Of the project it lies in; null on Data Center, which does not say. */
  readonly projectKey: string | null
}

/** A column of a board. */
export interface BoardColumn {
  readonly name: string
  readonly statusIds: readonly string[]
  /** Limits of how many issues should be in it. */
  readonly min: number | null
  readonly max: number | null
}

/** How a board is set up. Issues in the last column that has statuses count as done. */
export interface BoardConfiguration {
  readonly id: string
  readonly name: string
  readonly type: string
  /** The saved filter whose issues the board shows. */
  readonly filterId: string | null
  /** What a kanban board leaves out beyond its filter, as JQL. */
  readonly subQuery: string | null
  readonly columns: readonly BoardColumn[]
  readonly constraint: 'none' | 'issueCount' | 'issueCountExclSubs'
  readonly estimation: { readonly fieldId: string; readonly name: string } | null
  /** Of the rank, `10106` for `customfield_10106`. */
  readonly rankFieldId: string | null
}

/** A button over a board that narrows it down. */
export interface QuickFilter {
  readonly id: string
  readonly name: string
  readonly jql: string
}

/** Which issues of a board. */
export type BoardPart =
  | { readonly kind: 'board' | 'backlog' | 'no-epic' }
  | { readonly kind: 'sprint' | 'epic'; readonly id: string }

/** A page of a board's issues, in the order of their rank. */
export interface BoardIssues {
  readonly issues: readonly Issue[]
  /** Those of them that have an impediment. */
  readonly flagged: readonly IssueKey[]
  /** Null where the site does not count. */
  readonly total: number | null
  /** Asks for the next page; null: this is the last. */
  readonly next: string | null
}

/** An epic as boards know it. */
export interface Epic {
  readonly id: string
  readonly key: IssueKey
  readonly name: string
  readonly summary: string
  readonly done: boolean
  /** `color_1` … */
  readonly colour: string | null
}

/** Issues that could not be moved, with the site's reasons. */
export interface RankRefusal {
  readonly key: string
  readonly reasons: readonly string[]
}
