import type { BrowserTarget, PausedRequest } from './browser-message.ts'

/** What a browser shows by itself (`chrome://omnibox-popup…`, a new tab) is no window of this sign-in. */
const isBrowsersOwn = ({ url }: BrowserTarget): boolean =>
  /^(?:chrome|chrome-untrusted|edge|brave|devtools):/u.test(url)

/** A page that a person may see, in a window or a tab of its own. */
const isPage = (target: BrowserTarget): boolean => target.type === 'page' && !isBrowsersOwn(target)

/** Keeps account of what the browser shows. */
export interface WindowTargets {
  /** True for the first page of all: our window. */
  add(target: BrowserTarget): boolean
  /** True when the last page went with it. */
  remove(sessionId: string): boolean
  /** True for a document of a whole page, false for one of a frame inside. */
  isTopLevel(request: PausedRequest): boolean
}

/** An empty account. */
export const createTargets = (): WindowTargets => {
  const targets = new Map<string, BrowserTarget>()
  let hadPage = false
  const hasPage = (): boolean => [...targets.values()].some(isPage)
  return {
    add: (target) => {
      targets.set(target.sessionId, target)
      const isFirst = !hadPage && isPage(target)
      hadPage ||= isFirst
      return isFirst
    },
    remove: (sessionId) => {
      const had = hasPage()
      targets.delete(sessionId)
      return had && !hasPage()
    },
    isTopLevel: ({ sessionId, frameId }) => {
      const target = targets.get(sessionId)
      return target?.type === 'page' && target.targetId === frameId
    },
  }
}
