import type { Answer, Exchange } from '../exchange.ts'
import type { Incoming } from '../server/receive.ts'
import type { RouteMatch } from '../server/router.ts'
import type { AppCall } from './app-call.ts'

/** What a route is told besides the request itself. */
export type RouteContext = Pick<Exchange, 'path' | 'baseUrl' | 'world' | 'user' | 'now'> &
  Partial<Pick<AppCall, 'appId'>>

/** Has a route answer a request; a defect of the sandbox becomes a 500 that shows where it lies. */
export const answerByRoute = async (
  { route, params }: Extract<RouteMatch, { kind: 'found' }>,
  { method, query, headers, body }: Incoming,
  context: RouteContext,
): Promise<Answer> => {
  try {
    // Whether a token may do a thing was decided before; the scopes of Data Center mean nothing here.
    return await route.handle({ ...context, method, query, headers, body, params, scope: 'SYSTEM_ADMIN' })
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { status: 500, json: { errorMessages: [`The sandbox failed: ${text}`], errors: {} } }
  }
}
