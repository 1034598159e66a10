import { AuthError, isAuthError } from '../errors.ts'
import type { CallbackWay, SignInPorts } from '../ports.ts'
import { cancelled, refuseAborted, unlessAborted, withinLimit } from '../sign-in/wait.ts'
import type { JudgeCallback } from './callback.ts'
import { listenForRedirect, type RedirectListener } from './listener.ts'

/** One try to get the browser back from the site with an answer. */
export interface RedirectWait {
  /** What the person opens. */
  readonly authorizeUrl: string
  /** The registered redirect URL, byte for byte. */
  readonly redirectUri: string
  /** Tells the answer from other callbacks. */
  readonly judge: JudgeCallback
  /** The answer in a pasted address. Throws `bad-redirect`, `state-mismatch`, or what the site answered. */
  readonly parsePasted: (pasted: string) => URLSearchParams
}

export interface RedirectWaitOptions {
  /** Forces one way; without it the listener, then a watched browser, then pasting. */
  readonly callback?: CallbackWay | undefined
  readonly signal?: AbortSignal | undefined
  /** How long the redirect may take, in milliseconds; five minutes. */
  readonly limitMs?: number | undefined
}

type Ports = Pick<SignInPorts, 'openBrowser' | 'findBrowser' | 'ask' | 'report'>

/** Nonsense that may be pasted before the sign-in gives up. */
const pastesAllowed = 5
/** A browser that takes longer to start is not waited for before the address is shown. Milliseconds. */
const browserStartsWithin = 5000

/** Opens the browser and tells the screen the address; `hurry` ends the wait for the browser. */
const announce = async (
  { authorizeUrl }: RedirectWait,
  way: CallbackWay,
  ports: Ports,
  { hurry, signal }: { readonly hurry: Promise<unknown>; readonly signal: AbortSignal },
): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const slow = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), browserStartsWithin)
  })
  const opened = ports.openBrowser(authorizeUrl).catch(() => false)
  try {
    const browserOpened = await unlessAborted(Promise.race([opened, slow, hurry.then(() => true)]), signal)
    ports.report({ kind: 'authorize-url', url: authorizeUrl, way, browserOpened })
  } finally {
    clearTimeout(timer)
  }
}

const onForeign =
  (ports: Ports) =>
  (reason: string): void =>
    ports.report({ kind: 'foreign-callback', reason })

type Wait = (wait: RedirectWait, ports: Ports, signal: AbortSignal) => Promise<URLSearchParams>

const byListener: Wait = async (wait, ports, signal) => {
  const { redirectUri, judge } = wait
  const listener: RedirectListener = await listenForRedirect({ redirectUri, judge, onForeign: onForeign(ports) })
  try {
    const announced = announce(wait, 'listener', ports, { hurry: listener.answer, signal })
    const [query] = await Promise.all([unlessAborted(listener.answer, signal), announced])
    return query
  } finally {
    // The answer's page is still on its way to the browser: the exchange does not wait for it.
    void listener.close()
  }
}

const byBrowser: Wait = async (wait, ports, signal) => {
  const browser = await unlessAborted(ports.findBrowser(), signal)
  if (browser === undefined) {
    throw new AuthError('no-browser', 'No Chrome, Edge or Chromium that could be watched was found')
  }
  const { authorizeUrl, redirectUri, judge } = wait
  const { watchForRedirect } = await import('./browser/watch-redirect.ts')
  return watchForRedirect({
    browser,
    url: authorizeUrl,
    redirectUri,
    judge,
    onForeign: onForeign(ports),
    onOpened: () => ports.report({ kind: 'authorize-url', url: authorizeUrl, way: 'browser', browserOpened: true }),
    signal,
  })
}

const byPaste: Wait = async (wait, ports, signal) => {
  await announce(wait, 'paste', ports, { hurry: new Promise(() => undefined), signal })
  let refusal: AuthError | undefined
  for (let pastes = 0; pastes < pastesAllowed; pastes += 1) {
    const asked = ports.ask({ kind: 'redirect' }, signal).catch(() => undefined)
    const pasted = await unlessAborted(asked, signal)
    if (pasted === undefined) break
    try {
      return wait.parsePasted(pasted)
    } catch (error) {
      if (!isAuthError(error, 'bad-redirect') && !isAuthError(error, 'state-mismatch')) throw error
      ports.report({ kind: 'foreign-callback', reason: error.message })
      refusal = error
    }
  }
  throw refusal ?? cancelled()
}

const ways: Readonly<Record<CallbackWay, Wait>> = { listener: byListener, browser: byBrowser, paste: byPaste }
const order: readonly CallbackWay[] = ['listener', 'browser', 'paste']

/** Errors that say that a way cannot be gone here, before anybody has done anything. */
const isImpassable = (error: unknown): error is AuthError =>
  isAuthError(error) &&
  ['port-taken', 'port-privileged', 'bad-site', 'no-browser', 'browser-failed'].includes(error.code)

/**
 * Shows the person where to give consent and waits for the browser to come back, in the first way that is possible
 * here. Resolves with the answer's query, which may hold the site's error. Throws `timed-out`, `cancelled`, and when a
 * way was forced, why it is not possible.
 */
export const waitForRedirect = (
  wait: RedirectWait,
  ports: Ports,
  { callback, signal, limitMs = 5 * 60_000 }: RedirectWaitOptions,
): Promise<URLSearchParams> =>
  withinLimit(limitMs, signal, async (limited) => {
    refuseAborted(limited)
    // The code may live for ten seconds only: what its exchange needs is loaded while the person is in the browser.
    void import('got').catch(() => undefined)
    if (callback !== undefined) return ways[callback](wait, ports, limited)
    for (const way of order.slice(0, -1)) {
      try {
        return await ways[way](wait, ports, limited)
      } catch (error) {
        refuseAborted(limited)
        if (!isImpassable(error)) throw error
        ports.report({ kind: 'way-failed', way, reason: error.message })
      }
    }
    return byPaste(wait, ports, limited)
  })
