import { cloudHosts } from '../api-base-url.ts'
import { isAuthError } from '../errors.ts'
import type { Identity, SignedIn, SignInPorts } from '../ports.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { identify, storeAccepted } from './accept.ts'
import { requireOAuth2 } from './attempt.ts'
import { findClientSecret } from './client-secret.ts'
import { lookUpCloudId } from './cloud-site.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { type ClientTokens, exchangeClientCredentials, type TokenEndpoint } from './token-endpoint.ts'
import { refuseAborted } from './wait.ts'

/** The endpoint that serves a site's OAuth credentials (builds, deployments), a host of its own in the cloud. */
const systemTokenUrl = (site: Site): string => `${cloudHosts(site.cloud).apiUrl}/oauth/token`

/** The cloud has one endpoint for service accounts and one for a site's OAuth credentials; an id does not show its kind. */
const obtain = async (endpoint: TokenEndpoint): Promise<ClientTokens> => {
  if (endpoint.site.deployment !== 'cloud') return exchangeClientCredentials(endpoint)
  try {
    return await exchangeClientCredentials(endpoint)
  } catch (error) {
    if (!isAuthError(error, 'invalid-client') && !isAuthError(error, 'bad-answer')) throw error
    return exchangeClientCredentials(endpoint, systemTokenUrl(endpoint.site)).catch((second: unknown) => {
      // An endpoint that knows nothing of clients says less than the one that refused this one.
      throw isAuthError(second, 'bad-answer') ? error : second
    })
  }
}

/** OAuth credentials belong to nobody: who they are cannot be asked, only that they are accepted. */
const identifyClient = async (
  site: Site,
  tokens: ClientTokens,
  ports: SignInPorts,
  signal: AbortSignal | undefined,
): Promise<Identity> => {
  const { clientId } = requireOAuth2(site)
  if (tokens.tokenUrl === systemTokenUrl(site)) return { id: clientId, name: 'OAuth credentials' }
  return identify(site, async () => `Bearer ${tokens.accessToken}`, ports, signal)
}

/**
 * Signs a program in for itself (RFC 6749 section 4.4): a service account, or the OAuth credentials of a cloud site.
 * The token is asked for anew when it ends. Throws `invalid-client`, `invalid-scope`, and what `verify` throws.
 */
export const signInByClientCredentials = async (
  site: Site,
  ports: SignInPorts,
  options: SignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const settings = requireOAuth2(site)
  const clientSecret = await findClientSecret(site, ports, options)
  const { transport, signal } = options
  ports.report({ kind: 'exchanging' })
  const cloudId = site.deployment === 'cloud' ? await lookUpCloudId(site, { transport, signal }) : undefined
  const learned = cloudId === undefined ? {} : { cloud: { ...site.cloud, cloudId } }
  const located = { ...site, ...learned }
  const now = ports.now ?? Date.now
  const tokens = await obtain({ site: located, settings, clientSecret, transport, signal, now })
  ports.report({ kind: 'verifying' })
  const user = await identifyClient(located, tokens, ports, signal)
  refuseAborted(signal)
  await ports.secrets.set(secretKeys(site.name).clientSecret, clientSecret.reveal())
  return { user, ...(await storeAccepted(located, tokens, ports, signal)), learned }
}
