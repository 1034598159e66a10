import type { Answer, Exchange, Scope } from '../exchange.ts'
import { createWorld } from '../world/create-world.ts'
import type { World, WorldOptions } from '../world/world.ts'
import { restRoutes } from './routes.ts'

interface AskOptions {
  /** Login name; null: anonymous. Default `mira`. */
  readonly as?: string | null
  /** Sent as JSON; a Buffer as it is. */
  readonly body?: unknown
  readonly scope?: Scope
  /** Epoch milliseconds; default the world's own now. */
  readonly now?: number
}

/** What a route said. */
export interface Told {
  readonly status: number
  /** The JSON as a client would parse it: without what is undefined. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers as a client without types would
  readonly json: any
}

export interface Asker {
  readonly world: World
  readonly ask: (method: string, path: string, options?: AskOptions) => Promise<Told>
}

export const testNow: number = Date.UTC(2026, 10, 22, 8)

const match = (pattern: string, path: string): Record<string, string> | undefined => {
  const parts = pattern.split('/')
  const segments = path.split('/').map(decodeURIComponent)
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = segment
    else if (part !== segment) return undefined
  }
  return params
}

const find = (
  method: string,
  path: string,
): { handle: (exchange: Exchange) => Answer | Promise<Answer>; params: Record<string, string> } => {
  const hits = restRoutes.flatMap((route) => {
    const params = route.method === method ? match(route.path, path) : undefined
    return params === undefined ? [] : [{ handle: route.handle, params }]
  })
  const [best] = hits.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)
  if (best === undefined) throw new TypeError(`no route for ${method} ${path}`)
  return best
}

const bytes = (body: unknown): Buffer => {
  if (body === undefined) return Buffer.alloc(0)
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
}

/** Puts requests to the routes of a world of its own, without a server. Paths are below `/rest/api/2`. */
export const createAsker = (options: WorldOptions = {}): Asker => {
  const world = createWorld({ now: testNow, ...options })
  const ask: Asker['ask'] = async (method, path, { as = 'mira', body, scope = 'SYSTEM_ADMIN', now = testNow } = {}) => {
    const url = new URL(path.startsWith('/rest/') ? path : `/rest/api/2${path}`, 'http://jira.example.test')
    const { handle, params } = find(method, url.pathname)
    const answer = await handle({
      method,
      path: url.pathname,
      params,
      query: url.searchParams,
      headers: {},
      body: bytes(body),
      user: as === null ? undefined : world.findUser(as),
      scope,
      baseUrl: 'http://jira.example.test/jira',
      world,
      now,
    })
    return {
      status: answer.status,
      json: answer.json === undefined ? undefined : JSON.parse(JSON.stringify(answer.json)),
    }
  }
  return { world, ask }
}
