import { isSameCredential } from './authorize.ts'
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

/** Why a credential is to be renewed: its time is over, the site turned it down, or somebody wishes so. */
export type RenewalCause = 'expired' | 'refused' | 'wished'

/** Renews a credential at the site and stores what came; runs under the lock. */
export type Renew = (credential: StoredCredential, cause: RenewalCause) => Promise<StoredCredential>

/** What is to be said of a refused credential that only the person can replace. */
const refused: Readonly<Record<StoredCredential['method'], string>> = {
  oauth2: 'it does not accept the token, which cannot be renewed',
  'oauth2-cloud': 'it does not accept the token, which cannot be renewed',
  'client-credentials': 'it does not accept the token',
  pat: 'it does not accept the personal access token',
  oauth1: 'it does not accept the token; the grant has ended or was revoked',
  'api-token': 'it does not accept the API token; they end after a year at the latest',
  basic: 'it does not accept the user name and password',
}

const whyNot = ({ method }: StoredCredential, cause: RenewalCause): string => {
  if (cause === 'refused') return refused[method]
  return cause === 'expired'
    ? 'the time is over for which the credential was given'
    : 'the credential cannot be renewed'
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
    if (stored === undefined || !isSameCredential(stored, credential)) return usable(site, stored)
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

  const byRefreshToken = async (credential: OAuth2Credential, cause: RenewalCause): Promise<StoredCredential> => {
    const { refreshToken } = credential
    if (refreshToken === undefined) throw signInNeeded(site, whyNot(credential, cause))
    const endpoint = await endpointFor()
    try {
      const next = await exchange(endpoint, refreshToken)
      // A scope that is not repeated is the same (RFC 6749 section 5.1).
      const granted = credential.scope === undefined ? {} : { scope: credential.scope }
      const stored = await replace(credential, { ...granted, ...next })
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

  return async (credential, cause) => {
    switch (credential.method) {
      case 'oauth2':
      case 'oauth2-cloud':
        return byRefreshToken(credential, cause)
      case 'client-credentials':
        return byClientCredentials(credential)
      case 'basic':
      case 'api-token':
        // A refused password must not be sent again by itself, by no process: each try brings a CAPTCHA nearer.
        if (cause === 'refused') await replace(credential, { ...credential, dead: true })
        throw signInNeeded(site, whyNot(credential, cause))
      case 'pat':
      case 'oauth1':
        throw signInNeeded(site, whyNot(credential, cause))
    }
  }
}
