/**
 * What the rest of the program sees of Jira, the same for every deployment. Every string in here has passed
 * `untrusted`. Times are ISO 8601 in UTC (`2026-11-22T08:00:00.000Z`), dates `yyyy-MM-dd`; absent is `null`.
 */

import type { StoredText } from '@mmd/rich-text'
import type { FieldSchema } from '../fields/field-schema.ts'
import type { Estimates, FieldValue, IssueField } from '../fields/field-value.ts'

export type * from './site-model.ts'

/** `PAY-1412`: made by `toIssueKey`, never by a cast. */
export type IssueKey = string & { readonly __brand: 'IssueKey' }

/** A person. `id` is what the site wants back: the login `name` on Data Center, `accountId` on Cloud. */
export interface User {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

export type StatusCategory = 'new' | 'indeterminate' | 'done' | 'unknown'

export interface Status {
  readonly id: string
  readonly name: string
  readonly category: StatusCategory
}

/** A thing with an id and a name: priority, resolution, component, version, issue type. */
export interface Named {
  readonly id: string
  readonly name: string
}

export interface IssueType extends Named {
  readonly subtask: boolean
  /** Only on Cloud: -1 for sub-tasks, 0, 1 for epics, and higher. */
  readonly level?: number
}

export interface ProjectRef extends Named {
  readonly key: string
  /** It is a service desk: some comments are notes that customers do not see. Absent: it is none, or the site did not say. */
  readonly serviceDesk?: true
}

/** One row of a list. */
export interface Issue {
  readonly key: IssueKey
  readonly id: string
  readonly project: ProjectRef
  readonly type: IssueType
  readonly summary: string
  readonly status: Status
  readonly priority: Named | null
  readonly resolution: Named | null
  readonly assignee: User | null
  readonly reporter: User | null
  readonly labels: readonly string[]
  readonly components: readonly Named[]
  readonly fixVersions: readonly Named[]
  readonly parent: { readonly key: IssueKey; readonly summary: string } | null
  readonly created: string | null
  readonly updated: string | null
  readonly due: string | null
  /** Only where the search asked for it. */
  readonly description?: StoredText | null
  /** Only where the list was asked for fields: those of them that are set, in the order in which they were asked for. */
  readonly fields?: readonly IssueField[]
}

/** Who alone may read a comment or worklog: a name, or where the site gives none an identifier. */
export type Visibility =
  | { readonly type: 'role' | 'group'; readonly value: string }
  | { readonly type: 'role' | 'group'; readonly identifier: string }

export interface Comment {
  readonly id: string
  readonly author: User | null
  readonly body: StoredText
  readonly created: string | null
  readonly updated: string | null
  /** The role or group that may read it; null: everybody who sees the issue. */
  readonly visibility: string | null
  /** The same as it is written; absent: everybody, or not understood. */
  readonly restriction?: Visibility
  /** A note of a service desk that customers do not see; null: the answer did not say. Data Center says it in lists of comments alone. */
  readonly internal: boolean | null
  /** What its writer marked it with, in lists of comments. */
  readonly mark?: string
}

export interface IssueLink {
  readonly id: string
  readonly typeId: string
  /** True: this issue does it to the other. */
  readonly outward: boolean
  /** The words for this direction, such as `blocks` or `is blocked by`. */
  readonly relation: string
  readonly key: IssueKey
  readonly summary: string
  readonly status: Status | null
}

export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly author: User | null
  readonly created: string | null
  /** Bytes. */
  readonly size: number
  readonly mimeType: string
}

/** One issue as its own screen shows it. */
export interface IssueDetail extends Issue {
  readonly description: StoredText | null
  readonly comments: readonly Comment[]
  readonly commentTotal: number
  /** How many older ones the answer left out before the first; absent: none. */
  readonly commentsBefore?: number
  readonly links: readonly IssueLink[]
  readonly attachments: readonly Attachment[]
  readonly subtasks: readonly { readonly key: IssueKey; readonly summary: string; readonly status: Status | null }[]
  readonly environment: StoredText | null
  readonly affectedVersions: readonly Named[]
  readonly creator: User | null
  readonly resolved: string | null
  /** The level that hides it from others; null: it is for everybody in the project. */
  readonly security: Named | null
  readonly estimates: Estimates | null
  readonly votes: { readonly count: number; readonly mine: boolean }
  readonly watchers: { readonly count: number; readonly mine: boolean }
  /** The first worklogs that came along, oldest first. */
  readonly worklogs: readonly Worklog[]
  readonly worklogTotal: number
  /** Custom fields that are set, in the order of their names; fields that share a name are told apart by id. */
  readonly fields: readonly IssueField[]
}

/** Time that somebody spent. */
export interface Worklog {
  readonly id: string
  readonly author: User | null
  readonly comment: StoredText | null
  readonly started: string | null
  readonly seconds: number
  readonly created: string | null
  readonly updated: string | null
  readonly visibility: string | null
  /** As with comments. */
  readonly restriction?: Visibility
}

/** A field as the screens of creating, editing and transitions describe it. */
export interface FieldMeta extends FieldSchema {
  readonly id: string
  readonly name: string
  readonly required: boolean
  readonly hasDefault: boolean
  /** What may be done with it: `set`, `add`, `remove`, `edit`; empty where the site does not say. */
  readonly operations: readonly string[]
  readonly allowedValues: readonly FieldOption[]
  /** What it has when nothing is chosen, where the site tells it; texts without the site's markup. */
  readonly defaultValue?: FieldValue
}

/** One of a field's allowed values; `wire` is what a write must send for it. */
export interface FieldOption {
  readonly id: string
  readonly label: string
  readonly wire: unknown
  /** Of a cascading field: the id of the value that it stands below. */
  readonly parent?: string
  /** Of a version; absent: it is not. */
  readonly released?: true
  readonly archived?: true
}

export interface Transition {
  readonly id: string
  readonly name: string
  readonly to: Status
  /** False where the site says that its conditions are not met now. */
  readonly available: boolean
  /** Fields of the transition's screen; empty when it has none. */
  readonly fields: readonly FieldMeta[]
}

export interface Project extends ProjectRef {
  readonly lead: User | null
}

/** A field of the site's catalogue. Names are not keys: several fields may share one. */
export interface FieldInfo {
  readonly id: string
  readonly name: string
  readonly custom: boolean
  readonly schema: FieldSchema
  /** What JQL calls it. */
  readonly clauseNames: readonly string[]
}

export interface SavedFilter {
  readonly id: string
  readonly name: string
  readonly jql: string
  readonly owner: User | null
  readonly description: string | null
  readonly favourite: boolean
}

/** A filter to be saved. The site checks its query. */
export interface FilterInput {
  readonly name: string
  readonly jql: string
  readonly description?: string
  readonly favourite?: boolean
}

/** The signed-in user. */
export interface Myself extends User {
  readonly email: string | null
  readonly timeZone: string | null
}

export interface IssuePage {
  readonly issues: readonly Issue[]
  /** Place of the first issue in the list. */
  readonly startAt: number
  /** How many the query finds; an estimate with `byToken`, unless the page is the last. */
  readonly total: number
  readonly warnings: readonly string[]
  /** The same issues with everything, where the search asked for that. */
  readonly details?: readonly IssueDetail[]
  /** Only from sites whose pages go by token: how this one joins the others. */
  readonly byToken?: TokenPage
}

/** A page of a list that is read on by token: there is no asking for a place, and so no overlap to look at. */
export interface TokenPage {
  /** The issue right before the page, when it begins behind the overlap that was asked for. */
  readonly follows: IssueKey | null
  readonly isLast: boolean
}

/** An issue that has just been made. */
export interface CreatedIssue {
  readonly id: string
  readonly key: IssueKey
}

/** Something that was changed at one time by one person. */
export interface Change {
  readonly id: string
  readonly author: User | null
  readonly created: string | null
  readonly items: readonly {
    /** Null on older sites, which give the name alone. */
    readonly fieldId: string | null
    readonly field: string
    readonly from: string | null
    readonly to: string | null
    /** Ids of what has them, such as a status, whose name may be another in each language. */
    readonly fromId?: string
    readonly toId?: string
  }[]
}

/** A kind of link between issues, in the words of both directions. */
export interface LinkType extends Named {
  readonly inward: string
  readonly outward: string
}

/** A link to something outside of this Jira. */
export interface RemoteLink {
  readonly id: string
  readonly globalId: string | null
  /** Such as `com.atlassian.confluence`; null for a link of the web. */
  readonly applicationType: string | null
  readonly relationship: string | null
  /** An address of the web, or empty. */
  readonly url: string
  readonly title: string
  readonly summary: string | null
  readonly resolved: boolean
}

/** A version of a project. */
export interface Version extends Named {
  readonly released: boolean
  readonly archived: boolean
  readonly releaseDate: string | null
}

export interface ProjectDetail extends Project {
  readonly types: readonly IssueType[]
  readonly components: readonly Named[]
  readonly versions: readonly Version[]
  /** `software`, `service_desk`, `business` … */
  readonly kind: string | null
}
