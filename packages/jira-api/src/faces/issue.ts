import type { CallOptions } from '../call-options.ts'
import type { Change, CreatedIssue, IssueDetail, Transition, User } from '../model/model.ts'
import type { CommentInput } from './talk.ts'

/**
 * Wire values by field id (`fields`) and verbs by field id (`update`), as Jira's edit resource takes them. `properties` are
 * notes of programs, given when an issue is made.
 */
export interface EditInput {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly update?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly properties?: readonly { readonly key: string; readonly value: unknown }[]
}

/** What a transition sends besides its id: an edit, of which no field may stand in both members, and a comment with its readers. */
export interface TransitionInput extends EditInput {
  readonly id: string
  readonly comment?: Pick<CommentInput, 'body' | 'visibility'>
}

/** Which custom fields come with an issue: all of them, which on sites with thousands is slow, or some by id. */
export interface IssueQuery {
  readonly key: string
  readonly customFields: 'all' | readonly string[]
}

/** What became of one of several issues to be made. */
export type Creation =
  | { readonly issue: CreatedIssue; readonly refusal?: undefined }
  | {
      readonly issue?: undefined
      readonly refusal: {
        readonly messages: readonly string[]
        readonly fields: Readonly<Record<string, string>>
        /** True: the answer got lost, so that the issue may be there all the same. */
        readonly mayExist?: boolean
      }
    }

/** One issue: reading, making, changing, moving on. */
export interface IssueFace {
  /** With everything that every site has. A moved issue comes with its new key. */
  issue(key: string, options?: CallOptions): Promise<IssueDetail>
  /** The same with custom fields, named and typed. */
  issueWithFields(query: IssueQuery, options?: CallOptions): Promise<IssueDetail>
  /** Everything that was changed, oldest first. */
  history(key: string, options?: CallOptions): Promise<readonly Change[]>
  /** Field errors are `refused`, with the field ids in `details.fields`. */
  createIssue(input: EditInput, options?: CallOptions): Promise<CreatedIssue>
  /** One result an issue, in their order; some may be made although others are refused. */
  createIssues(inputs: readonly EditInput[], options?: CallOptions): Promise<readonly Creation[]>
  edit(key: string, input: EditInput, options?: CallOptions): Promise<void>
  deleteIssue(query: { readonly key: string; readonly withSubtasks?: boolean }, options?: CallOptions): Promise<void>
  /** `null` unassigns, `'-1'` is the project's automatic assignee. */
  assign(key: string, userId: string | null, options?: CallOptions): Promise<void>
  assignable(
    query: { issueKey: string; text: string; maxResults?: number },
    options?: CallOptions,
  ): Promise<readonly User[]>
  /** An empty list means that the user has none. */
  transitions(key: string, options?: CallOptions): Promise<readonly Transition[]>
  /** A missing required field is `refused`, with its id in `details.fields`. */
  transition(key: string, input: TransitionInput, options?: CallOptions): Promise<void>
  /** Moves a sub-task among its siblings; places are counted from 0. `not-found` on Cloud. */
  moveSubtask(key: string, places: { readonly from: number; readonly to: number }, options?: CallOptions): Promise<void>
  /** Takes an issue out of searches, or back in; Data Center alone. */
  archive(key: string, options?: CallOptions): Promise<void>
  restore(key: string, options?: CallOptions): Promise<void>
}
