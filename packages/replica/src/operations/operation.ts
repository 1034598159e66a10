import type {
  Attachment,
  Comment,
  EstimateRule,
  FieldSchema,
  FieldValue,
  IssueKey,
  IssueLink,
  LinkType,
  Named,
  RankPlace,
  RemoteLink,
  RemoteLinkInput,
  Status,
  StoredText,
  User,
  Visibility,
  Worklog,
} from '@mmd/jira-api/model'
import type { ListValue } from './list-value.ts'

/**
 * A change to one issue, as plain data (JSON): what an action hands to `perform`. What it was before (`base`) is filled in
 * by `perform` from the rows where the caller does not know it, and absent only where nobody does.
 */
export type Operation =
  | SetFieldsOperation
  | AssignOperation
  | TransitionOperation
  | LabelsOperation
  | MembersOperation
  | ListItemsOperation
  | AddCommentOperation
  | EditCommentOperation
  | DeleteCommentOperation
  | AddWorklogOperation
  | EditWorklogOperation
  | DeleteWorklogOperation
  | LinkOperation
  | UnlinkOperation
  | PutRemoteLinkOperation
  | DeleteRemoteLinkOperation
  | AttachOperation
  | DeleteAttachmentOperation
  | WatchOperation
  | VoteOperation
  | CreateOperation
  | DeleteIssueOperation
  | RankOperation
  | SprintOperation
  | SnoozeOperation
  | DecideOperation

export type OperationKindName = Operation['kind']

interface OnIssue {
  /** For an issue that is not made yet: its local key, which becomes the site's when it is. */
  readonly key: IssueKey
}

/** One field to be set. */
export interface FieldChange {
  /** `summary`, `priority`, `customfield_10010`. */
  readonly id: string
  readonly name: string
  readonly schema: FieldSchema
  readonly value: FieldValue
  /** What is sent instead of `value`, for what a person wrote in the site's own form; `value` then only shows it. */
  readonly wire?: unknown
  readonly base?: FieldValue
}

/** Sets fields to values; an empty value clears. */
export interface SetFieldsOperation extends OnIssue {
  readonly kind: 'set-fields'
  readonly changes: readonly FieldChange[]
}

export interface AssignOperation extends OnIssue {
  readonly kind: 'assign'
  /** `null` unassigns; `automatic` is whomever the project's settings name. */
  readonly assignee: User | null | 'automatic'
  readonly base?: User | null
}

export interface TransitionOperation extends OnIssue {
  readonly kind: 'transition'
  /** `id` null: whichever leads to `to` when it is sent, as an undo has it. */
  readonly transition: { readonly id: string | null; readonly name: string; readonly to: Status }
  /** Wire values by field id, for the fields that the transition's screen asked for. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What the local row shows for a resolution that `fields` sets; null: the step clears it. */
  readonly resolution?: Named | null
  /** A comment made together with the transition. */
  readonly comment?: StoredText
  /** Who makes it; `perform` fills it in. */
  readonly author?: User
  /** Comments of the same author with the same text that were there before, by id; absent: nobody knows. */
  readonly known?: readonly string[]
  /** Status and resolution before. */
  readonly base?: { readonly status: Status; readonly resolution: Named | null }
}

/** Adds and removes single labels, so that labels which somebody else sets meanwhile stay. */
export interface LabelsOperation extends OnIssue {
  readonly kind: 'labels'
  readonly add: readonly string[]
  readonly remove: readonly string[]
  readonly base?: readonly string[]
}

/** The same for fields that hold things with ids. */
export interface MembersOperation extends OnIssue {
  readonly kind: 'members'
  readonly field: 'components' | 'fixVersions' | 'versions'
  readonly add: readonly Named[]
  readonly remove: readonly Named[]
  readonly base?: readonly Named[]
}

/** The same for custom fields that hold lists: words, options, people, groups, versions. */
export interface ListItemsOperation extends OnIssue {
  readonly kind: 'list-items'
  readonly field: Pick<FieldChange, 'id' | 'name' | 'schema'>
  readonly add: ListValue
  readonly remove: ListValue
  readonly base?: ListValue
}

export interface AddCommentOperation extends OnIssue {
  readonly kind: 'add-comment'
  readonly body: StoredText
  /** What was typed, to be given back as a draft. */
  readonly typed: string
  readonly author: User
  readonly visibility?: Visibility | null
  /** A note of a service desk that customers do not see. */
  readonly internal?: boolean
  /** Comments of the same author with the same text that were there before, by id; absent: nobody knows. */
  readonly known?: readonly string[]
}

export interface EditCommentOperation extends OnIssue {
  readonly kind: 'edit-comment'
  readonly id: string
  readonly body: StoredText
  readonly typed: string
  readonly base?: Comment
}

export interface DeleteCommentOperation extends OnIssue {
  readonly kind: 'delete-comment'
  readonly id: string
  readonly base?: Comment
}

export interface AddWorklogOperation extends OnIssue {
  readonly kind: 'add-worklog'
  /** Seconds. */
  readonly seconds: number
  /** ISO 8601. `perform` makes its milliseconds differ from those of the user's other worklogs, so that it can be found again. */
  readonly started: string
  readonly comment: StoredText | null
  readonly remaining: EstimateRule
  readonly author: User
  readonly visibility?: Visibility | null
  /** Seconds of the remaining estimate before. */
  readonly base?: { readonly remaining: number | null }
}

export interface EditWorklogOperation extends OnIssue {
  readonly kind: 'edit-worklog'
  readonly id: string
  readonly seconds: number
  /** Absent: as it was. */
  readonly started?: string
  readonly comment?: StoredText | null
  readonly remaining: Exclude<EstimateRule, { readonly by: string }>
  readonly base?: Worklog
}

export interface DeleteWorklogOperation extends OnIssue {
  readonly kind: 'delete-worklog'
  readonly id: string
  readonly remaining: EstimateRule
  readonly base?: Worklog
}

/** Links two issues: `outward` true means that this issue does it to the other (`blocks`). */
export interface LinkOperation extends OnIssue {
  readonly kind: 'link'
  readonly type: LinkType
  readonly outward: boolean
  readonly other: IssueKey
  /** For the rows until the site has answered. */
  readonly otherSummary?: string
}

export interface UnlinkOperation extends OnIssue {
  readonly kind: 'unlink'
  /** With an id that the site did not give (empty, or `pending:`…) it is found by its type, direction and issue. */
  readonly link: IssueLink
}

/**
 * Makes or changes a link to something outside; the global id makes it one and the same however often it is sent. An empty
 * one stands for the operation's mark.
 */
export interface PutRemoteLinkOperation extends OnIssue {
  readonly kind: 'put-remote-link'
  readonly link: RemoteLinkInput
  /** The link that is changed; null: there was none. */
  readonly base?: RemoteLink | null
}

export interface DeleteRemoteLinkOperation extends OnIssue {
  readonly kind: 'delete-remote-link'
  /** With an id that the site did not give (empty, or `pending:`…) it is found by its global id. */
  readonly link: RemoteLink
}

/** Attaches a file; `perform` has copied it, so that what is sent is what was chosen. */
export interface AttachOperation extends OnIssue {
  readonly kind: 'attach'
  readonly file: { readonly path: string; readonly name: string; readonly size: number; readonly mimeType: string }
  readonly author: User
  /** Attachments that were there before it was first sent, by id. */
  readonly known?: readonly string[]
}

export interface DeleteAttachmentOperation extends OnIssue {
  readonly kind: 'delete-attachment'
  readonly attachment: Attachment
}

export interface WatchOperation extends OnIssue {
  readonly kind: 'watch'
  readonly isWatching: boolean
  /** Somebody else; null: oneself. */
  readonly user: User | null
  readonly base?: boolean
}

export interface VoteOperation extends OnIssue {
  readonly kind: 'vote'
  readonly isFor: boolean
  readonly base?: boolean
}

/** Makes an issue or, with a parent, a sub-task. `key` is its local key until the site has given it one. */
export interface CreateOperation extends OnIssue {
  readonly kind: 'create'
  /** Wire values by field id, project and type among them. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What its row shows until the site has answered. */
  readonly shown: {
    readonly project: { readonly id: string; readonly key: string; readonly name: string }
    readonly type: { readonly id: string; readonly name: string; readonly subtask: boolean }
    readonly summary: string
    readonly description?: StoredText | null
    readonly priority?: Named | null
    readonly assignee?: User | null
    readonly reporter?: User | null
    readonly labels?: readonly string[]
    readonly components?: readonly Named[]
    readonly fixVersions?: readonly Named[]
    readonly parent?: { readonly key: IssueKey; readonly summary: string } | null
    readonly due?: string | null
  }
}

/** Deletes an issue that was made here: the way back from `create`. */
export interface DeleteIssueOperation extends OnIssue {
  readonly kind: 'delete-issue'
  /** What it was made of, to make it again. */
  readonly made: Pick<CreateOperation, 'fields' | 'shown'>
}

export interface RankOperation extends OnIssue {
  readonly kind: 'rank'
  readonly place: RankPlace
  /** Where it was; null: nobody knows. */
  readonly base?: RankPlace | null
  readonly rankFieldId?: string
}

export interface SprintOperation extends OnIssue {
  readonly kind: 'sprint'
  /** `null` is the backlog. */
  readonly to: Named | null
  readonly base?: Named | null
  /** The custom field that holds sprints, where known: `customfield_10020`. */
  readonly fieldId?: string
}

/** Hides an issue from the lists: of this program alone, nothing is sent. */
export interface SnoozeOperation extends OnIssue {
  readonly kind: 'snooze'
  /** `null` wakes it. */
  readonly snooze: Snooze | null
  readonly base?: Snooze | null
}

/** Says what became of an issue in the inbox, which it leaves by that: of this program alone, nothing is sent. */
export interface DecideOperation extends OnIssue {
  readonly kind: 'decide'
  /** `null` puts it back. */
  readonly decision: Decision | null
  readonly base?: Decision | null
}

export type Verdict = 'accepted' | 'duplicate' | 'declined' | 'assigned' | 'moved' | 'snoozed'

export interface Decision {
  readonly verdict: Verdict
  /** Epoch milliseconds. */
  readonly at: number
  /** The id of the view that it was decided in. */
  readonly view: string
  /** Why it was declined, or of which issue it is a duplicate; empty for nothing. */
  readonly reason: string
  /** `updated` of the issue at that time; `perform` fills it in. */
  readonly seen?: string | null
}

export interface Snooze {
  /** Epoch milliseconds; null: for no time of its own. */
  readonly until: number | null
  /** Wakes also when somebody changes the issue. */
  readonly untilChanged: boolean
}
