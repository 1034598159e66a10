import { fileResources } from './attachments/files.ts'
import { probeCapabilities } from './capabilities/probe-capabilities.ts'
import { type CapabilityMemory, rememberCapabilities } from './capabilities/remember-capabilities.ts'
import { withCallOptions } from './client/call-context.ts'
import { cloudClient } from './cloud/cloud-client.ts'
import { type ConnectOptions, connectWire, pauseFor, steadyNow } from './connect-http.ts'
import { dataCenterClient } from './data-center/data-center-client.ts'
import { cloud } from './dialect/cloud.ts'
import { dataCenter } from './dialect/data-center.ts'
import type { SiteClient } from './site-client.ts'

/** How a Jira site is reached and who is asking. */
export interface SiteOptions extends ConnectOptions {
  /** Which Jira it is. Default Data Center. */
  readonly deployment?: 'datacenter' | 'cloud'
  /** Keeps what the site can do between runs. */
  readonly capabilityMemory?: CapabilityMemory
}

/** A client of one site. Connects only when its methods are called. Throws `TypeError` for a bad base URL. */
export const connectSite = (options: SiteOptions): SiteClient => {
  const wire = connectWire(options)
  const { http } = wire
  const isCloud = options.deployment === 'cloud'
  const dialect = isCloud ? cloud : dataCenter
  return withCallOptions({
    ...(isCloud ? cloudClient(http, { now: steadyNow, pause: options.pause ?? pauseFor }) : dataCenterClient(http)),
    ...rememberCapabilities({
      probe: () => probeCapabilities(http, dialect.api, Date.now()),
      memory: options.capabilityMemory,
      now: Date.now,
    }),
    ...fileResources(wire, dialect),
  })
}
