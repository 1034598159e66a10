import { type Administration, administer } from './administer.ts'
import { createControl } from './control.ts'
import { createSite, ownRoutes } from './create-site.ts'
import type { Route } from './exchange.ts'
import { createFaults, type Faults } from './faults.ts'
import { createJournal, type Journal } from './journal.ts'
import type { ServeOptions } from './serve-options.ts'
import { createHandler } from './server/handler.ts'
import { listenOnLoopback } from './server/listen.ts'
import { createRouter } from './server/router.ts'
import { snapshotOf } from './world/snapshot.ts'
import type { World } from './world/world.ts'

export type { ServeOptions } from './serve-options.ts'

/** A running Jira. */
export interface Sandbox extends AsyncDisposable, Administration {
  /** `http://localhost:PORT/jira` (https with `tls`), without a trailing slash. */
  readonly baseUrl: string
  readonly port: number
  readonly world: World
  readonly journal: Journal
  readonly faults: Faults
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
}

/** Serves a world with the given REST routes on loopback. Throws `SandboxError` `port-unavailable` or `bad-certificate`. */
export const serveWorld = async (
  world: World,
  routes: readonly Route[],
  options: ServeOptions = {},
): Promise<Sandbox> => {
  const listener = await listenOnLoopback(options.port ?? 0, options.tls)
  const site = createSite(world, options, listener.port, () => router)
  const router = createRouter([...routes, ...ownRoutes(site)])
  const [journal, faults, administration] = [createJournal(), createFaults(() => snapshotOf(world)), administer(site)]
  const outside = options.control === true ? createControl({ journal, faults, site, administration }) : () => undefined
  const { latencyMs = 0, maxBodyBytes = 12 * 1024 * 1024 } = options
  listener.serve(createHandler({ site, router, journal, faults, outside, latencyMs, maxBodyBytes }))
  return {
    ...administration,
    baseUrl: site.baseUrl,
    port: listener.port,
    world,
    journal,
    faults,
    close: () => listener.close(),
    [Symbol.asyncDispose]: () => listener.close(),
  }
}
