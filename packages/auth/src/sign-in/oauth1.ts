import { AuthError } from '../errors.ts'
import { authorizeOAuth1 } from '../oauth1/authorize.ts'
import { expectRequestToken, parsePastedCallback, parseVerifier, verifierIn } from '../oauth1/callback.ts'
import { authorizeUrl } from '../oauth1/endpoints.ts'
import { parsePrivateKey } from '../oauth1/key-pair.ts'
import { askAccessToken, askRequestToken, type Provider } from '../oauth1/token-requests.ts'
import type { CallbackWay, SecretStore, SignedIn, SignInPorts } from '../ports.ts'
import { parseRegistered } from '../redirect/registered.ts'
import { waitForRedirect } from '../redirect/wait-for-redirect.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { OAuth1Settings, Site } from '../site.ts'
import { identify, storeAccepted } from './accept.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { refuseAborted } from './wait.ts'

export interface OAuth1SignInOptions extends Pick<SignInOptions, 'callback' | 'signal' | 'limitMs' | 'transport'> {
  /**
   * Goes on with a provider that takes the callback without confirming it, as some servers of Jira's first years do. It
   * still has to give a verifier.
   */
  readonly acceptUnconfirmed?: boolean
}

/** A callback that is no address: the site shows the verifier to the person (RFC 5849 section 2.1). */
const outOfBand = 'oob'

const requireOAuth1 = (site: Site): OAuth1Settings => {
  if (site.oauth1 !== undefined) return site.oauth1
  throw new AuthError('bad-site', `"${site.name}" has no OAuth 1.0a consumer key`)
}

const requirePrivateKey = async (site: Site, secrets: SecretStore): Promise<string> => {
  const privateKey = await secrets.get(secretKeys(site.name).privateKey)
  if (privateKey !== undefined) return privateKey
  throw new AuthError('invalid-client', `The private key of "${site.name}" is not stored on this machine`)
}

/** Throws `bad-site` for a callback that nothing can come back to, or not in the way that was asked for. */
const refuseBadCallback = (callback: string, way: CallbackWay | undefined): void => {
  if (callback !== outOfBand) {
    parseRegistered(callback)
  } else if (way === 'listener' || way === 'browser') {
    throw new AuthError('bad-site', 'With the callback "oob" the site shows a code: there is no redirect to wait for')
  }
}

/** The verifier that the person reads off the site's page. */
const askVerifier = async (url: string, ports: SignInPorts, options: OAuth1SignInOptions): Promise<string> => {
  const wait = {
    authorizeUrl: url,
    redirectUri: outOfBand,
    judge: () => ({ kind: 'foreign', reason: 'no callback' }) as const,
    parsePasted: (text: string) => new URLSearchParams({ oauth_verifier: parseVerifier(text) }),
  }
  // The same wait as for a pasted address, with another question.
  const asking = { ...ports, ask: (_: unknown, aborted: AbortSignal) => ports.ask({ kind: 'verifier' }, aborted) }
  return verifierIn(await waitForRedirect(wait, asking, { ...options, callback: 'paste' }))
}

/** Shows the person where to give consent, and gets the verifier back. */
const obtainVerifier = async (
  site: Site,
  requestToken: string,
  ports: SignInPorts,
  options: OAuth1SignInOptions,
): Promise<string> => {
  const { callback: redirectUri } = requireOAuth1(site)
  const url = authorizeUrl(site.baseUrl, requestToken)
  if (redirectUri === outOfBand) return askVerifier(url, ports, options)
  const judge = expectRequestToken(requestToken, parseRegistered(redirectUri))
  const parsePasted = (pasted: string): URLSearchParams => parsePastedCallback(pasted, redirectUri, requestToken)
  return verifierIn(await waitForRedirect({ authorizeUrl: url, redirectUri, judge, parsePasted }, ports, options))
}

/**
 * Signs in with an RSA-SHA1 application link (RFC 5849 section 2) and the stored private key. Stores nothing unless the
 * site accepts the signed request. Throws `AuthError`, and what `ports.verify` throws.
 */
export const signInByOAuth1 = async (
  site: Site,
  ports: SignInPorts,
  options: OAuth1SignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const { consumerKey, callback } = requireOAuth1(site)
  refuseBadCallback(callback, options.callback)
  const { signal, transport, acceptUnconfirmed } = options
  refuseAborted(signal)
  const privateKey = await requirePrivateKey(site, ports.secrets)
  const now = ports.now ?? Date.now
  const provider: Provider = {
    site,
    consumer: { consumerKey, privateKey: parsePrivateKey(privateKey), now },
    transport,
    signal,
  }
  const requestToken = await askRequestToken(provider, callback, { acceptUnconfirmed })
  const verifier = await obtainVerifier(site, requestToken, ports, options)
  ports.report({ kind: 'exchanging' })
  const credential = await askAccessToken(provider, { requestToken, verifier })
  ports.report({ kind: 'verifying' })
  const authorize = authorizeOAuth1({ consumerKey, token: credential.token, privateKey, now })
  const user = await identify(site, authorize, ports, signal)
  return { user, ...(await storeAccepted(site, credential, ports, signal)) }
}
