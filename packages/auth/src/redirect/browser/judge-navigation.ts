import { type JudgeCallback, longestQuery } from '../callback.ts'
import type { PageKind } from '../page.ts'

/** A document that the browser is about to ask for. */
export interface Navigation {
  readonly method: string
  readonly url: string
  /** False inside a frame of a page. */
  readonly isTopLevel: boolean
}

/** What a navigation to the redirect URL gets in place of the network's answer; `answer` is the one that ends the wait. */
export interface NavigationReply {
  readonly status: number
  readonly page: PageKind
  readonly foreign?: string
  readonly answer?: URLSearchParams
}

/** Pattern of the `Fetch` domain for everything of the redirect URL's own origin. */
export const redirectPattern = (registered: URL): string => `${registered.origin}/*`

const foreign = (reason: string, status = 400): NavigationReply => ({ status, page: 'foreign', foreign: reason })

/** The reply to a navigation; `undefined` when it does not go to the redirect URL and may go its way. */
export const judgeNavigation = (
  { method, url: address, isTopLevel }: Navigation,
  registered: URL,
  judge: JudgeCallback,
): NavigationReply | undefined => {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isRedirect = url?.origin === registered.origin && url.pathname === registered.pathname
  if (url === undefined || !isRedirect || method !== 'GET') return undefined
  // The person sees where a window is sent, and not where a page sends its frames.
  if (!isTopLevel) return foreign('inside a frame')
  if (Buffer.byteLength(url.search.slice(1)) > longestQuery) return foreign('a query over 8 KB', 414)
  const verdict = judge(url.searchParams)
  if (verdict.kind === 'foreign') return foreign(verdict.reason)
  return { status: 200, page: verdict.refused ? 'refused' : 'done', answer: url.searchParams }
}
