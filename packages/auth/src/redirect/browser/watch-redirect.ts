import { setTimeout as delay } from 'node:timers/promises'
import type { WatchableBrowser } from '../../ports.ts'
import { refuseAborted, unlessAborted } from '../../sign-in/wait.ts'
import type { JudgeCallback } from '../callback.ts'
import { parseRegistered } from '../registered.ts'
import { judgeNavigation, type Navigation, type NavigationReply, redirectPattern } from './judge-navigation.ts'
import { openWatchedWindow, type WatchedWindow } from './watched-window.ts'

export interface WatchOptions {
  readonly browser: WatchableBrowser
  /** The authorize address to show. */
  readonly url: string
  /** The registered redirect URL. */
  readonly redirectUri: string
  /** Tells the answer from other callbacks. */
  readonly judge: JudgeCallback
  /** Told in one line about each callback that does not belong to this sign-in. */
  readonly onForeign: (reason: string) => void
  /** Told when the window is there and on its way to the site. */
  readonly onOpened?: () => void
  readonly signal: AbortSignal
}

/** A browser needs seconds for a new profile on a slow disk; one that takes longer is not going to answer. */
const handshakeMs = 15_000

/** So long the last page may take to load, and can then be read, in milliseconds. */
const farewellMs = 1000

/** Nothing waits for it: the code in the answer may live for ten seconds only. */
const leave = async (window: WatchedWindow, signal: AbortSignal): Promise<void> => {
  const wait = (): Promise<void> => delay(farewellMs, undefined, { signal })
  const read = Promise.race([window.answerLoaded, wait()]).then(wait)
  await Promise.race([read, window.lost]).catch(() => undefined)
  await window.close()
}

/**
 * Lets the person sign in in a browser's window, and takes the redirect out of it before it reaches the network:
 * nothing has to listen there. Resolves with the query of the one callback that answers this sign-in, with a code or
 * the site's error; the window closes by itself a moment later. Throws `bad-site`, `browser-failed`, `window-closed`, and
 * `cancelled` or what the signal was aborted with; then nothing is left of the browser.
 */
export const watchForRedirect = async (options: WatchOptions): Promise<URLSearchParams> => {
  const { browser, judge, signal } = options
  refuseAborted(signal)
  const registered = parseRegistered(options.redirectUri)
  const answer = Promise.withResolvers<URLSearchParams>()
  let isAnswered = false

  const decide = (navigation: Navigation): NavigationReply | undefined => {
    const reply = judgeNavigation(navigation, registered, judge)
    if (reply === undefined) return undefined
    if (isAnswered) return { status: 400, page: 'foreign' }
    if (reply.foreign !== undefined) options.onForeign(reply.foreign)
    if (reply.answer === undefined) return reply
    isAnswered = true
    answer.resolve(reply.answer)
    return reply
  }

  const window = await openWatchedWindow({ browser, pattern: redirectPattern(registered), decide, handshakeMs }, signal)
  try {
    window.show(options.url)
    options.onOpened?.()
    refuseAborted(signal)
    const query = await unlessAborted(Promise.race([answer.promise, window.lost]), signal)
    void leave(window, signal)
    return query
  } catch (error) {
    await window.end()
    throw error
  }
}
