import { devStatusRoutes } from '../../dev-status/dev-status-routes.ts'
import type { Route } from '../../exchange.ts'
import { cloudAgileRoutes } from '../agile/cloud-agile.ts'
import { withSent } from '../dev-status/sent-development.ts'
import { cloudServiceDeskRoutes } from '../service-desk/cloud-service-desk.ts'
import type { CloudApi } from './cloud-api.ts'
import { cloudRestRoutes } from './routes.ts'

/** What a site serves of all of its products. */
export const productRoutes = (api: CloudApi): readonly Route[] => [
  ...cloudRestRoutes(api),
  ...cloudAgileRoutes(api),
  ...cloudServiceDeskRoutes(api),
  ...devStatusRoutes({ isCloud: true }, api.switches.development, (issue) => withSent(api, issue)),
]
