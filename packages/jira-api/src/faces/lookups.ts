import type { CallOptions } from '../call-options.ts'
import type { Named, ProjectRef, SavedFilter, User } from '../model/model.ts'

/** Finding one thing, or a few among very many, where the catalogue has all of them. */
export interface LookupsFace {
  /** A person by the id that the model has; null when there is none, or not for this user. */
  user(id: string, options?: CallOptions): Promise<User | null>
  /** Projects by a part of their name or key. */
  findProjects(
    query: { readonly text: string; readonly maxResults?: number },
    options?: CallOptions,
  ): Promise<readonly ProjectRef[]>
  /** The roles of a project, by name: whom a comment may be kept to. */
  projectRoles(project: string, options?: CallOptions): Promise<readonly string[]>
  /** Filters by a part of their name; on Data Center, which has no search for them, among one's favourites. */
  findFilters(query: { readonly text: string }, options?: CallOptions): Promise<readonly SavedFilter[]>
  /** Dashboards: all that one sees, one's own or one's favourites. */
  dashboards(query: { readonly which?: 'my' | 'favourite' }, options?: CallOptions): Promise<readonly Named[]>
}
