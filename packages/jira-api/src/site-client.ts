import type { CallOptions } from './call-options.ts'
import type { AgileFace } from './faces/agile.ts'
import type { DevelopmentFace } from './faces/development.ts'
import type { MetadataFace } from './faces/metadata.ts'
import type { ServiceDeskFace } from './faces/service-desk.ts'
import type {
  Comment,
  FieldInfo,
  IssueDetail,
  IssuePage,
  Myself,
  Named,
  Project,
  SavedFilter,
  ServerInfo,
  Transition,
  User,
} from './model/model.ts'

export type { CallOptions } from './call-options.ts'

export interface SearchQuery {
  readonly jql: string
  readonly startAt?: number
  /** At most 1000; the site may give fewer. */
  readonly maxResults?: number
  /** Descriptions too, for pages that are read at once: a preview then costs no request. */
  readonly withDescription?: boolean
}

/** What a transition sends besides its id. `fields` holds wire values by field id. */
export interface TransitionInput {
  readonly id: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly comment?: string
}

/** Wire values by field id (`fields`) and verbs by field id (`update`), as Jira's edit resource takes them. */
export interface EditInput {
  readonly fields?: Readonly<Record<string, unknown>>
  readonly update?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

/**
 * One signed-in Jira site. Each method is one request, but for a search on Cloud (see `createSearch`), takes and returns
 * plain data (so that it can cross a thread), and throws `JiraApiError`.
 */
export interface SiteClient extends MetadataFace, AgileFace, ServiceDeskFace, DevelopmentFace {
  serverInfo(options?: CallOptions): Promise<ServerInfo>
  myself(options?: CallOptions): Promise<Myself>
  fields(options?: CallOptions): Promise<readonly FieldInfo[]>
  projects(options?: CallOptions): Promise<readonly Project[]>
  priorities(options?: CallOptions): Promise<readonly Named[]>
  favouriteFilters(options?: CallOptions): Promise<readonly SavedFilter[]>
  search(query: SearchQuery, options?: CallOptions): Promise<IssuePage>
  issue(key: string, options?: CallOptions): Promise<IssueDetail>
  transitions(key: string, options?: CallOptions): Promise<readonly Transition[]>
  transition(key: string, input: TransitionInput, options?: CallOptions): Promise<void>
  edit(key: string, input: EditInput, options?: CallOptions): Promise<void>
  /** `null` unassigns, `'-1'` is the project's automatic assignee. */
  assign(key: string, userId: string | null, options?: CallOptions): Promise<void>
  assignable(
    query: { issueKey: string; text: string; maxResults?: number },
    options?: CallOptions,
  ): Promise<readonly User[]>
  addComment(key: string, body: string, options?: CallOptions): Promise<Comment>
  suggestLabels(text: string, options?: CallOptions): Promise<readonly string[]>
}
