import type { Route } from '../exchange.ts'
import { htmlProblem } from '../pages/layout.ts'
import type { Incoming } from '../server/receive.ts'
import { createRouter } from '../server/router.ts'
import { answerByRoute } from './answer-by-route.ts'
import { answerThroughGateway } from './api/gateway.ts'
import { resourceRoutes } from './api/resources.ts'
import { twoLeggedRoute } from './api/two-legged.ts'
import { authorizeRoutes } from './auth/authorize.ts'
import { loginRoutes } from './auth/login.ts'
import { otherAuthRoutes } from './auth/other-routes.ts'
import { tokenRoute } from './auth/token.ts'
import type { Cloud } from './cloud.ts'
import { type CloudConfluence, createCloudConfluence } from './confluence/cloud-confluence.ts'
import { createDevOpsFace } from './devops/devops-face.ts'
import { answerOnSite } from './site/site-face.ts'
import type { Told } from './told.ts'

/** One of the hosts of the cloud. `path` is below the host. */
export type Face = (incoming: Incoming, path: string) => Promise<Told>

const byRoutes = (cloud: Cloud, baseUrl: string, routes: readonly Route[]): Face => {
  const router = createRouter(routes)
  return async (incoming, path) => {
    const match = router.match(incoming.method, path)
    if (match.kind !== 'found') {
      const answer =
        match.kind === 'wrong-method'
          ? htmlProblem(405, 'Method Not Allowed', 'This address is not for that.')
          : htmlProblem(404, 'Not Found', 'There is nothing at this address.')
      return { answer, userKey: undefined }
    }
    const context = { path, baseUrl, world: cloud.people, user: undefined, now: cloud.clock() }
    return { answer: await answerByRoute(match, incoming, context), userKey: undefined }
  }
}

const apiFace = (cloud: Cloud, confluence: CloudConfluence): Face => {
  const own = byRoutes(cloud, cloud.apiUrl, [...resourceRoutes(cloud), twoLeggedRoute(cloud)])
  const devOps = createDevOpsFace(cloud)
  return async (incoming, path) => {
    if (path.startsWith('/ex/confluence/')) return confluence.throughGateway(incoming, path)
    if (path.startsWith('/ex/')) return answerThroughGateway(cloud, incoming, path)
    return path.startsWith('/jira/') ? { answer: devOps(incoming, path), userKey: undefined } : own(incoming, path)
  }
}

/** The faces by the first segment of the path, which stands for a host name. */
export const createFaces = (cloud: Cloud): ReadonlyMap<string, Face> => {
  const authRoutes = [...authorizeRoutes(cloud), ...loginRoutes(cloud), tokenRoute(cloud), ...otherAuthRoutes(cloud)]
  const confluence = createCloudConfluence(cloud)
  return new Map<string, Face>([
    ['auth', byRoutes(cloud, cloud.authUrl, authRoutes)],
    ['api', apiFace(cloud, confluence)],
    [
      'media',
      (incoming, path) =>
        Promise.resolve({ answer: cloud.media.answer(incoming, path, cloud.clock()), userKey: undefined }),
    ],
    ...cloud.sites.map((site): [string, Face] => [
      site.url.slice(site.url.lastIndexOf('/') + 1),
      async (incoming, path) =>
        path.startsWith('/wiki/') ? confluence.onSite(site, incoming, path) : answerOnSite(cloud, site, incoming, path),
    ]),
  ])
}
