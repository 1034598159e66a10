import { SandboxError } from './errors.ts'
import type { ConsumerRegistration } from './oauth1/consumers.ts'
import type { ClientCredentials, ClientRegistration } from './oauth2/clients.ts'
import type { ServiceAccountRegistration } from './oauth2/service-accounts.ts'
import type { Site } from './site.ts'
import type { World } from './world/world.ts'

/** What an administrator does on the screens that the sandbox does not have. */
export interface Administration {
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
}

const keyOf = (world: World, username: string): string => {
  const user = world.findUser(username)
  if (user === undefined) throw new SandboxError('unknown-user', `There is no user ${username}`)
  return user.key
}

/** The administration of a site. */
export const administer = ({
  world,
  clients,
  grants,
  serviceAccounts,
  consumers,
  oauth1Tokens,
  pats,
}: Site): Administration => ({
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
  registerServiceAccount: (registration) => {
    const { user, clientId, clientSecret } = serviceAccounts.register(registration)
    world.users.push(user)
    return { clientId, clientSecret }
  },
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
})
