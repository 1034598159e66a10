import { authorizationOf, type OAuth2Credential, writeCredential } from '../credential.ts'
import { AuthError } from '../errors.ts'
import type { Transport } from '../http.ts'
import type { SecretStore, SignInPorts } from '../ports.ts'
import { revealed, Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { type Attempt, requireOAuth2 } from './attempt.ts'
import { exchangeCode, revokeToken, type TokenEndpoint } from './token-endpoint.ts'

/** Who signed in, and where the credential lies now. */
export interface SignedIn {
  readonly user: { readonly id: string; readonly name: string }
  /** For people: `the OS keychain`, or the file's path. */
  readonly where: string
  /** Epoch milliseconds; absent when the site did not say, or for a token without a known end. */
  readonly expiresAt?: number
  /** Whether it can be renewed without the person. */
  readonly refreshable: boolean
}

export type RedeemPorts = Pick<SignInPorts, 'secrets' | 'report' | 'verify' | 'now'>

export interface RedeemOptions {
  readonly clientSecret: Secret
  readonly transport?: Transport | undefined
  readonly signal?: AbortSignal | undefined
}

/** The client secret given, else the stored one. Throws `invalid-client` when there is none. */
export const findClientSecret = async (
  site: Site,
  secrets: SecretStore,
  given: Secret | string | undefined,
): Promise<Secret> => {
  const secret = given === undefined ? await secrets.get(secretKeys(site.name).clientSecret) : revealed(given)
  if (secret !== undefined && secret !== '') return new Secret(secret)
  throw new AuthError('invalid-client', `The client secret of "${site.name}" is not stored on this machine`)
}

/** The tokens would live on for months with nobody holding them. */
const giveBack = async (endpoint: TokenEndpoint, credential: OAuth2Credential): Promise<void> => {
  const { refreshToken, accessToken } = credential
  const quick = { ...endpoint, signal: AbortSignal.timeout(5000) }
  if (refreshToken !== undefined) await revokeToken(quick, refreshToken, 'refresh_token').catch(() => undefined)
  await revokeToken(quick, accessToken, 'access_token').catch(() => undefined)
}

/** Swaps the code for tokens, asks the site who we are with them, and only then stores them. */
export const redeem = async (
  site: Site,
  query: URLSearchParams,
  attempt: Pick<Attempt, 'state' | 'codeVerifier'>,
  ports: RedeemPorts,
  options: RedeemOptions,
): Promise<SignedIn> => {
  const { clientSecret, transport, signal } = options
  const endpoint = { site, settings: requireOAuth2(site), clientSecret, transport, signal, now: ports.now ?? Date.now }
  ports.report({ kind: 'exchanging' })
  const credential = await exchangeCode(endpoint, query, attempt)
  ports.report({ kind: 'verifying' })
  try {
    const user = await ports.verify(authorizationOf(credential))
    if (signal?.aborted === true) throw new AuthError('cancelled', 'Signing in was cancelled')
    await ports.secrets.set(secretKeys(site.name).clientSecret, clientSecret.reveal())
    await writeCredential(site, ports.secrets, credential)
    const { expiresAt, refreshToken } = credential
    const ends = expiresAt === undefined ? {} : { expiresAt }
    return { user, where: ports.secrets.where, refreshable: refreshToken !== undefined, ...ends }
  } catch (error) {
    await giveBack(endpoint, credential)
    throw error
  }
}
