import { setTimeout as delay } from 'node:timers/promises'
import { AuthError } from '../../errors.ts'
import type { WatchableBrowser } from '../../ports.ts'
import { refuseAborted, unlessAborted } from '../../sign-in/wait.ts'
import { callbackPage, pageHeaders } from '../page.ts'
import type { BrowserEvent, BrowserTarget, PausedRequest } from './browser-message.ts'
import { type BrowserProcess, startBrowser } from './browser-process.ts'
import { type Command, connectDevTools, type DevTools, type DevToolsPipe } from './devtools.ts'
import type { Navigation, NavigationReply } from './judge-navigation.ts'
import { createTargets } from './window-targets.ts'

export interface WindowOptions {
  readonly browser: WatchableBrowser
  /** The `Fetch` pattern of the documents that are asked about. */
  readonly pattern: string
  /** What the window gets instead of the document; `undefined` lets it through. */
  readonly decide: (navigation: Navigation) => NavigationReply | undefined
  /** How long the browser may take to show that it can be watched, in milliseconds. */
  readonly handshakeMs: number
}

export interface WatchedWindow {
  /** Sends the window to an address. */
  show(url: string): void
  /** Never resolves; rejects with `window-closed` when the person has closed everything, or the browser has ended. */
  readonly lost: Promise<never>
  /** Resolves when the page that came with the answer has loaded. */
  readonly answerLoaded: Promise<void>
  /** Closes the window; resolves when the browser, all its programs and its profile are gone. */
  close(): Promise<void>
  /** The same by force, at any time. */
  end(): Promise<void>
}

/** Time that a browser has to close by itself, in milliseconds. */
const closesWithinMs = 2000

const replyCommand = ({ sessionId, requestId }: PausedRequest, reply: NavigationReply | undefined): Command => {
  if (reply === undefined) return { sessionId, method: 'Fetch.continueRequest', params: { requestId } }
  const responseHeaders = Object.entries(pageHeaders).map(([name, value]) => ({ name, value }))
  const body = Buffer.from(callbackPage(reply.page)).toString('base64')
  const params = { requestId, responseCode: reply.status, responseHeaders, body }
  return { sessionId, method: 'Fetch.fulfillRequest', params }
}

/** Everything new waits until it is watched: a pop-up could be on its way to the redirect URL from the start. */
const attachAll = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

/** Watches one target and lets it go on; resolves when its requests are watched. */
const watchTarget = (devtools: DevTools, { sessionId, type }: BrowserTarget, pattern: string): Promise<void> => {
  const isDocument = type === 'page' || type === 'iframe'
  const patterns = [{ urlPattern: pattern, resourceType: 'Document', requestStage: 'Request' }]
  const commands: readonly Command[] = [
    ...(isDocument ? [{ sessionId, method: 'Fetch.enable', params: { patterns } }] : []),
    ...(isDocument ? [{ sessionId, method: 'Target.setAutoAttach', params: attachAll }] : []),
    ...(type === 'page' ? [{ sessionId, method: 'Page.enable' }] : []),
    { sessionId, method: 'Runtime.runIfWaitingForDebugger' },
  ]
  return Promise.all(commands.map((command) => devtools.send(command))).then(() => undefined)
}

/** What becomes of a browser that is being watched; each promise has one who waits for it, or nobody. */
interface Watch {
  readonly devtools: DevTools
  /** The session of the first page. */
  readonly first: Promise<string>
  readonly lost: Promise<never>
  readonly answerLoaded: Promise<void>
  /** Ends the watch: neither of the first two can come true any more. */
  readonly fail: (why?: string) => void
}

const startWatch = ({ browser: { name }, pattern, decide }: WindowOptions, pipe: DevToolsPipe): Watch => {
  const targets = createTargets()
  const [first, lost, loaded] = [
    Promise.withResolvers<string>(),
    Promise.withResolvers<never>(),
    Promise.withResolvers<void>(),
  ]
  for (const { promise } of [first, lost]) promise.catch(() => undefined)
  let answeredIn: string | undefined

  const fail = (why = 'ended before its window could be watched'): void => {
    first.reject(new AuthError('browser-failed', `${name} ${why}`))
    lost.reject(new AuthError('window-closed', 'The window was closed before the sign-in was through'))
  }

  const attach = (target: BrowserTarget): void => {
    const watched = watchTarget(devtools, target, pattern)
    if (targets.add(target)) watched.then(() => first.resolve(target.sessionId)).catch(() => fail())
    else watched.catch(() => undefined)
  }

  const answer = (request: PausedRequest): void => {
    const { method, url, sessionId } = request
    const reply = decide({ method, url, isTopLevel: targets.isTopLevel(request) })
    if (reply?.answer !== undefined) answeredIn = sessionId
    devtools.send(replyCommand(request, reply)).catch(() => undefined)
  }

  const take = (event: BrowserEvent): void => {
    if (event.kind === 'attached') attach(event)
    if (event.kind === 'detached' && targets.remove(event.sessionId)) fail()
    if (event.kind === 'paused') answer(event)
    if (event.kind === 'loaded' && event.sessionId === answeredIn) loaded.resolve()
  }

  const devtools = connectDevTools(pipe, { onMessage: take, onLost: () => fail() })
  devtools.send({ method: 'Target.setAutoAttach', params: attachAll }).catch(() => fail())
  return { devtools, first: first.promise, lost: lost.promise, answerLoaded: loaded.promise, fail }
}

const openWindow = async (options: WindowOptions, browser: BrowserProcess): Promise<WatchedWindow> => {
  const { devtools, first, lost, answerLoaded, fail } = startWatch(options, browser)
  void browser.ended.then(() => fail())
  const timer = setTimeout(() => fail('does not let itself be watched'), options.handshakeMs)
  const sessionId = await first.finally(() => clearTimeout(timer))
  return {
    lost,
    answerLoaded,
    show: (url) => {
      devtools.send({ sessionId, method: 'Page.bringToFront' }).catch(() => undefined)
      devtools.send({ sessionId, method: 'Page.navigate', params: { url } }).catch(() => fail())
    },
    close: async () => {
      devtools.send({ method: 'Browser.close' }).catch(() => undefined)
      await Promise.race([browser.ended, delay(closesWithinMs, undefined, { ref: false })])
      await browser.end()
    },
    end: () => browser.end(),
  }
}

/**
 * Opens a browser's window that tells about the documents it goes to. Throws `browser-failed`, or what the signal was
 * aborted with; then the browser is gone.
 */
export const openWatchedWindow = async (options: WindowOptions, signal: AbortSignal): Promise<WatchedWindow> => {
  const browser = await startBrowser(options.browser)
  try {
    refuseAborted(signal)
    return await unlessAborted(openWindow(options, browser), signal)
  } catch (error) {
    await browser.end()
    throw error
  }
}
