import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { SiteError } from './failure.ts'
import type { Operation, Snooze, TransitionOperation } from './operations/operation.ts'
import type { FieldConflict } from './operations/operation-kind.ts'
import type { DateField, DecidedIssue, PartName, SearchHit, StoredChange } from './store/store.ts'

/** A named list of issues. */
export interface ViewSpec {
  readonly id: string
  readonly title: string
  readonly jql: string
  /** Ids or names of fields that its rows are to have besides those of every row. */
  readonly fields?: readonly string[]
}

/** The view of the issues that were opened here, the newest first. It is of the copy alone: no site is ever asked for it. */
export const visitedView = 'visited'

export type Phase = 'idle' | 'loading' | 'failed'

/** What is known of a view's list. `keys` is in the site's order, without those that are snoozed. */
export interface ViewRows {
  readonly spec: ViewSpec
  readonly keys: readonly IssueKey[]
  /** What the site counted, without those that are snoozed as far as the list is read; `null` until it has. */
  readonly total: number | null
  readonly phase: Phase
  readonly error: SiteError | null
  /** Epoch milliseconds of the last answer, also of an earlier run; null: never read, or only counted. */
  readonly refreshedAt: number | null
}

export interface DetailRows {
  readonly detail: IssueDetail | null
  readonly phase: Phase
  readonly error: SiteError | null
  /** Epoch milliseconds. */
  readonly fetchedAt: number | null
}

/** What a row shows besides its fields. */
export interface RowMarks {
  /** Changed since it was last looked at, or new. */
  readonly unread: boolean
  readonly pending: boolean
  readonly failed: boolean
  readonly conflict: boolean
}

/** An operation as people see it. */
export interface OperationRecord {
  readonly id: number
  readonly change: number
  readonly operation: Operation
  /** `assign to Mira Okafor`. */
  readonly words: string
  readonly state: 'pending' | 'sent' | 'failed' | 'conflict' | 'dropped'
  /** Why it failed, or why a pending one waits (offline, signed out, rate limit). */
  readonly error: SiteError | null
  readonly conflicts: readonly FieldConflict[]
  /** It was sent and no answer came; looking did not tell. Sent again, it could be done twice. */
  readonly isUncertain: boolean
  /** The operation that must be decided about before this one can go: it was refused, or is in conflict, and touches the same. */
  readonly waitsBehind: number | null
  /** A pending one: somebody was asked, and it waits for something. Epoch milliseconds of the next try, if there is one. */
  readonly waitsUntil: number | null
  readonly performedAt: number
}

/** Why another operation could not be put in the place of one. */
export type EditRefusal =
  /** It is being sent just now, or its answer got lost and it is looked for on the site. */
  | 'on-its-way'
  /** Somebody else has changed the same: that must be decided first. */
  | 'conflict'
  | 'sent'
  /** Given up, or never there. */
  | 'gone'

/** What taking back a change would do, before it is done. */
export interface UndoPlan {
  readonly change: StoredChange
  /** Operations that were not sent yet and simply go. */
  readonly cancelled: readonly number[]
  readonly operations: readonly {
    readonly undoes: number
    readonly operation: Operation
    readonly words: string
    /** Names of fields that the step back is known to want and nobody has given yet: it is refused without them. */
    readonly asks?: readonly string[]
  }[]
  /** What does not come back all the same. */
  readonly loses: readonly string[]
  /** Those for which there is no way back, and why. */
  readonly refused: readonly { readonly key: IssueKey; readonly words: string; readonly why: string }[]
  /** Newer changes of which nothing can be taken back, newest first, and why: they stay. */
  readonly passed: readonly { readonly change: StoredChange; readonly why: string }[]
}

/** How a change is taken back. */
export interface TakeBackOptions {
  /** Marks it with those of other copies that one key press made. */
  readonly press?: string
  /** Steps of the plan with what somebody has filled in for them, in the place of what was planned. */
  readonly filled?: readonly { readonly undoes: number; readonly operation: TransitionOperation }[]
}

/** Whether something can be taken back after it was done. */
export type WayBack =
  /** Why not, as a sentence without its full stop. */
  | { readonly closed: string }
  /**
   * `loses`: what does not come back all the same. `unsure`: what may keep all of it from coming back, as a sentence without its
   * full stop: whether it does only the site can tell. `asks`: names of the fields that the step back is known to want.
   */
  | { readonly open: true; readonly loses?: string; readonly unsure?: string; readonly asks?: readonly string[] }

/** How the background stands, for the header. */
export interface EngineState {
  /** `offline` and `signed-out` keep what waits. */
  readonly sender: 'idle' | 'sending' | 'offline' | 'signed-out' | 'waiting' | 'elsewhere'
  /** What holds it up; while it is `sending`: what the last try came to grief on, until one goes through. */
  readonly error: SiteError | null
}

/** How a view is refreshed. */
export interface RefreshOptions {
  /** Sweeps out what left the list, also when nothing has changed in it. */
  readonly whole?: boolean
  /** Nobody waits for it: what somebody waits for goes first, and very long lists are not swept each time. */
  readonly background?: boolean
}

/**
 * The local copy of one site: rows to draw, and the one way to change them. Reading is synchronous and never asks the
 * network; what asks the site works in the background and tells the subscribers when rows have changed.
 */
export interface Replica {
  /** Grows with every change of rows; subscribers compare it. */
  version(): number
  subscribe(listener: () => void): () => void
  /** Looks whether another process has changed the copy: a cheap question, for a timer. */
  poll(): void

  view(id: string): ViewRows | undefined
  /** Views that were opened before, newest first. */
  views(): readonly ViewSpec[]
  issue(key: IssueKey): Issue | undefined
  detail(key: IssueKey): DetailRows | undefined
  part(key: IssueKey, part: PartName): unknown
  marks(key: IssueKey): RowMarks
  /** `updated` of the issue when it was last looked at; undefined: never. */
  readUpTo(key: IssueKey): string | null | undefined
  snoozes(): ReadonlySet<IssueKey>
  snooze(key: IssueKey): Snooze | undefined
  /** When issues were opened here last, as the site writes times; the newest first. */
  visits(): ReadonlyMap<IssueKey, string>
  /** What became of issues in the inbox, the newest first. */
  decisions(): readonly DecidedIssue[]
  /** The keys of a view whose rows hold every word. */
  matching(viewId: string, words: readonly string[]): readonly IssueKey[]
  search(text: string, limit: number): readonly SearchHit[]
  catalogue(name: string): unknown
  /**
   * What `read` makes of each row of a view, for orders and groups: rows that have not changed are not read again. `read` must be
   * the same function each time; the same map as before means that nothing has changed. Long lists are read between keys: the map
   * is empty until then, or that of before, and subscribers are told when it is there.
   */
  rowValues<T>(viewId: string, read: (issue: Issue) => T): ReadonlyMap<IssueKey, T>
  /** A date of each row of a view, perhaps of other rows too; the same map as before means that nothing has changed. */
  rowDates(viewId: string, field: DateField): ReadonlyMap<IssueKey, string | null>
  draft(name: string): string
  drafts(): Readonly<Record<string, string>>
  putDraft(name: string, text: string): void
  markRead(keys: readonly IssueKey[]): void
  /** Somebody has opened the issue. */
  visit(key: IssueKey): void

  /** Makes the view known; asks the site when it was never read, or not lately. */
  openView(spec: ViewSpec): Promise<void>
  /** Asks what changed. */
  refreshView(id: string, options?: RefreshOptions): Promise<void>
  /** Fetches pages until `count` rows are known or there are no more. */
  loadMore(id: string, count: number): Promise<void>
  /** Asks only how many issues the view has: one request without rows. */
  countView(spec: ViewSpec): Promise<void>
  /** Fetches one issue whole: one request. */
  openIssue(key: IssueKey, options?: { readonly fresh?: boolean }): Promise<void>

  /** Writes the operation to the outbox, durably, and shows it at once; it is sent in the background, in order per issue. */
  perform(operation: Operation): OperationRecord
  /** Several as one change, taken back together; with those of other copies that bear the same `press`. */
  performAll(operations: readonly Operation[], title: string, press?: string): readonly OperationRecord[]
  /** Pending, failed and in conflict, oldest first. */
  operations(): readonly OperationRecord[]
  operation(id: number): OperationRecord | undefined
  /** Resolves when the operation is sent, failed, in conflict or dropped, or waits for something that only a person or time brings (offline, signed out). */
  settled(id: number): Promise<OperationRecord>
  /** Sends a failed one again. One that `isUncertain` may then be done twice: ask first. */
  retry(id: number): void
  /** Gives up a pending, failed or conflicting one; false: it is being sent, or over. */
  drop(id: number): boolean
  /** Puts another operation in the place of a failed or pending one and sends that; else changes nothing and says why. */
  edit(id: number, operation: Operation): EditRefusal | null
  resolve(id: number, choices: Readonly<Record<string, 'mine' | 'theirs'>>): void

  /** The newest changes, newest first. */
  changes(limit: number): readonly StoredChange[]
  /** What undo (or redo) would take back; null: there is nothing. Default: the newest. */
  planUndo(change?: number): UndoPlan | null
  planRedo(): UndoPlan | null
  /** Whether an operation could be taken back: to be said before it is performed. */
  wayBack(operation: Operation): WayBack
  /** Does it. */
  takeBack(plan: UndoPlan, options?: TakeBackOptions): readonly OperationRecord[]

  engineState(): EngineState
  /** Resolves when nothing is being sent or fetched, and nothing can be. */
  idle(): Promise<void>
  close(): Promise<void>
}
