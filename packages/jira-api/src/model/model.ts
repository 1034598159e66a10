/**
 * What the rest of the program sees of Jira, the same for every deployment. Every string in here has passed
 * `untrusted`. Times are ISO 8601 in UTC (`2026-11-22T08:00:00.000Z`), dates `yyyy-MM-dd`; absent is `null`.
 */

import type { FieldSchema } from '../fields/field-schema.ts'

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
}

export interface ProjectRef extends Named {
  readonly key: string
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
  /** In the site's own markup; only where the search asked for it. */
  readonly description?: string | null
}

export interface Comment {
  readonly id: string
  readonly author: User | null
  readonly body: string
  readonly created: string | null
  readonly updated: string | null
  readonly visibility: string | null
}

export interface IssueLink {
  readonly id: string
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

/** One issue as its own screen shows it. `description` and comment bodies are wiki markup source on Data Center. */
export interface IssueDetail extends Issue {
  readonly description: string | null
  readonly comments: readonly Comment[]
  readonly commentTotal: number
  readonly links: readonly IssueLink[]
  readonly attachments: readonly Attachment[]
  readonly subtasks: readonly { readonly key: IssueKey; readonly summary: string; readonly status: Status | null }[]
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
}

/** One of a field's allowed values; `wire` is what a write must send for it. */
export interface FieldOption {
  readonly id: string
  readonly label: string
  readonly wire: unknown
}

export interface Transition {
  readonly id: string
  readonly name: string
  readonly to: Status
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
}

export interface ServerInfo {
  readonly title: string
  readonly version: string
  readonly deployment: 'datacenter' | 'cloud'
  /** Canonical base URL as the server states it; may differ from the one in use. */
  readonly baseUrl: string
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
  /** Only from sites whose pages go by token: how this one joins the others. */
  readonly byToken?: TokenPage
}

/** A page of a list that is read on by token: there is no asking for a place, and so no overlap to look at. */
export interface TokenPage {
  /** The issue right before the page, when it begins behind the overlap that was asked for. */
  readonly follows: IssueKey | null
  readonly isLast: boolean
}
