import type { IssueKey, Named, Status, StoredText, User } from '@mmd/jira-api/model'

/** A change to one issue, as plain data: what an action hands to `perform`. */
export type Operation = AssignOperation | TransitionOperation | PriorityOperation | LabelsOperation | CommentOperation

export interface AssignOperation {
  readonly kind: 'assign'
  readonly key: IssueKey
  /** `null` unassigns. */
  readonly assignee: User | null
}

export interface TransitionOperation {
  readonly kind: 'transition'
  readonly key: IssueKey
  readonly transition: { readonly id: string; readonly name: string; readonly to: Status }
  /** Wire values by field id, for the fields that the transition's screen asked for. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What the local row shows for a resolution that `fields` sets. */
  readonly resolution?: Named
  /** A comment made together with the transition. */
  readonly comment?: StoredText
}

export interface PriorityOperation {
  readonly kind: 'priority'
  readonly key: IssueKey
  readonly priority: Named
}

export interface LabelsOperation {
  readonly kind: 'labels'
  readonly key: IssueKey
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

export interface CommentOperation {
  readonly kind: 'comment'
  readonly key: IssueKey
  readonly body: StoredText
  /** What was typed, to be given back as a draft. */
  readonly typed: string
  readonly author: User
}

/** What an operation sees of one issue, and gives back changed. */
export interface IssueRows<I, D> {
  readonly issue: I
  readonly detail: D | undefined
}
