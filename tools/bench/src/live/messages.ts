import type { SiteAnswer } from '../fetch/messages.ts'

/** A Data Center site with so many issues, some of which somebody keeps changing. */
export interface LiveSiteTask {
  readonly issues: number
  /** How many issues are changed each second, always the same ones, spread over all. */
  readonly changes: number
}

export type LiveSiteAnswer = SiteAnswer

/** What the site is told or asked, one thing at a time. */
export type LiveSiteOrder =
  /** Somebody begins to change issues, or stops. */
  | { readonly order: 'change'; readonly on: boolean }
  /** The site's clock is put forward. */
  | { readonly order: 'clock'; readonly aheadMs: number }
  /** What was asked since the last report of this kind that forgets. */
  | { readonly order: 'report'; readonly forget: boolean }

/** What was asked of the site. */
export interface LiveSiteReport {
  readonly requests: number
  readonly bytes: number
  /** Refreshes that asked what was changed. */
  readonly refreshes: number
  /** Rows of changed issues that these were given. */
  readonly rows: number
  /** Time in which requests followed one another closely, milliseconds. */
  readonly activeMs: number
  /** Since the last request, milliseconds; very long where there was none. */
  readonly quietMs: number
}
