import { createConsumerBook } from './oauth1/consumers.ts'
import { createNonceBook } from './oauth1/nonces.ts'
import { oauth1TokenRoutes } from './oauth1/token-routes.ts'
import { createOAuth1Tokens } from './oauth1/tokens.ts'
import { authorizeRoute } from './oauth2/authorize.ts'
import { createClientBook } from './oauth2/clients.ts'
import { createGrantBook, type GrantLifetimes } from './oauth2/grants.ts'
import { demandHttps } from './oauth2/https-check.ts'
import { metadataRoutes } from './oauth2/metadata.ts'
import { revokeOwnRoute, revokeRoute } from './oauth2/revoke.ts'
import { createServiceAccountBook } from './oauth2/service-accounts.ts'
import { tokenRoute } from './oauth2/token.ts'
import { aboutRoutes } from './pages/about.ts'
import { consentRoutes } from './pages/consent.ts'
import { dashboardRoutes } from './pages/dashboard.ts'
import { loginRoutes } from './pages/login.ts'
import { oauth1ConsentRoutes } from './pages/oauth1-consent.ts'
import { personaOf } from './persona.ts'
import type { ServeOptions } from './serve-options.ts'
import type { Router } from './server/router.ts'
import { createLoginGuard } from './sign-in/login-guard.ts'
import { patRoutes } from './sign-in/pat-routes.ts'
import { createPatBook } from './sign-in/pats.ts'
import { sessionRoutes } from './sign-in/session-routes.ts'
import { createSessionBook } from './sign-in/sessions.ts'
import type { Site, SiteRoute } from './site.ts'
import type { World } from './world/world.ts'

const longestCodeLife = 600

const lifetimesOf = (options: ServeOptions): GrantLifetimes => ({
  codeSeconds: Math.min(options.codeLifetimeSeconds ?? 10, longestCodeLife),
  accessSeconds: options.accessTokenLifetimeSeconds ?? 3600,
  refreshSeconds: options.refreshTokenLifetimeSeconds ?? 7_776_000,
})

/** Puts together what the routes of one sandbox share. */
export const createSite = (world: World, options: ServeOptions, port: number, router: () => Router): Site => {
  const contextPath = options.contextPath ?? '/jira'
  const persona = personaOf(options.persona, options.overrides)
  const now = options.now ?? Date.now
  const clock = (): number => now() + persona.clockSkewSeconds * 1000
  const lifetimes = lifetimesOf(options)
  return {
    contextPath,
    product: options.product ?? 'jira',
    persona,
    world,
    clock,
    baseUrl: `${options.tls === undefined ? 'http' : 'https'}://localhost:${port}${contextPath}`,
    clients: createClientBook(persona),
    grants: createGrantBook(clock, lifetimes),
    serviceAccounts: createServiceAccountBook(clock, lifetimes.accessSeconds),
    consumers: createConsumerBook(persona.smallestConsumerKeyBits),
    oauth1Tokens: createOAuth1Tokens(clock, options.requestTokenLifetimeSeconds ?? 600),
    nonces: createNonceBook(clock),
    sessions: createSessionBook(contextPath, options.tls !== undefined),
    pats: createPatBook(clock),
    logins: createLoginGuard(world, persona.failuresUntilCaptcha, clock),
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

const oauth2Routes = (site: Site): readonly SiteRoute[] => [
  ...[authorizeRoute(site), tokenRoute(site), revokeRoute(site)].map((route) => demandHttps(site, route)),
  revokeOwnRoute(site),
  ...metadataRoutes(site),
  ...consentRoutes(site),
]

/** The routes that are the sandbox's own, whatever REST routes the world brings. */
export const ownRoutes = (site: Site): readonly SiteRoute[] => [
  ...(site.persona.oauth2 ? oauth2Routes(site) : []),
  ...(site.persona.oauth1 ? [...oauth1TokenRoutes(site), ...oauth1ConsentRoutes(site)] : []),
  ...(site.persona.personalAccessTokens ? patRoutes(site) : []),
  ...sessionRoutes(site),
  ...loginRoutes(site),
  ...aboutRoutes(site),
  ...dashboardRoutes(site),
]
