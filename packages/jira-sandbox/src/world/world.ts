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
}

export interface SandboxWorklog {
  readonly id: string
  readonly authorKey: string
  readonly comment: string
  readonly started: number
  readonly seconds: number
}

export interface SandboxAttachment {
  readonly id: string
  readonly filename: string
  readonly authorKey: string | null
  readonly created: number
  /** Bytes. */
  readonly size: number
  readonly mimeType: string
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
  readonly worklogs: SandboxWorklog[]
  readonly attachments: SandboxAttachment[]
  readonly history: Change[]
  links: SandboxLink[]
  readonly watchers: Set<string>
  readonly voters: Set<string>
  readonly subtaskIds: number[]
  /** By field id, such as `customfield_10107`. */
  readonly custom: Map<string, CustomValue>
}

export interface SandboxFilter {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly jql: string
  readonly ownerKey: string
  /** Keys of the users whose favourite it is. */
  readonly favouriteOf: readonly string[]
}

export interface WorldOptions {
  /** Same seed, same world. */
  readonly seed?: number
  /** How many issues in all; default 400. */
  readonly issues?: number
  /** Epoch milliseconds the world was made; dates lie before it. */
  readonly now?: number
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
  /** Oldest first. */
  readonly issues: SandboxIssue[]
  /** By id or key, any case. */
  findIssue(idOrKey: string | number): SandboxIssue | undefined
  readonly filters: readonly SandboxFilter[]
  /** A number that no record has yet. */
  nextId(): number
}
