import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { SiteErrorData } from '../failure.ts'
import type { Decision, Operation, OperationKindName, Snooze } from '../operations/operation.ts'
import type { FieldConflict, OperationResult, Rows } from '../operations/operation-kind.ts'

/** One site's local copy: a SQLite file, opened by any number of processes and threads. Everything is synchronous. */
export interface Store {
  readonly folder: string
  /** Differs after any commit that this connection has not seen, its own and those of other processes. */
  version(): number
  /** All or nothing, durable when it returns. Nested calls join the outer one. */
  transaction<T>(work: () => T): T
  /**
   * The same for what the site can be asked for again: all or nothing, but durable only with the next `transaction` of
   * anybody. Nothing that was done here belongs into it.
   */
  fetched<T>(work: () => T): T
  /** Forgets what of the outbox is long over, and keeps searches quick; for who works in the background, now and then. */
  tidy(): void
  close(): void
  readonly issues: IssueTable
  readonly views: ViewTable
  readonly outbox: OutboxTable
  readonly catalogues: CatalogueTable
  readonly marks: MarkTable
  readonly drafts: DraftTable
}

/** A store and how it was found. */
export interface OpenedStore extends Store {
  readonly opened: StoreOpening
}

export interface StoreOpening {
  /** `made`: there was none of this identity. `rebuilt`: the file was damaged, and what could be read of its outbox is in a new one. */
  readonly state: 'ready' | 'made' | 'rebuilt'
  /** Operations that were brought over, or were missing from the file and came back. */
  readonly rescued: number
  /** The file that was put aside: a damaged one, or somebody else's. */
  readonly setAside?: string
}

/** Parts of an issue that are fetched by themselves. */
export type PartName = 'comments' | 'worklogs' | 'history' | 'remote-links' | 'transitions' | 'development'

export interface Stored<T> {
  readonly value: T
  /** Epoch milliseconds. */
  readonly fetchedAt: number
}

/** A date that lists are ordered by. */
export type DateField = 'updated' | 'created' | 'due'

/** What the site has confirmed of each issue. Nothing pending is in here. */
export interface IssueTable {
  row(key: IssueKey): Issue | undefined
  rows(key: IssueKey): Rows | undefined
  detail(key: IssueKey): Stored<IssueDetail> | undefined
  part(key: IssueKey, part: PartName): Stored<unknown> | undefined
  /** A list row. A description or detail that it does not bring stays, with the row's newer fields. A moved issue changes its key everywhere. */
  putRow(issue: Issue, fetchedAt: number): void
  putDetail(detail: IssueDetail, fetchedAt: number): void
  /** Rows as `apply` made them: what a confirmed operation leaves behind. */
  putRows(rows: Rows, fetchedAt: number): void
  putPart(key: IssueKey, part: PartName, value: unknown, fetchedAt: number): void
  /** Gone from the site, or not visible any more: with parts, marks, and its place in every view. */
  remove(key: IssueKey): void
  /** Rows of these issues, in any order, without those that there are none of. Each is read when it is its turn. */
  rowsOf(keys: readonly IssueKey[]): Iterable<Issue>
  /** A number for the row of each of these issues that has one; another one when it was written since. */
  stamps(keys: readonly IssueKey[]): ReadonlyMap<IssueKey, number>
  /** A date of each of these issues, perhaps of others too, without their rows being read. */
  dates(keys: readonly IssueKey[], field: DateField): ReadonlyMap<IssueKey, string | null>
  /** Those of these keys that have a row. */
  known(keys: readonly IssueKey[]): ReadonlySet<IssueKey>
  /** The keys of `among`, in its order, whose row holds every word (lower case) somewhere. */
  matching(among: readonly IssueKey[], words: readonly string[]): readonly IssueKey[]
  /** Full-text search over key, summary, description and comments; the last word counts as a beginning. Best first. */
  search(text: string, limit: number): readonly SearchHit[]
  count(): number
}

export interface SearchHit {
  readonly key: IssueKey
  readonly issue: Issue
}

/** A list as it was last read. */
export interface StoredView {
  readonly id: string
  readonly title: string
  readonly jql: string
  readonly keys: readonly IssueKey[]
  readonly total: number | null
  readonly askedAt: number | null
  readonly sweptAt: number | null
  readonly refreshedAt: number | null
  readonly openedAt: number | null
}

export interface ViewTable {
  get(id: string): StoredView | undefined
  /** The newest opened first. Without their keys, which may be long. */
  list(): readonly Omit<StoredView, 'keys'>[]
  put(view: StoredView): void
  remove(id: string): void
}

/** Lists of the site that seldom change. */
export interface CatalogueTable {
  get(name: string): Stored<unknown> | undefined
  put(name: string, value: unknown, fetchedAt: number): void
}

/** An issue that was decided in the inbox. */
export interface DecidedIssue extends Decision {
  readonly key: IssueKey
  /** Somebody else has changed it since: it is in the inbox again. */
  readonly changed: boolean
}

export interface MarkTable {
  /** `undefined`: never marked. */
  readUpTo(key: IssueKey): string | null | undefined
  /** Reads many at once: keys of issues whose `updated` is after their mark, or that have none. */
  unread(keys: readonly IssueKey[]): ReadonlySet<IssueKey>
  /** Marks issues as seen at their present `updated`. */
  markRead(keys: readonly IssueKey[]): void
  snooze(key: IssueKey): Snooze | undefined
  putSnooze(key: IssueKey, snooze: Snooze | null): void
  /** Keys that are hidden at `now`: whose time is not over, and that did not change where a change wakes them. */
  snoozed(now: number): ReadonlySet<IssueKey>
  decision(key: IssueKey): Decision | undefined
  putDecision(key: IssueKey, decision: Decision | null): void
  /** The newest first, as many as anybody will look at. */
  decisions(): readonly DecidedIssue[]
  /** When issues were opened here last (epoch milliseconds), the newest first, as many as anybody will look through. */
  visits(): readonly { readonly key: IssueKey; readonly at: number }[]
  putVisit(key: IssueKey, at: number): void
  /** What these issues have become is no news: they are seen, and what was decided about them stands. */
  passOver(keys: readonly IssueKey[]): void
}

export interface DraftTable {
  get(name: string): string | undefined
  /** An empty text forgets it. */
  put(name: string, text: string, changedAt: number): void
  list(): Readonly<Record<string, string>>
}

/**
 * `queued` → `sending` → `sent`, or `failed` (refused), `conflict` (somebody else changed the same), `unknown` (sent, and no
 * answer: to be looked for). Back to `queued` from `sending` when nothing was done, from `unknown` when looking says so, from
 * `failed` and `conflict` by a person. `dropped`: given up by a person, or taken back before it was sent.
 */
export type OperationState = 'queued' | 'sending' | 'unknown' | 'conflict' | 'failed' | 'sent' | 'dropped'

/** An operation in the outbox. */
export interface StoredOperation {
  readonly id: number
  /** UUID: by this it can be found again on the site. */
  readonly mark: string
  readonly change: number
  readonly undoes: number | null
  readonly operation: Operation
  readonly state: OperationState
  /** Epoch milliseconds. */
  readonly performedAt: number
  readonly firstSentAt: number | null
  readonly attempts: number
  readonly notBefore: number | null
  /** Why it failed, or why it waits. */
  readonly error: SiteErrorData | null
  readonly conflicts: readonly FieldConflict[] | null
  readonly result: OperationResult | null
  readonly settledAt: number | null
  readonly settledOrder: number | null
}

/** What one key press or command did. */
export interface StoredChange {
  readonly id: number
  readonly title: string
  readonly performedAt: number
  readonly undoes: number | null
  readonly undoneBy: number | null
  /** What the changes that one key press made on several sites have in common; null: it made this one alone. */
  readonly press: string | null
}

export interface NewChange {
  readonly title: string
  readonly performedAt: number
  /** The change that this one takes back. */
  readonly undoes?: number
  readonly press?: string
  readonly operations: readonly {
    readonly operation: Operation
    /** Its UUID, where something bears it already. */
    readonly mark?: string
    readonly undoes?: number
    /** `sent` for what is of this program alone. Default `queued`. */
    readonly state?: 'queued' | 'sent'
  }[]
}

export interface OutboxTable {
  /** Writes a change with its operations and, when it takes one back, says so there. Durable when it returns. */
  add(change: NewChange): { readonly change: StoredChange; readonly operations: readonly StoredOperation[] }
  get(id: number): StoredOperation | undefined
  /** Neither sent nor dropped, oldest first. */
  open(): readonly StoredOperation[]
  openOf(key: IssueKey): readonly StoredOperation[]
  /** Those of one kind: of a rare one it is cheap to ask. */
  openOfKind(kind: OperationKindName): readonly StoredOperation[]
  /** Keys with open operations: asked for each row, so it is cheap. */
  openKeys(): ReadonlySet<IssueKey>
  ofChange(change: number): readonly StoredOperation[]
  changes(limit: number): readonly StoredChange[]
  change(id: number): StoredChange | undefined
  update(id: number, patch: Partial<Omit<StoredOperation, 'id' | 'mark' | 'change'>>): void
  /** Marks it sent with its result and gives it the next `settledOrder`. */
  settle(id: number, result: OperationResult, settledAt: number): void
  /** The newest `settledOrder`; 0: none. */
  lastOrder(): number
  /** Operations of an issue that the site took after `order`: a read from before does not have them. */
  settledAfter(order: number, key: IssueKey): readonly StoredOperation[]
  /** An issue that was made here has its real key: in all operations, and in what they hold. */
  rename(localKey: IssueKey, key: IssueKey): void
  /** Forgets what is over, up to the newest `keep` changes. */
  prune(keep: number): void
}
