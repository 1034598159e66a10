import type { SignedIn, SignInPorts } from '../ports.ts'
import type { Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { identify, storeAccepted } from './accept.ts'
import { type Attempt, requireOAuth2 } from './attempt.ts'
import { type LearnedCloud, locateCloudSite } from './cloud-site.ts'
import { exchangeCode, type OAuth2Tokens, revokeToken, type TokenEndpoint } from './token-endpoint.ts'
import { refuseAborted } from './wait.ts'

export type RedeemPorts = Pick<SignInPorts, 'secrets' | 'report' | 'verify' | 'ask' | 'now'>

export interface RedeemOptions {
  readonly clientSecret: Secret
  readonly transport?: Transport | undefined
  readonly signal?: AbortSignal | undefined
}

/** The tokens would live on for months with nobody holding them. */
const giveBack = async (endpoint: TokenEndpoint, tokens: OAuth2Tokens): Promise<void> => {
  const { refreshToken, accessToken } = tokens
  const quick = { ...endpoint, signal: AbortSignal.timeout(5000) }
  if (refreshToken !== undefined) await revokeToken(quick, refreshToken, 'refresh_token').catch(() => undefined)
  await revokeToken(quick, accessToken, 'access_token').catch(() => undefined)
}

/** A token of the cloud reaches several sites: which one is meant is asked of it first. */
const locate = async (
  site: Site,
  { accessToken }: OAuth2Tokens,
  ports: RedeemPorts,
  { transport, signal }: RedeemOptions,
): Promise<LearnedCloud | undefined> =>
  site.deployment === 'cloud' ? locateCloudSite(site, accessToken, ports, { transport, signal }) : undefined

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
  const tokens = await exchangeCode(endpoint, query, attempt)
  ports.report({ kind: 'verifying' })
  try {
    const learned = await locate(site, tokens, ports, options)
    const located = { ...site, ...learned }
    const user = await identify(located, async () => `Bearer ${tokens.accessToken}`, ports, signal)
    refuseAborted(signal)
    await ports.secrets.set(secretKeys(site.name).clientSecret, clientSecret.reveal())
    const stored = await storeAccepted(located, tokens, ports, signal)
    return { user, ...stored, ...(learned === undefined ? {} : { learned }) }
  } catch (error) {
    await giveBack(endpoint, tokens)
    throw error
  }
}
