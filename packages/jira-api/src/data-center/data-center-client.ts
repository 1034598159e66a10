import { changeOneByOne } from '../bulk/one-by-one.ts'
import type { Http } from '../client/http.ts'
import { dataCenter } from '../dialect/data-center.ts'
import { siteResources } from '../resources/site-resources.ts'
import type { DeploymentClient } from '../site-client.ts'
import { suggestLabels } from './label.ts'
import { dataCenterQueries } from './search.ts'

/** The resources of one Data Center site, over one connection. */
export const dataCenterClient = (http: Http): DeploymentClient => {
  const resources = siteResources(http, dataCenter)
  return {
    ...resources,
    ...dataCenterQueries(http),
    suggestLabels: (text, options) => suggestLabels(http, text, options),
    changeMany: (keys, change, options) => changeOneByOne(resources, keys, change, options),
  }
}
