import { cloudClient } from './cloud/cloud-client.ts'
import { type ConnectOptions, connectHttp, pauseFor, steadyNow } from './connect-http.ts'
import { dataCenterClient } from './data-center/data-center-client.ts'
import type { SiteClient } from './site-client.ts'

/** How a Jira site is reached and who is asking. */
export interface SiteOptions extends ConnectOptions {
  /** Which Jira it is. Default Data Center. */
  readonly deployment?: 'datacenter' | 'cloud'
}

/** A client of one site. Connects only when its methods are called. Throws `TypeError` for a bad base URL. */
export const connectSite = (options: SiteOptions): SiteClient => {
  const http = connectHttp(options)
  return options.deployment === 'cloud'
    ? cloudClient(http, { now: steadyNow, pause: options.pause ?? pauseFor })
    : dataCenterClient(http)
}
