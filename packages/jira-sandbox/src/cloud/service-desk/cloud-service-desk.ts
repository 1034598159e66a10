import type { Route } from '../../exchange.ts'
import { serviceDeskRoutes } from '../../service-desk/service-desk-routes.ts'
import type { CloudApi } from '../rest/cloud-api.ts'
import { shaped } from '../rest/versioned.ts'

/** Jira Service Management of a site: texts are wiki markup here, also on Cloud. */
export const cloudServiceDeskRoutes = (api: CloudApi): readonly Route[] =>
  serviceDeskRoutes({ isCloud: true, experimental: false, licensed: api.switches.deskLicence }).map((route) =>
    shaped(api, 2, route),
  )
