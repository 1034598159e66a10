import type { IssueKey } from '@mmd/jira-api/model'
import type { Operation, Replica } from '@mmd/replica'

/** What is to be done to one of several issues. */
export interface BulkRow {
  /** As it is on screen: of several sites, with the site in front. */
  readonly key: IssueKey
  readonly operations: readonly Operation[]
  /** What is done, in a few words; empty where it is so already. */
  readonly words: string
  /** Why nothing can be done to it. */
  readonly problem: string | null
  /** What cannot be taken back of it, and why. */
  readonly closed: string | null
  /** What may keep it from being taken back, where only the site can tell. */
  readonly unsure: string | null
  /** Addresses that are opened in the browser. */
  readonly opens: readonly string[]
}

/** What was made of a plan. */
export interface BulkRun {
  readonly replica: Replica
  /** Ids of the operations of each issue that was not left out. */
  readonly ids: ReadonlyMap<IssueKey, readonly number[]>
  /** Operations that were given up before they were sent, since the person stopped it. */
  readonly stopped: ReadonlySet<number>
}

/** A change of several issues: its plan, and then what becomes of each of them. */
export interface BulkModal {
  readonly kind: 'bulk'
  readonly id: number
  readonly title: string
  readonly rows: readonly BulkRow[]
  readonly cursor: number
  /** Issues that the person has taken out of it. */
  readonly left: ReadonlySet<IssueKey>
  /** Null: nothing was done yet. */
  readonly run: BulkRun | null
  readonly onRun: (rows: readonly BulkRow[], modal: number) => void
}

/** True when something can be done to it. */
export const isDoable = ({ problem, operations, opens }: BulkRow): boolean =>
  problem === null && operations.length + opens.length > 0

/** Those that Enter changes. */
export const rowsMeant = ({ rows, left }: Pick<BulkModal, 'rows' | 'left'>): readonly BulkRow[] =>
  rows.filter((row) => isDoable(row) && !left.has(row.key))
