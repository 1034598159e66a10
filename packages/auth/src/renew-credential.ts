import {
  type ClientCredential,
  type NewCredential,
  type OAuth2Credential,
  readCredential,
  type StoredCredential,
  writeCredential,
} from './credential.ts'
import { AuthError, isAuthError } from './errors.ts'
import type { SecretStore } from './ports.ts'
import { Secret } from './secret.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import {
  exchangeClientCredentials,
  exchangeRefreshToken,
  type OAuth2Tokens,
  type TokenEndpoint,
} from './sign-in/token-endpoint.ts'
import type { Site } from './site.ts'
import type { Transport } from './transport.ts'

export interface RenewOptions {
  readonly secrets: SecretStore
  readonly transport?: Transport | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Why the person has to sign in again. */
export const signInNeeded = (site: Site, why: string, detail?: string): AuthError =>
  new AuthError('sign-in-needed', `Sign in to "${site.name}" again: ${why}`, detail)

/** Throws `sign-in-needed` for a credential that is missing, or that the site has refused for good. */
export const usable = (site: Site, credential: StoredCredential | undefined): StoredCredential => {
  if (credential === undefined) throw signInNeeded(site, 'no credential is stored')
  if (credential.dead === true) throw signInNeeded(site, 'the site refused the credential')
  return credential
}

/** Whether it can be renewed without the person. */
export const isRenewable = (credential: StoredCredential): boolean =>
  credential.method === 'client-credentials' || ('refreshToken' in credential && credential.refreshToken !== undefined)

/** What makes two credentials the same one: the part that a renewal changes. */
const secretOf = (credential: StoredCredential): string => {
  if ('accessToken' in credential) return credential.accessToken
  return credential.method === 'basic' ? credential.password : credential.token
}

/** Renews a credential at the site and stores what came; runs under the lock. */
export type Renew = (credential: StoredCredential) => Promise<StoredCredential>

/** What is to be said of a credential that only the person can replace. */
const refused: Readonly<Record<'pat' | 'oauth1' | 'api-token' | 'basic', string>> = {
  pat: 'it does not accept the personal access token',
  oauth1: 'it does not accept the token; the grant has ended or was revoked',
  'api-token': 'it does not accept the API token; they end after a year at the latest',
  basic: 'it does not accept the user name and password',
}

/** Renewals of one site. */
export const createRenew = (site: Site, options: RenewOptions): Renew => {
  const { secrets, transport, now } = options
  /** A pair that the site has given and the store has not taken: the only one that still works. */
  let unsaved: { readonly from: string; readonly next: OAuth2Tokens } | undefined

  const endpointFor = async (): Promise<TokenEndpoint> => {
    const clientSecret = await secrets.get(secretKeys(site.name).clientSecret)
    if (site.oauth2 !== undefined && clientSecret !== undefined) {
      return { site, settings: site.oauth2, clientSecret: new Secret(clientSecret), transport, now }
    }
    throw signInNeeded(site, 'its client id or client secret is not stored on this machine')
  }

  /** Stores `next` unless somebody signed in or out since `credential` was read. */
  const replace = async (credential: StoredCredential, next: NewCredential): Promise<StoredCredential> => {
    const stored = await readCredential(site, secrets)
    if (stored?.method !== credential.method || secretOf(stored) !== secretOf(credential)) return usable(site, stored)
    await writeCredential(site, secrets, next)
    return { ...next, baseUrl: credential.baseUrl }
  }

  const exchange = async (endpoint: TokenEndpoint, refreshToken: string): Promise<OAuth2Tokens> => {
    if (unsaved?.from === refreshToken) return unsaved.next
    const next = await exchangeRefreshToken(endpoint, refreshToken)
    // A server that does not rotate leaves the refresh token out (RFC 6749 section 6).
    unsaved = { from: refreshToken, next: { ...next, refreshToken: next.refreshToken ?? refreshToken } }
    return unsaved.next
  }

  /** The cloud tells a wrong client secret from a dead refresh token: that one still works with the right secret. */
  const isEnd = (error: unknown): error is AuthError =>
    isAuthError(error, 'sign-in-needed') || (isAuthError(error, 'invalid-client') && site.deployment !== 'cloud')

  const byRefreshToken = async (credential: OAuth2Credential): Promise<StoredCredential> => {
    const { refreshToken } = credential
    if (refreshToken === undefined) throw signInNeeded(site, 'the credential has expired and cannot be renewed')
    const endpoint = await endpointFor()
    try {
      const next = await exchange(endpoint, refreshToken)
      const stored = await replace(credential, next)
      unsaved = undefined
      return stored
    } catch (error) {
      if (!isEnd(error)) throw error
      const stored = await replace(credential, { ...credential, dead: true })
      if (stored.dead !== true) return stored
      throw signInNeeded(site, 'it refused to renew the credential', error.detail)
    }
  }

  const byClientCredentials = async (credential: ClientCredential): Promise<StoredCredential> =>
    replace(credential, await exchangeClientCredentials(await endpointFor(), credential.tokenUrl))

  /** A password that was refused once must not be sent again by itself: each try brings a CAPTCHA nearer. */
  const bury = async (credential: StoredCredential, why: string): Promise<never> => {
    await replace(credential, { ...credential, dead: true })
    throw signInNeeded(site, why)
  }

  return async (credential) => {
    switch (credential.method) {
      case 'oauth2':
      case 'oauth2-cloud':
        return byRefreshToken(credential)
      case 'client-credentials':
        return byClientCredentials(credential)
      case 'basic':
      case 'api-token':
        return bury(credential, refused[credential.method])
      case 'pat':
      case 'oauth1':
        throw signInNeeded(site, refused[credential.method])
    }
  }
}
