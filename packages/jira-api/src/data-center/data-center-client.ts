import { dataCenterBoards } from '../agile/boards.ts'
import type { Http } from '../client/http.ts'
import { API } from '../resources/resource.ts'
import { sharedResources } from '../resources/shared-resources.ts'
import type { SiteClient } from '../site-client.ts'
import { suggestLabels } from './label.ts'
import { searchIssues } from './search.ts'

/** The resources of one Data Center site, over one connection. All that only Data Center does stands here. */
export const dataCenterClient = (http: Http): SiteClient => ({
  ...sharedResources(http, {
    person: { member: 'name', parameter: 'username' },
    boards: dataCenterBoards,
    metadata: { api: API, hasOldForm: true },
  }),
  search: (query, options) => searchIssues(http, query, options),
  suggestLabels: (text, options) => suggestLabels(http, text, options),
})
