import { AuthError } from '../errors.ts'
import { authorizeOAuth1 } from '../oauth1/authorize.ts'
import { expectRequestToken, parsePastedCallback, parseVerifier, verifierIn } from '../oauth1/callback.ts'
import { requireConsumer, requireOAuth1 } from '../oauth1/consumer.ts'
import { authorizeUrl } from '../oauth1/endpoints.ts'
import { askAccessToken, askRequestToken, type Provider } from '../oauth1/token-requests.ts'
import type { CallbackWay, SignedIn, SignInPorts } from '../ports.ts'
import { parseRegistered } from '../redirect/registered.ts'
import { waitForRedirect } from '../redirect/wait-for-redirect.ts'
import type { Site } from '../site.ts'
import { identify, storeAccepted } from './accept.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { refuseAborted } from './wait.ts'

/** A callback that is no address: the site shows the verifier to the person (RFC 5849 section 2.1). */
const outOfBand = 'oob'

/** Throws `bad-site` for a callback that nothing can come back to, or not in the way that was asked for. */
const refuseBadCallback = (callback: string, way: CallbackWay | undefined): void => {
  if (callback !== outOfBand) {
    parseRegistered(callback)
  } else if (way === 'listener' || way === 'browser') {
    throw new AuthError('bad-site', 'With the callback "oob" the site shows a code: there is no redirect to wait for')
  }
}

/** The verifier that the person reads off the site's page. */
const askVerifier = async (url: string, ports: SignInPorts, options: SignInOptions): Promise<string> => {
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
  options: SignInOptions,
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
  options: SignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const { callback } = requireOAuth1(site)
  refuseBadCallback(callback, options.callback)
  const { signal, transport } = options
  refuseAborted(signal)
  const consumer = await requireConsumer(site, ports.secrets, ports.now ?? Date.now)
  const provider: Provider = { site, consumer, transport, signal }
  const requestToken = await askRequestToken(provider, callback)
  const verifier = await obtainVerifier(site, requestToken, ports, options)
  ports.report({ kind: 'exchanging' })
  const credential = await askAccessToken(provider, { requestToken, verifier })
  ports.report({ kind: 'verifying' })
  const user = await identify(site, authorizeOAuth1(consumer, credential.token), ports, signal)
  return { user, ...(await storeAccepted(site, credential, ports, signal)) }
}
