import type { Http } from '../client/http.ts'
import { sharedResources } from '../resources/shared-resources.ts'
import type { SiteClient } from '../site-client.ts'
import { suggestLabels } from './label.ts'
import { searchIssues } from './search.ts'

/** The resources of one Data Center site, over one connection. All that only Data Center does stands here. */
export const dataCenterClient = (http: Http): SiteClient => ({
  ...sharedResources(http, { member: 'name', parameter: 'username' }),
  search: (query, options) => searchIssues(http, query, options),
  suggestLabels: (text, options) => suggestLabels(http, text, options),
})
