import type { Answer } from '../../exchange.ts'
import type { Incoming } from '../../server/receive.ts'
import { createRouter } from '../../server/router.ts'
import type { SandboxUser } from '../../world/world.ts'
import { answerByRoute } from '../answer-by-route.ts'
import { operationScopes } from '../api/operation-scopes.ts'
import type { OperationScopes } from '../api/scope-needs.ts'
import type { CloudWorld } from '../cloud-world.ts'
import type { MediaService } from '../media/media-service.ts'
import type { RateLimiter } from '../rate/rate-limiter.ts'
import type { CloudSwitches } from '../switches.ts'
import { problem, toCloudAnswer } from './answers.ts'
import { type CloudApi, createCloudApi } from './cloud-api.ts'
import { productRoutes } from './product-routes.ts'
import { requestProblem } from './request-checks.ts'

/** The REST API of one site, whichever way a request comes to it. Paths begin with `/rest/`. */
export interface CloudRest {
  /** What a token must hold; undefined: there is no such operation. */
  scopesOf(method: string, path: string): OperationScopes | undefined
  /** `user` undefined: anonymous; `appId`: the OAuth 2.0 (3LO) app that acts for the user, undefined for none. */
  answer(incoming: Incoming, path: string, user: SandboxUser | undefined, appId?: string): Promise<Answer>
}

/** What a REST API is made of. */
export interface CloudRestParts {
  readonly cloudId: string
  readonly world: CloudWorld
  /** The site's own address, which links in answers begin with. */
  readonly baseUrl: string
  readonly clock: () => number
  readonly switches: CloudSwitches
  readonly media: MediaService
  readonly sent: CloudApi['sent']
  /** Shared by all sites. */
  readonly limiter: RateLimiter
}

/** The REST API of a site over its world. */
export const createCloudRest = (parts: CloudRestParts): CloudRest => {
  const { cloudId, world, baseUrl, clock, switches, media, limiter, sent } = parts
  const api = createCloudApi(world, switches, media, sent)
  const router = createRouter(productRoutes(api))
  return {
    scopesOf: (method, path) => {
      const match = router.match(method, path)
      if (match.kind !== 'found') return undefined
      return operationScopes[`${match.route.method} ${match.route.path.replace(/^\/rest\/api\/\d/u, '')}`]
    },
    answer: async (incoming, path, user, appId) => {
      api.tasks.advance(clock())
      const match = router.match(incoming.method, path)
      if (match.kind === 'malformed') return problem(400, 'Bad Request', 'The path is not well formed.', path)
      if (match.kind === 'unknown') return problem(404, 'Not Found', 'No endpoint for this path.', path)
      if (match.kind === 'wrong-method') {
        return problem(405, 'Method Not Allowed', `${incoming.method} is not allowed here.`, path)
      }
      const wrong = requestProblem(incoming, path, switches)
      if (wrong !== undefined) return wrong
      const now = clock()
      const { route, params } = match
      const call = {
        now,
        cloudId,
        appId,
        method: route.method,
        route: route.path.replace(/^\/rest\/api\/\d/u, ''),
        writtenIssue: route.method === 'GET' ? undefined : world.findIssue(params.key ?? '')?.id,
      }
      return limiter.limit(call, async () => {
        const answer = await answerByRoute(match, incoming, { path, baseUrl, world, user, now, appId })
        return toCloudAnswer(answer, { world, baseUrl, callerKey: user?.key, emails: switches.emails })
      })
    },
  }
}
