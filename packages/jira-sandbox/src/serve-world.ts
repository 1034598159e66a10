import { createControl } from './control.ts'
import { SandboxError } from './errors.ts'
import type { Route } from './exchange.ts'
import { createFaults, type Faults } from './faults.ts'
import { createJournal, type Journal } from './journal.ts'
import { authorizeRoute } from './oauth2/authorize.ts'
import { type ClientCredentials, type ClientRegistration, createClientBook } from './oauth2/clients.ts'
import { createGrantBook, type GrantLifetimes } from './oauth2/grants.ts'
import { revokeRoute } from './oauth2/revoke.ts'
import { tokenRoute } from './oauth2/token.ts'
import { aboutRoutes } from './pages/about.ts'
import { consentRoutes } from './pages/consent.ts'
import { dashboardRoutes } from './pages/dashboard.ts'
import { loginRoutes } from './pages/login.ts'
import { type PersonaName, personas } from './persona.ts'
import { createHandler } from './server/handler.ts'
import { listenOnLoopback } from './server/listen.ts'
import { createRouter, type Router } from './server/router.ts'
import { createLoginGuard } from './sign-in/login-guard.ts'
import { patRoutes } from './sign-in/pat-routes.ts'
import { createPatBook } from './sign-in/pats.ts'
import { sessionRoutes } from './sign-in/session-routes.ts'
import { createSessionBook } from './sign-in/sessions.ts'
import type { Site, SiteRoute } from './site.ts'
import type { World } from './world/world.ts'

/** How the site behaves, whatever its world. */
export interface ServeOptions {
  /** Default: a free one. */
  readonly port?: number
  /** Default `/jira`; empty for none. */
  readonly contextPath?: string
  /** Default `10.3`. */
  readonly persona?: PersonaName
  /** The sandbox's clock, epoch milliseconds; default the machine's. */
  readonly now?: () => number
  /** Every answer takes at least this long; default 0. */
  readonly latencyMs?: number
  /** Default 10, at most 600. */
  readonly codeLifetimeSeconds?: number
  /** Default 3600. */
  readonly accessTokenLifetimeSeconds?: number
  /** Default 90 days. */
  readonly refreshTokenLifetimeSeconds?: number
  /** Demand the redirect URI on refresh too; default true. */
  readonly strictRefreshRedirectUri?: boolean
  /** Believe in a consent only when the `Referer` is the consent page; default false. */
  readonly checkReferer?: boolean
  /** Larger requests get 413; default 12 MiB. */
  readonly maxBodyBytes?: number
  /** Serve `/__sandbox/`; default false. */
  readonly control?: boolean
}

/** A running Jira. */
export interface Sandbox extends AsyncDisposable {
  /** `http://localhost:PORT/jira`, without a trailing slash. */
  readonly baseUrl: string
  readonly port: number
  readonly world: World
  readonly journal: Journal
  readonly faults: Faults
  /** Creates an incoming application link. Throws `SandboxError` `registration-refused` with the field. */
  registerClient(registration: ClientRegistration): ClientCredentials
  /** Deletes an application link and with it every token of the client. */
  removeClient(clientId: string): void
  /** A personal access token in the raw; without days it never expires. Throws `SandboxError` `unknown-user`. */
  issuePat(username: string, options?: { readonly expiresInDays?: number }): string
  /** Ends every OAuth 2.0 grant and every personal access token. */
  revokeAllTokens(): void
  /** Access tokens that were issued so far are dead, their refresh tokens still work. */
  expireAccessTokens(): void
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
}

const longestCodeLife = 600

const lifetimesOf = (options: ServeOptions): GrantLifetimes => ({
  codeSeconds: Math.min(options.codeLifetimeSeconds ?? 10, longestCodeLife),
  accessSeconds: options.accessTokenLifetimeSeconds ?? 3600,
  refreshSeconds: options.refreshTokenLifetimeSeconds ?? 7_776_000,
})

const createSite = (world: World, options: ServeOptions, port: number, router: () => Router): Site => {
  const clock = options.now ?? Date.now
  const contextPath = options.contextPath ?? '/jira'
  const persona = personas[options.persona ?? '10.3']
  return {
    contextPath,
    persona,
    world,
    clock,
    baseUrl: `http://localhost:${port}${contextPath}`,
    clients: createClientBook(),
    grants: createGrantBook(clock, lifetimesOf(options)),
    sessions: createSessionBook(contextPath),
    pats: createPatBook(clock),
    logins: createLoginGuard(world, persona.failuresUntilCaptcha),
    checkReferer: options.checkReferer ?? false,
    strictRefreshRedirectUri: options.strictRefreshRedirectUri ?? true,
    ask: async (exchange, path, query = {}) => {
      const match = router().match('GET', path)
      if (match.kind !== 'found') return { status: 404 }
      const { route, params } = match
      return route.handle({ ...exchange, method: 'GET', path, params, query: new URLSearchParams(query) })
    },
  }
}

const ownRoutes = (site: Site): readonly SiteRoute[] => [
  ...(site.persona.oauth2 ? [authorizeRoute(site), tokenRoute(site), revokeRoute(site), ...consentRoutes(site)] : []),
  ...(site.persona.personalAccessTokens ? patRoutes(site) : []),
  ...(site.persona.sessionResource ? sessionRoutes(site) : []),
  ...loginRoutes(site),
  ...aboutRoutes(site),
  ...dashboardRoutes(site),
]

const keyOf = (world: World, username: string): string => {
  const user = world.findUser(username)
  if (user === undefined) throw new SandboxError('unknown-user', `There is no user ${username}`)
  return user.key
}

/** Serves a world with the given REST routes on loopback. Throws `SandboxError` `port-unavailable`. */
export const serveWorld = async (
  world: World,
  routes: readonly Route[],
  options: ServeOptions = {},
): Promise<Sandbox> => {
  const listener = await listenOnLoopback(options.port ?? 0)
  const site = createSite(world, options, listener.port, () => router)
  const router = createRouter([...routes, ...ownRoutes(site)])
  const { clients, grants, pats } = site
  const [journal, faults] = [createJournal(), createFaults()]
  const outside = options.control === true ? createControl({ journal, faults, clients, grants }) : () => undefined
  const { latencyMs = 0, maxBodyBytes = 12 * 1024 * 1024 } = options
  listener.serve(createHandler({ site, router, journal, faults, outside, latencyMs, maxBodyBytes }))
  return {
    baseUrl: site.baseUrl,
    port: listener.port,
    world,
    journal,
    faults,
    registerClient: (registration) => clients.register(registration),
    removeClient: (clientId) => {
      clients.remove(clientId)
      grants.revoke((pair) => pair.clientId === clientId)
    },
    issuePat: (username, { expiresInDays } = {}) =>
      pats.issue(keyOf(world, username), 'Issued for a test', expiresInDays).rawToken,
    revokeAllTokens: () => {
      grants.revoke(() => true)
      pats.revokeAll()
    },
    expireAccessTokens: () => grants.expireAccessTokens(),
    close: () => listener.close(),
    [Symbol.asyncDispose]: () => listener.close(),
  }
}
