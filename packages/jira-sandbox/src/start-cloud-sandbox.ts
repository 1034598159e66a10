import { accountIdOf } from './cloud/account-ids.ts'
import type { AppRegistration, CloudCredentials, OAuthPermission } from './cloud/clients.ts'
import { findByEmail } from './cloud/cloud.ts'
import { createCloud, makeWorlds } from './cloud/create-cloud.ts'
import { createCloudHandler } from './cloud/handler.ts'
import type { CloudSandboxOptions } from './cloud/options.ts'
import { makeServiceUser } from './cloud/service-accounts.ts'
import type { ApiTokenOptions } from './cloud/tokens/api-tokens.ts'
import { SandboxError } from './errors.ts'
import { createFaults, type Faults } from './faults.ts'
import { createJournal, type Journal } from './journal.ts'
import { listenOnLoopback } from './server/listen.ts'
import type { SandboxUser, World } from './world/world.ts'

/** What a new service account is known by. */
export interface ServiceAccountCredentials extends CloudCredentials {
  /** The generated mail address, for API tokens of the account. */
  readonly email: string
}

/** A running cloud: the authorization server, the API host and two sites, on one port. */
export interface CloudSandbox extends AsyncDisposable {
  /** `http://localhost:PORT/auth`, for `https://auth.atlassian.com`. */
  readonly authUrl: string
  /** `http://localhost:PORT/api`, for `https://api.atlassian.com`. */
  readonly apiUrl: string
  /** `http://localhost:PORT/site`, for `https://acme.atlassian.net`. */
  readonly siteUrl: string
  readonly cloudId: string
  /** `http://localhost:PORT/site2`: a smaller site with a world of its own and the same people. */
  readonly otherSiteUrl: string
  readonly otherCloudId: string
  readonly port: number
  /** The world of the main site. */
  readonly world: World
  /** Paths are whole: `/auth/oauth/token`, `/api/ex/jira/…`, `/site/rest/…`; those of faults too. */
  readonly journal: Journal
  readonly faults: Faults
  /** Creates an OAuth 2.0 (3LO) app. Throws `SandboxError` `registration-refused` with the field. */
  registerApp(registration: AppRegistration): CloudCredentials
  /** An API token in the raw: classic, or scoped when scopes are given. Throws `SandboxError` `unknown-user`. */
  issueApiToken(email: string, options?: ApiTokenOptions): string
  /** Creates a service account with an OAuth 2.0 credential; `groups` default to `jira-users`. */
  registerServiceAccount(account: {
    readonly name: string
    readonly scopes: readonly string[]
    readonly groups?: readonly string[]
  }): ServiceAccountCredentials
  /** Creates OAuth credentials of a site (2LO). */
  registerOAuthCredentials(credentials: {
    readonly name: string
    readonly permissions: readonly OAuthPermission[]
  }): CloudCredentials
  /** Throws `SandboxError` `unknown-user`. */
  accountIdOf(email: string): string
  /** Says which sites a person may use, from now on; at first it is both. Throws `SandboxError` `unknown-user`. */
  setSites(email: string, cloudIds: readonly string[]): void
  /** Ends every consent, every access token, every API token. */
  revokeAllTokens(): void
  /** Access tokens that were issued so far are dead, their refresh tokens still work. */
  expireAccessTokens(): void
  /** Stops listening and cuts every connection. */
  close(): Promise<void>
}

/** Starts a Jira Cloud on loopback with a world of its own. Throws `SandboxError` `port-unavailable`. */
export const startCloudSandbox = async (options: CloudSandboxOptions = {}): Promise<CloudSandbox> => {
  const listener = await listenOnLoopback(options.port ?? 0)
  const worlds = makeWorlds(options)
  const { cloud, sites, access } = createCloud(options, worlds, `http://localhost:${listener.port}`)
  const [journal, faults] = [createJournal(), createFaults()]
  listener.serve(createCloudHandler({ cloud, journal, faults, latencyMs: options.latencyMs ?? 0 }))
  const person = (email: string): SandboxUser => {
    const user = findByEmail(cloud, email)
    if (user === undefined) throw new SandboxError('unknown-user', `There is no account ${email}`)
    return user
  }
  let serviceAccounts = 0
  return {
    authUrl: cloud.authUrl,
    apiUrl: cloud.apiUrl,
    siteUrl: sites[0].url,
    cloudId: sites[0].cloudId,
    otherSiteUrl: sites[1].url,
    otherCloudId: sites[1].cloudId,
    port: listener.port,
    world: worlds[0],
    journal,
    faults,
    registerApp: (registration) => cloud.clients.registerApp(registration),
    issueApiToken: (email, tokenOptions = {}) => cloud.apiTokens.issue(person(email).key, tokenOptions),
    registerServiceAccount: ({ name, scopes, groups = ['jira-users'] }) => {
      serviceAccounts += 1
      const user = makeServiceUser(name, serviceAccounts)
      const credentials = cloud.clients.registerServiceAccount(user.key, scopes)
      for (const { world } of sites) world.addAccount(user, groups)
      return { ...credentials, email: user.email }
    },
    registerOAuthCredentials: ({ permissions }) => cloud.clients.registerSiteCredentials(permissions),
    accountIdOf: (email) => accountIdOf(person(email).key),
    setSites: (email, cloudIds) => void access.set(person(email).key, cloudIds),
    revokeAllTokens: () => {
      cloud.codes.clear()
      cloud.refreshTokens.end(() => true)
      cloud.accessTokens.revoke(() => true)
      cloud.apiTokens.revokeAll()
    },
    expireAccessTokens: () => cloud.accessTokens.expireAll(),
    close: () => listener.close(),
    [Symbol.asyncDispose]: () => listener.close(),
  }
}
