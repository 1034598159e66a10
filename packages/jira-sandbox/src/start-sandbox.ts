import { agileRoutes } from './agile/agile-routes.ts'
import { applicationRoleRoutes } from './agile/application-roles.ts'
import { devStatusRoutes } from './dev-status/dev-status-routes.ts'
import type { Route } from './exchange.ts'
import { personaOf } from './persona.ts'
import { restRoutesOf } from './rest/routes.ts'
import { switchedRoutes } from './rest/switched-routes.ts'
import { usualRest } from './rest/switches.ts'
import { type Sandbox, type ServeOptions, serveWorld } from './serve-world.ts'
import { serviceDeskRoutes } from './service-desk/service-desk-routes.ts'
import { createWorld } from './world/create-world.ts'

export interface SandboxOptions extends ServeOptions {
  /** Same seed, same world. */
  readonly seed?: number
  /** How many issues in all; default 400. */
  readonly issues?: number
  /** True: further issues with what large old sites hold. */
  readonly quirks?: boolean
}

const routesOf = ({ persona, overrides }: ServeOptions): readonly Route[] => {
  const release = personaOf(persona, overrides)
  const { version, software, agile, serviceDesk, experimentalDesk, deskLicence, development, rest } = release
  return [
    ...switchedRoutes(restRoutesOf(version), { ...usualRest, ...rest }),
    ...applicationRoleRoutes({ software, serviceDesk }),
    ...(software ? agileRoutes({ ...agile, isCloud: false }) : []),
    ...(serviceDesk
      ? serviceDeskRoutes({ isCloud: false, experimental: experimentalDesk, licensed: deskLicence })
      : []),
    ...devStatusRoutes({ isCloud: false }, development),
  ]
}

/** Starts a Jira on loopback with a world of its own. Throws `SandboxError` `port-unavailable` or `bad-certificate`. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { seed, issues, quirks = false } = options
  const now = (options.now ?? Date.now)()
  const size = { ...(seed === undefined ? {} : { seed }), ...(issues === undefined ? {} : { issues }) }
  return serveWorld(createWorld({ ...size, quirks, now }), routesOf(options), options)
}
