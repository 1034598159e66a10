import type { StoredText } from '@mmd/rich-text'
import type { CallOptions } from '../call-options.ts'
import type { Comment, Visibility, Worklog } from '../model/model.ts'

/** A comment to be written. */
export interface CommentInput {
  readonly body: StoredText
  /** `null`: everybody who sees the issue. Absent: the same, but a change leaves it as it was. */
  readonly visibility?: Visibility | null
  /** A note of a service desk that customers do not see. */
  readonly internal?: boolean
  /** Kept with the comment as a property of it, and read again by `comments`: so a lost answer need not mean a second one. */
  readonly mark?: string
}

/** A page of comments. */
export interface CommentPage {
  readonly comments: readonly Comment[]
  readonly startAt: number
  readonly total: number
}

/** What becomes of the remaining estimate. Durations in Jira's words, such as `1h 30m`. */
export type EstimateRule =
  /** Shortened by the time that was spent. */
  | 'auto'
  | 'leave'
  /** Set anew. */
  | { readonly set: string }
  /** Shortened, or with a deletion made longer, by so much. */
  | { readonly by: string }

/** A worklog to be written. */
export interface WorklogInput {
  /** Seconds. */
  readonly seconds: number
  /** ISO 8601; absent: now, or as it was. */
  readonly started?: string
  readonly comment?: StoredText
  /** As with comments. */
  readonly visibility?: Visibility | null
  /** Default `auto`. */
  readonly remaining?: EstimateRule
}

/** What people say on an issue, and the time they spent on it. */
export interface TalkFace {
  comments(
    query: {
      readonly key: string
      readonly startAt?: number
      readonly maxResults?: number
      readonly newestFirst?: boolean
    },
    options?: CallOptions,
  ): Promise<CommentPage>
  /** One comment as its issue brings it. Gone, or not to be seen: `not-found`. */
  comment(query: { readonly key: string; readonly id: string }, options?: CallOptions): Promise<Comment>
  addComment(key: string, input: CommentInput, options?: CallOptions): Promise<Comment>
  /** A second request finds out who may read it, unless that is given. */
  editComment(
    query: { readonly key: string; readonly id: string },
    input: CommentInput,
    options?: CallOptions,
  ): Promise<Comment>
  deleteComment(query: { readonly key: string; readonly id: string }, options?: CallOptions): Promise<void>
  /** Those that somebody pinned; from Data Center 10 on, `not-found` elsewhere. */
  pinnedComments(key: string, options?: CallOptions): Promise<readonly Comment[]>
  pinComment(
    query: { readonly key: string; readonly id: string },
    isPinned: boolean,
    options?: CallOptions,
  ): Promise<void>
  /** Every worklog, the one that began first in front. */
  worklogs(key: string, options?: CallOptions): Promise<readonly Worklog[]>
  /** One worklog. Gone, or not to be seen: `not-found`. */
  worklog(query: { readonly key: string; readonly id: string }, options?: CallOptions): Promise<Worklog>
  addWorklog(key: string, input: WorklogInput, options?: CallOptions): Promise<Worklog>
  editWorklog(
    query: { readonly key: string; readonly id: string },
    input: WorklogInput & { readonly remaining?: Exclude<EstimateRule, { readonly by: string }> },
    options?: CallOptions,
  ): Promise<Worklog>
  deleteWorklog(
    query: { readonly key: string; readonly id: string; readonly remaining?: EstimateRule },
    options?: CallOptions,
  ): Promise<void>
}
