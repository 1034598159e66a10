import { createControl } from './control.ts'
import { createSite, ownRoutes } from './create-site.ts'
import { SandboxError } from './errors.ts'
import type { Route } from './exchange.ts'
import { createFaults, type Faults } from './faults.ts'
import { createJournal, type Journal } from './journal.ts'
import type { ConsumerRegistration } from './oauth1/consumers.ts'
import type { ClientCredentials, ClientRegistration } from './oauth2/clients.ts'
import type { ServiceAccountRegistration } from './oauth2/service-accounts.ts'
import type { ServeOptions } from './serve-options.ts'
import { createHandler } from './server/handler.ts'
import { listenOnLoopback } from './server/listen.ts'
import { createRouter } from './server/router.ts'
import type { World } from './world/world.ts'

export type { ServeOptions } from './serve-options.ts'

/** A running Jira. */
export interface Sandbox extends AsyncDisposable {
  /** `http://localhost:PORT/jira` (https with `tls`), without a trailing slash. */
  readonly baseUrl: string
  readonly port: number
  readonly world: World
  readonly journal: Journal
  readonly faults: Faults
  /** Creates an incoming application link. Throws `SandboxError` `registration-refused` with the field. */
  registerClient(registration: ClientRegistration): ClientCredentials
  /** Deletes an application link and with it every token of the client. */
  removeClient(clientId: string): void
  /** Gives a client another secret; the old one is worth nothing from now on. Throws `SandboxError` `unknown-client`. */
  resetSecret(clientId: string): ClientCredentials
  /** Creates a service account. Throws `SandboxError` `registration-refused` with the field. */
  registerServiceAccount(registration: ServiceAccountRegistration): ClientCredentials
  /** Creates a link of OAuth 1.0a. Throws `SandboxError` `registration-refused` with the field. */
  registerConsumer(registration: ConsumerRegistration): void
  /** Deletes it and with it every token of the consumer. */
  removeConsumer(key: string): void
  /** A personal access token in the raw; without days it never expires. Throws `SandboxError` `unknown-user`. */
  issuePat(username: string, options?: { readonly expiresInDays?: number }): string
  /** Ends every OAuth grant and every personal access token. */
  revokeAllTokens(): void
  /** Access tokens that were issued so far are dead; refresh tokens and session handles still work. */
  expireAccessTokens(): void
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
}

const keyOf = (world: World, username: string): string => {
  const user = world.findUser(username)
  if (user === undefined) throw new SandboxError('unknown-user', `There is no user ${username}`)
  return user.key
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
  const { clients, grants, serviceAccounts, consumers, oauth1Tokens, pats } = site
  const registerServiceAccount = (registration: ServiceAccountRegistration): ClientCredentials => {
    const { user, clientId, clientSecret } = serviceAccounts.register(registration)
    world.users.push(user)
    return { clientId, clientSecret }
  }
  const [journal, faults] = [createJournal(), createFaults()]
  const outside =
    options.control === true ? createControl({ journal, faults, site, registerServiceAccount }) : () => undefined
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
    resetSecret: (clientId) => {
      const credentials = clients.resetSecret(clientId)
      if (credentials === undefined) throw new SandboxError('unknown-client', 'There is no client with this id')
      return credentials
    },
    registerServiceAccount,
    registerConsumer: (registration) => consumers.register(registration),
    removeConsumer: (key) => {
      consumers.remove(key)
      oauth1Tokens.revoke((access) => access.consumerKey === key)
    },
    issuePat: (username, { expiresInDays } = {}) =>
      pats.issue(keyOf(world, username), 'Issued for a test', expiresInDays).rawToken,
    revokeAllTokens: () => {
      grants.revoke(() => true)
      serviceAccounts.endTokens()
      oauth1Tokens.revoke(() => true)
      pats.revokeAll()
    },
    expireAccessTokens: () => {
      grants.expireAccessTokens()
      serviceAccounts.endTokens()
      oauth1Tokens.expireAccessTokens()
    },
    close: () => listener.close(),
    [Symbol.asyncDispose]: () => listener.close(),
  }
}
