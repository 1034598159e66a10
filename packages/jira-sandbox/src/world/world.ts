import type { SandboxBoard, SandboxSprint } from './agile.ts'
import type { SandboxApproval } from './service-desk.ts'

/** The sandbox's own records. They share nothing with what clients believe of Jira. */

export interface SandboxUser {
  /** Login name; may be renamed. */
  name: string
  /** Stable key, such as `JIRAUSER10105`. */
  readonly key: string
  displayName: string
  email: string
  active: boolean
  /** For the login page and Basic. */
  password: string
  timeZone: string
  locale: string
  /** Keys of the projects where they were, the last one first; absent: nowhere yet. */
  recentProjects?: readonly string[]
}

/** A named thing of a project: a component or a version. */
export interface ProjectPart {
  readonly id: string
  readonly name: string
  readonly description?: string
}

export interface SandboxVersion extends ProjectPart {
  readonly released: boolean
  readonly archived: boolean
  /** `yyyy-MM-dd`; absent: no date yet. */
  readonly releaseDate?: string
}

export interface SandboxProject {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly description: string
  readonly typeKey: 'software' | 'service_desk'
  readonly leadKey: string
  /** True: anonymous callers may browse it. */
  readonly open: boolean
  /** The group whose members see and change everything in the project. */
  readonly team: string
  /** True: every account may browse and comment, false: only the team. */
  readonly everybody: boolean
  readonly typeIds: readonly string[]
  readonly components: readonly ProjectPart[]
  readonly versions: readonly SandboxVersion[]
}

/** Who a comment is for; absent: everybody who sees the issue. */
export interface Visibility {
  readonly type: 'group' | 'role'
  readonly value: string
}

export interface SandboxComment {
  readonly id: string
  /** Null: written by nobody who is known any more. */
  readonly authorKey: string | null
  body: string
  updateAuthorKey: string | null
  readonly created: number
  updated: number
  visibility?: Visibility
  /** Entity properties; `sd.public.comment` tells internal comments of a service desk from public ones. */
  readonly properties?: ReadonlyMap<string, unknown>
  /** Who pinned it and when; absent: nobody. */
  pinned?: { readonly byKey: string; readonly at: number }
}

export interface SandboxWorklog {
  readonly id: string
  readonly authorKey: string
  comment: string
  started: number
  seconds: number
  /** Absent: made when the work began. */
  readonly created?: number
  updated?: number
  updateAuthorKey?: string
  visibility?: Visibility
}

export interface SandboxAttachment {
  readonly id: string
  readonly filename: string
  readonly authorKey: string | null
  readonly created: number
  /** Bytes. */
  readonly size: number
  readonly mimeType: string
  /** What somebody uploaded; absent: made up when it is downloaded, the same bytes each time. */
  readonly content?: Buffer
}

/** A link from an issue to a thing outside of this Jira, such as a page of Confluence. */
export interface SandboxRemoteLink {
  readonly id: number
  /** The same text on one issue is the same link. */
  readonly globalId?: string
  readonly application?: Readonly<Record<string, unknown>>
  readonly relationship?: string
  readonly object: Readonly<Record<string, unknown>>
}

/** Who may see an issue that is not for everybody in its project. */
export interface SecurityLevel {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly projectKey: string
  /** User keys of the members; `team`: everybody in the project's team. */
  readonly members: readonly string[] | 'team'
}

export interface ChangeItem {
  readonly field: string
  readonly fieldtype: 'jira' | 'custom'
  readonly from: string | null
  readonly fromString: string | null
  readonly to: string | null
  readonly toString: string | null
}

export interface Change {
  readonly id: string
  readonly authorKey: string
  readonly created: number
  readonly items: readonly ChangeItem[]
}

/** One end of a link, as this issue sees it. */
export interface SandboxLink {
  readonly id: string
  readonly typeId: string
  readonly direction: 'inward' | 'outward'
  /** Id of the issue at the other end. */
  readonly otherId: number
}

/** The value of a custom field in its stored form; user fields hold a user key, options their id. */
export type CustomValue = string | number | readonly string[]

export interface SandboxIssue {
  readonly id: number
  readonly key: string
  /** Keys under which it was found before it was moved to another project. */
  readonly formerKeys?: readonly string[]
  readonly projectKey: string
  /** The digits of the key. */
  readonly number: number
  typeId: string
  summary: string
  description: string | null
  environment: string | null
  statusId: string
  priorityId: string
  resolutionId: string | null
  /** Epoch milliseconds, as all times here. */
  resolved: number | null
  labels: readonly string[]
  componentIds: readonly string[]
  fixVersionIds: readonly string[]
  affectedVersionIds: readonly string[]
  assigneeKey: string | null
  reporterKey: string | null
  readonly creatorKey: string | null
  parentId: number | null
  readonly created: number
  updated: number
  /** `yyyy-MM-dd`. */
  due: string | null
  comments: SandboxComment[]
  worklogs: SandboxWorklog[]
  attachments: SandboxAttachment[]
  readonly history: Change[]
  links: SandboxLink[]
  /** Absent: none yet. */
  remoteLinks?: readonly SandboxRemoteLink[]
  readonly watchers: Set<string>
  readonly voters: Set<string>
  subtaskIds: number[]
  /** By field id, such as `customfield_10107`. */
  readonly custom: Map<string, CustomValue>
  /** Seconds that somebody believed it would take; absent or null: nobody said. */
  originalEstimate?: number | null
  remainingEstimate?: number | null
  /** Id of a security level; absent or null: everybody who sees the project sees the issue. */
  securityLevelId?: string | null
  /** Absent: it is not archived. */
  archived?: { readonly byKey: string; readonly at: number } | undefined
  /** Entity properties; absent: none yet. */
  properties?: Map<string, unknown>
  /** Customers who take part besides the reporter, by key. */
  participants?: readonly string[]
  approvals?: readonly SandboxApproval[]
  /** Of an epic, as boards show it; absent: open, in the first colour. */
  epic?: { readonly done: boolean; readonly colour: string }
  /** Field values that no rule explains, as an app or an old release left them; `undefined` leaves the field out. */
  strange?: ReadonlyMap<string, unknown>
}

export interface SandboxFilter {
  readonly id: string
  name: string
  description: string
  jql: string
  readonly ownerKey: string
  /** Keys of the users whose favourite it is. */
  favouriteOf: readonly string[]
  /** False: for its owner alone; absent: for everybody who is logged in. */
  shared?: boolean
}

export interface SandboxDashboard {
  readonly id: string
  readonly name: string
  readonly ownerKey: string
  readonly favouriteOf: readonly string[]
}

export interface WorldOptions {
  /** Same seed, same world. */
  readonly seed?: number
  /** How many issues in all; default 400. */
  readonly issues?: number
  /** Epoch milliseconds the world was made; dates lie before it. */
  readonly now?: number
  /** True: further issues with what large old sites hold (texts of a megabyte, hundreds of links); see `quirks.ts`. */
  readonly quirks?: boolean
}

export interface World {
  readonly users: SandboxUser[]
  findUser(name: string): SandboxUser | undefined
  userByKey(key: string | null): SandboxUser | undefined
  /** Group name to the keys of its members. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>
  readonly projects: readonly SandboxProject[]
  /** By id or key, any case. */
  findProject(idOrKey: string): SandboxProject | undefined
  /** Permissions that a project gives to nobody, whatever their role, by its key. */
  readonly withheld: Map<string, ReadonlySet<string>>
  /** Oldest first. */
  readonly issues: SandboxIssue[]
  /** By id or key (a former one too), any case. */
  findIssue(idOrKey: string | number): SandboxIssue | undefined
  /** Takes an issue out of the world for good; what others know of it stays. */
  removeIssue(issue: SandboxIssue): void
  /**
   * Gives an issue the next key of another project; its old keys still lead to it. One that is there already keeps its
   * key. The rest of it (type, status, components) is for the caller to change.
   */
  moveIssue(issue: SandboxIssue, projectKey: string): void
  /**
   * The number of the next issue that a project gets: above all that it ever gave, to issues that were deleted or moved
   * too. It is spent when an issue with it is added.
   */
  nextIssueNumber(projectKey: string): number
  /** The id of the next issue, above those of all that ever were; spent when an issue with it is added. */
  nextIssueId(): number
  readonly filters: SandboxFilter[]
  readonly dashboards: readonly SandboxDashboard[]
  readonly boards: readonly SandboxBoard[]
  readonly sprints: SandboxSprint[]
  /** An id for a new sprint, another each time; deleted ones do not come again. */
  nextSprintId(): number
  /** A number that no record has or had, another each time. */
  nextId(): number
}
