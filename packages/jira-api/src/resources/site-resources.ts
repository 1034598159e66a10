import { boardResources } from '../agile/boards.ts'
import { sprintResources } from '../agile/sprints.ts'
import type { Http } from '../client/http.ts'
import { developmentResources } from '../development/dev-status.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { serviceDeskResources } from '../service-desk/service-desk.ts'
import type { DeploymentClient } from '../site-client.ts'
import { catalogueResources } from './catalogue.ts'
import { issueResources } from './issues.ts'
import { linkResources } from './links.ts'
import { lookupResources } from './lookups.ts'
import { metadataResources } from './metadata.ts'
import { queryResources } from './queries.ts'
import { talkResources } from './talk.ts'

/** What the table of a deployment's differences is enough for. */
export type SiteResources = Omit<
  DeploymentClient,
  'search' | 'ids' | 'count' | 'issues' | 'checkJql' | 'suggestLabels' | 'changeMany'
>

/** The resources of one site, over one connection. */
export const siteResources = (http: Http, dialect: Dialect): SiteResources => ({
  ...catalogueResources(http, dialect),
  ...queryResources(http, dialect),
  ...issueResources(http, dialect),
  ...talkResources(http, dialect),
  ...linkResources(http, dialect),
  ...metadataResources(http, { api: dialect.api, hasOldForm: dialect.hasOldCreateMeta }),
  ...lookupResources(http, dialect),
  ...boardResources(http, dialect),
  ...sprintResources(http),
  ...serviceDeskResources(http, dialect),
  ...developmentResources(http),
})
