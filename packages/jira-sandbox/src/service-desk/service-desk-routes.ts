import type { Route } from '../exchange.ts'
import { get, ok } from '../rest/refusal.ts'
import { agreementRoutes } from './agreement-routes.ts'
import { deskCommentRoutes } from './comment-routes.ts'
import { type DeskForm, licensedOnly } from './desk.ts'
import { momentJson } from './desk-times.ts'
import { fileRoutes } from './file-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { requestRoutes } from './request-routes.ts'
import { typeRoutes } from './type-routes.ts'

// Whoever may see nothing else may see this.
const info = get('/rest/servicedeskapi/info', ({ release, now }) =>
  ok({
    version: '10.3.0',
    platformVersion: release?.version ?? '1001.0.0-SNAPSHOT',
    buildDate: momentJson(now - 30 * 86_400_000),
    buildChangeSet: '5ad0b0c0',
    isLicensedForUse: true,
    _links: {},
  }),
)

/** What Jira Service Management adds: `/rest/servicedeskapi`. */
export const serviceDeskRoutes = (form: DeskForm): readonly Route[] => [
  info,
  ...[
    ...queueRoutes(form),
    ...typeRoutes(form),
    ...requestRoutes,
    ...deskCommentRoutes,
    ...agreementRoutes(form),
    ...fileRoutes(form),
  ].map(licensedOnly(form)),
]
