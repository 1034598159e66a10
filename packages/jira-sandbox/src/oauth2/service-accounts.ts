import { randomBytes } from 'node:crypto'
import { SandboxError } from '../errors.ts'
import type { Scope } from '../exchange.ts'
import type { SandboxUser } from '../world/world.ts'
import type { ClientCredentials } from './clients.ts'
import { makeToken } from './token-text.ts'

/** What an administrator types when creating a service account. */
export interface ServiceAccountRegistration {
  readonly name: string
  /** The most that its tokens may do. */
  readonly scope: 'READ' | 'WRITE'
}

export interface ServiceAccount extends ServiceAccountRegistration, ClientCredentials {
  readonly user: SandboxUser
}

/** An access token of a service account; it has no refresh token. */
export interface ServiceToken {
  readonly accessToken: string
  readonly account: ServiceAccount
  readonly scope: Scope
  /** Epoch milliseconds. */
  readonly createdAt: number
}

export interface ServiceAccountBook {
  /** Throws `SandboxError` `registration-refused` with the field. */
  register(registration: ServiceAccountRegistration): ServiceAccount
  find(clientId: string): ServiceAccount | undefined
  issue(account: ServiceAccount, scope: Scope): ServiceToken
  /** Undefined when unknown, revoked or expired. */
  findByToken(accessToken: string): ServiceToken | undefined
  endTokens(): void
}

const userOf = (name: string, number: number): SandboxUser => ({
  name: `service-account-${number}`,
  key: `SERVICEACCOUNT${number}`,
  displayName: name,
  email: `service-account-${number}@acme.example`,
  active: true,
  // Nobody knows it: a service account never logs in.
  password: randomBytes(32).toString('hex'),
  timeZone: 'Etc/UTC',
  locale: 'en_GB',
})

/** Service accounts of one sandbox; their tokens live `lifetimeSeconds`. */
export const createServiceAccountBook = (clock: () => number, lifetimeSeconds: number): ServiceAccountBook => {
  const accounts = new Map<string, ServiceAccount>()
  const tokens = new Map<string, ServiceToken>()
  return {
    register: ({ name, scope }) => {
      if (name.trim() === '')
        throw new SandboxError('registration-refused', 'name: must not be empty', { field: 'name' })
      if (!['READ', 'WRITE'].includes(scope)) {
        throw new SandboxError('registration-refused', 'scope: READ or WRITE', { field: 'scope' })
      }
      const account: ServiceAccount = {
        name,
        scope,
        clientId: randomBytes(16).toString('hex'),
        clientSecret: randomBytes(32).toString('hex'),
        user: userOf(name, accounts.size + 1),
      }
      accounts.set(account.clientId, account)
      return account
    },
    find: (clientId) => accounts.get(clientId),
    issue: (account, scope) => {
      const token: ServiceToken = { accessToken: makeToken(), account, scope, createdAt: clock() }
      tokens.set(token.accessToken, token)
      return token
    },
    findByToken: (accessToken) => {
      const token = tokens.get(accessToken)
      return token === undefined || token.createdAt + lifetimeSeconds * 1000 <= clock() ? undefined : token
    },
    endTokens: () => tokens.clear(),
  }
}
