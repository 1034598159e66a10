import { AuthError, isAuthError } from '../errors.ts'
import type { Transport } from '../http.ts'
import type { CallbackWay, SignInPorts } from '../ports.ts'
import { refuseErrorAnswer } from '../redirect/callback.ts'
import { listenForRedirect, type RedirectListener } from '../redirect/listener.ts'
import { parsePastedRedirect } from '../redirect/paste.ts'
import type { Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { refuseInsecure } from '../site-book/base-url.ts'
import { type Attempt, createAttempt, requireOAuth2 } from './attempt.ts'
import { findClientSecret, redeem, type SignedIn } from './redeem.ts'
import { refuseAborted, unlessAborted, withinLimit } from './wait.ts'

export interface SignInOptions {
  /** Forces one way of getting the redirect back; without it the listener, then pasting. */
  readonly callback?: CallbackWay
  readonly signal?: AbortSignal
  /** Used instead of the stored one, and stored when the sign-in succeeds. */
  readonly clientSecret?: Secret | string
  /** How long the redirect may take, in milliseconds; five minutes. */
  readonly limitMs?: number
  readonly transport?: Transport
}

/** Nonsense that may be pasted before the sign-in gives up. */
const pastesAllowed = 5
/** A browser that takes longer to start is not waited for before the address is shown. Milliseconds. */
const browserStartsWithin = 5000

/** Opens the browser and tells the screen the address; `hurry` ends the wait for the browser. */
const announce = async (
  attempt: Attempt,
  way: CallbackWay,
  ports: SignInPorts,
  { hurry, signal }: { readonly hurry: Promise<unknown>; readonly signal: AbortSignal },
): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const slow = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), browserStartsWithin)
  })
  const opened = ports.openBrowser(attempt.url).catch(() => false)
  try {
    const browserOpened = await unlessAborted(Promise.race([opened, slow, hurry.then(() => true)]), signal)
    ports.report({ kind: 'authorize-url', url: attempt.url, way, browserOpened })
  } finally {
    clearTimeout(timer)
  }
}

const byListener = async (
  listener: RedirectListener,
  attempt: Attempt,
  ports: SignInPorts,
  signal: AbortSignal,
): Promise<URLSearchParams> => {
  // The code may live for ten seconds only: what its exchange needs is loaded while the person is in the browser.
  void import('got').catch(() => undefined)
  const announced = announce(attempt, 'listener', ports, { hurry: listener.answer, signal })
  const [query] = await Promise.all([unlessAborted(listener.answer, signal), announced])
  refuseErrorAnswer(query)
  return query
}

const byPaste = async (
  redirectUri: string,
  attempt: Attempt,
  ports: SignInPorts,
  signal: AbortSignal,
): Promise<URLSearchParams> => {
  void import('got').catch(() => undefined)
  await announce(attempt, 'paste', ports, { hurry: new Promise(() => undefined), signal })
  let refusal: AuthError | undefined
  for (let pastes = 0; pastes < pastesAllowed; pastes += 1) {
    const asked = ports.askRedirect(signal).catch(() => undefined)
    const pasted = await unlessAborted(asked, signal)
    if (pasted === undefined) break
    try {
      return parsePastedRedirect(pasted, redirectUri, attempt.state)
    } catch (error) {
      if (!isAuthError(error, 'bad-redirect') && !isAuthError(error, 'state-mismatch')) throw error
      ports.report({ kind: 'foreign-callback', reason: error.message })
      refusal = error
    }
  }
  throw refusal ?? new AuthError('cancelled', 'Signing in was cancelled')
}

const obtainAnswer = async (site: Site, attempt: Attempt, ports: SignInPorts, options: SignInOptions) => {
  const { redirectUri } = requireOAuth2(site)
  const { callback, signal, limitMs = 5 * 60_000 } = options
  return withinLimit(limitMs, signal, async (limited) => {
    refuseAborted(limited)
    const onForeign = (reason: string): void => ports.report({ kind: 'foreign-callback', reason })
    if (callback === 'paste') return byPaste(redirectUri, attempt, ports, limited)
    let listener: RedirectListener
    try {
      listener = await listenForRedirect({ redirectUri, state: attempt.state, onForeign })
    } catch (error) {
      if (callback === 'listener' || !isAuthError(error)) throw error
      ports.report({ kind: 'way-failed', way: 'listener', reason: error.message })
      return byPaste(redirectUri, attempt, ports, limited)
    }
    try {
      return await byListener(listener, attempt, ports, limited)
    } finally {
      // The answer's page is still on its way to the browser: the exchange does not wait for it.
      void listener.close()
    }
  })
}

/**
 * Signs in with an authorization code, PKCE and the client secret (RFC 6749 section 4.1, RFC 7636). Stores nothing
 * unless the site accepts the token. Throws `AuthError`, and what `ports.verify` throws.
 */
export const signIn = async (site: Site, ports: SignInPorts, options: SignInOptions = {}): Promise<SignedIn> => {
  refuseInsecure(new URL(site.baseUrl), { insecureHttp: site.insecureHttp === true })
  const clientSecret = await findClientSecret(site, ports.secrets, options.clientSecret)
  const attempt = await createAttempt(site)
  const query = await obtainAnswer(site, attempt, ports, options)
  const { transport, signal } = options
  return redeem(site, query, attempt, ports, { clientSecret, transport, signal })
}
