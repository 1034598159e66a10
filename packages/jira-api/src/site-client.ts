import type { AgileFace } from './faces/agile.ts'
import type { BulkFace } from './faces/bulk.ts'
import type { CapabilitiesFace } from './faces/capabilities.ts'
import type { CatalogueFace } from './faces/catalogue.ts'
import type { DevelopmentFace } from './faces/development.ts'
import type { FilesFace } from './faces/files.ts'
import type { IssueFace } from './faces/issue.ts'
import type { LinksFace } from './faces/links.ts'
import type { LookupsFace } from './faces/lookups.ts'
import type { MetadataFace } from './faces/metadata.ts'
import type { QueriesFace } from './faces/queries.ts'
import type { ServiceDeskFace } from './faces/service-desk.ts'
import type { TalkFace } from './faces/talk.ts'

export type { CallOptions } from './call-options.ts'
export type { EditInput, TransitionInput } from './faces/issue.ts'
export type { SearchQuery } from './search-query.ts'

/**
 * One signed-in Jira site. Most methods are one request; lists that are small by nature are read to their end. All take and
 * return plain data (so that it can cross a thread), and throw `JiraApiError`.
 */
export interface SiteClient
  extends CatalogueFace,
    QueriesFace,
    IssueFace,
    TalkFace,
    LinksFace,
    BulkFace,
    MetadataFace,
    LookupsFace,
    AgileFace,
    ServiceDeskFace,
    CapabilitiesFace,
    FilesFace,
    DevelopmentFace {}

/** What the client of one deployment brings. */
export type DeploymentClient = Omit<SiteClient, keyof CapabilitiesFace | keyof FilesFace>
