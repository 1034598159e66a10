import type { CallOptions } from '../call-options.ts'
import type {
  FieldInfo,
  IssueType,
  Myself,
  Named,
  Permissions,
  Project,
  ProjectDetail,
  ServerInfo,
  SiteSettings,
  Status,
  User,
  Version,
} from '../model/model.ts'

/** What a site has: people, projects and the lists that its administrators keep. Small enough to be kept for a day. */
export interface CatalogueFace {
  serverInfo(options?: CallOptions): Promise<ServerInfo>
  myself(options?: CallOptions): Promise<Myself>
  /** May be thousands. */
  fields(options?: CallOptions): Promise<readonly FieldInfo[]>
  projects(options?: CallOptions): Promise<readonly Project[]>
  project(idOrKey: string, options?: CallOptions): Promise<ProjectDetail>
  versions(project: string, options?: CallOptions): Promise<readonly Version[]>
  /** The statuses that issues of a project may have, by type of issue. */
  projectStatuses(
    project: string,
    options?: CallOptions,
  ): Promise<readonly { readonly type: IssueType; readonly statuses: readonly Status[] }[]>
  statuses(options?: CallOptions): Promise<readonly Status[]>
  priorities(options?: CallOptions): Promise<readonly Named[]>
  resolutions(options?: CallOptions): Promise<readonly Named[]>
  issueTypes(options?: CallOptions): Promise<readonly IssueType[]>
  settings(options?: CallOptions): Promise<SiteSettings>
  /** Which of these one has, on the whole site, in a project or on an issue. */
  permissions(
    query: { readonly names: readonly string[]; readonly project?: string; readonly issue?: string },
    options?: CallOptions,
  ): Promise<Permissions>
  /** People by a part of their name; the site may look at fields that it does not show. */
  findUsers(
    query: { readonly text: string; readonly maxResults?: number },
    options?: CallOptions,
  ): Promise<readonly User[]>
  /** Who may be given issues in a project, for issues that are not there yet. */
  assignableInProject(
    query: { readonly project: string; readonly text: string; readonly maxResults?: number },
    options?: CallOptions,
  ): Promise<readonly User[]>
  findGroups(
    query: { readonly text: string; readonly maxResults?: number },
    options?: CallOptions,
  ): Promise<readonly Named[]>
}
