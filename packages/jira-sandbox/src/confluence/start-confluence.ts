import { type Sandbox, type ServeOptions, serveWorld } from '../serve-world.ts'
import { createWorld } from '../world/create-world.ts'
import { confluenceRoutes } from './confluence-routes.ts'
import { makePages, type WikiPage } from './pages.ts'

/** A running Confluence. Its people are those of the Jira sandbox; its OAuth 2.0 provider, tokens and faults are its own. */
export interface ConfluenceSandbox extends Sandbox {
  readonly pages: readonly WikiPage[]
}

/** Starts a Confluence Data Center on loopback. Throws `SandboxError` `port-unavailable` or `bad-certificate`. */
export const startConfluenceSandbox = async (options: ServeOptions = {}): Promise<ConfluenceSandbox> => {
  const now = (options.now ?? Date.now)()
  const pages = makePages(now)
  const world = createWorld({ issues: 1, now })
  const sandbox = await serveWorld(world, confluenceRoutes(pages), {
    contextPath: '/wiki',
    ...options,
    product: 'confluence',
  })
  return { ...sandbox, pages }
}
