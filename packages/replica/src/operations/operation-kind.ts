import type {
  Attachment,
  Comment,
  CreatedIssue,
  FieldValue,
  Issue,
  IssueDetail,
  RemoteLink,
  SiteClient,
  User,
  Worklog,
} from '@mmd/jira-api/model'
import type { Operation } from './operation.ts'

/** What is known of one issue: its list row, its detail and remote links where they were fetched. */
export interface Rows {
  readonly issue: Issue
  readonly detail: IssueDetail | undefined
  readonly remoteLinks: readonly RemoteLink[] | undefined
}

/** What the site said when it took an operation, kept with it: plain data. */
export interface OperationResult {
  readonly comment?: Comment
  readonly worklog?: Worklog
  readonly attachment?: Attachment
  readonly issue?: CreatedIssue
  readonly linkId?: string
  readonly remoteLinkId?: string
}

/** An operation as applying it needs it. */
export interface Performed {
  /** The mark by which it can be found again on the site: a UUID. */
  readonly mark: string
  /** ISO 8601. */
  readonly at: string
  /** `null` until the site has taken it. */
  readonly result: OperationResult | null
}

/** What sending works with. */
export interface Sending extends Performed {
  readonly client: SiteClient
  readonly deployment: 'datacenter' | 'cloud'
  readonly me: User
  readonly signal: AbortSignal
  /** The issue as the site has it now, where the sender has just looked (`base` kinds) or the copy knows it. */
  readonly current: IssueDetail | undefined
  /** A catalogue out of the copy, or from the site when it is older than a day. */
  readonly catalogue: (name: string) => Promise<unknown>
  /** ISO 8601, when it was first sent, by this machine's clock; null: never. For looking. */
  readonly firstSentAt: string | null
}

/** A field that was changed on both sides. */
export interface FieldConflict {
  /** A field's id; `comment:10030`; of a worklog each part by itself, `worklog:10011.started`. */
  readonly id: string
  readonly name: string
  readonly base: FieldValue
  readonly mine: FieldValue
  readonly theirs: FieldValue
}

/** What `look` found. */
export type Looked =
  | { readonly state: 'done'; readonly result: OperationResult }
  | { readonly state: 'not-done' }
  /** Not there, but what was asked may lag behind or still be at work: look again after so many milliseconds. */
  | { readonly state: 'later'; readonly afterMs: number }
  /** The site does not tell: nothing may be sent again without a person's word. */
  | { readonly state: 'unclear'; readonly why: string }

/** The way back. */
export type Inverse =
  | {
      readonly operations: readonly Operation[]
      /** What does not come back all the same: `The comment gets a new number and time`. */
      readonly loses?: string
    }
  /** Why there is none, as a sentence without its full stop. */
  | { readonly why: string }

/** What one kind of operation knows how to do. Everything but `send` and `look` is pure. */
export interface OperationKind<O extends Operation> {
  /** `assign to Mira Okafor`. */
  readonly describe: (operation: O) => string
  /**
   * What of the issue it sets: field ids, `comment:10030`. Two operations on one issue that share one stand in each other's
   * way: when the first was refused, the second waits for a decision. Empty: it stands alone.
   */
  readonly touches: (operation: O) => readonly string[]
  /** Fills in `base` from rows that show the issue before it, where it is not there yet. */
  readonly prepare: (operation: O, before: Rows) => O
  /**
   * The rows as they will be once the site has taken it, drawn at once; with a result, as they are since. Applied to rows
   * that have it already it changes nothing.
   */
  readonly apply: (rows: Rows, operation: O, performed: Performed) => Rows
  /**
   * What `look` will have to know of the time before: called once, before the first try, with the issue as the site has it
   * then; what it gives is kept in the operation's place before anything is sent.
   */
  readonly remember?: (operation: O, current: IssueDetail) => O
  /**
   * For those that set values: what somebody else has changed meanwhile. `base` absent counts as unchanged; `theirs` equal
   * to `mine` is no conflict.
   */
  readonly conflicts?: (operation: O, current: IssueDetail) => readonly FieldConflict[]
  /** True when the site has it as the operation wants it, so that nothing need be sent. */
  readonly isDone?: (operation: O, current: IssueDetail) => boolean
  /** The operation after a person's choice: for each field in conflict, mine (over theirs) or theirs. Null: nothing is left. */
  readonly resolve?: (
    operation: O,
    conflicts: readonly FieldConflict[],
    choices: Readonly<Record<string, 'mine' | 'theirs'>>,
  ) => O | null
  /** Sends it: one write. Absent: it is of this program alone. */
  readonly send?: (operation: O, sending: Sending) => Promise<OperationResult>
  /** After an answer got lost: asks the site whether it was done. Sends nothing that changes anything. */
  readonly look?: (operation: O, sending: Sending) => Promise<Looked>
  /** The way back, after the site has taken it; `me` is who is signed in. */
  readonly invert: (operation: O, performed: Performed, me: User) => Inverse
}
