import { isJiraApiError } from '@mmd/jira-api/model'
import { isOutcomeUnknown, type SiteError } from '../failure.ts'

/** What a failed request means for its operation. */
export type Verdict =
  /** The site said no: a person decides. */
  | { readonly kind: 'refused' }
  /** It was sent, and no answer tells what became of it. */
  | { readonly kind: 'unknown'; readonly graceMs: number }
  /** It was not done: later. */
  | WaitVerdict

export interface WaitVerdict {
  readonly kind: 'wait'
  readonly why: Wait
  readonly retryAfterMs: number | null
  /** True: nothing is known of other issues. */
  readonly isOfIssue: boolean
}

/** What has to be waited for. */
export type Wait = 'offline' | 'signed-out' | 'busy'

/**
 * How long a request whose answer got lost may still be worked on by the site, in milliseconds: only after that does "it is not
 * there" count.
 */
export interface Graces {
  /** The site broke the line, or failed: it is done with it soon. */
  readonly broken: number
  /** It gave no answer in time, to us or to a proxy before it, so it is slow. */
  readonly timeout: number
  /** The process that sent it died, or lost sight of it. */
  readonly orphan: number
  /** The copy could not be written: so long nothing is begun. */
  readonly stumble: number
}

export const usualGraces: Graces = { broken: 1_500, timeout: 6_000, orphan: 6_000, stumble: 5_000 }

/** What a proxy says when the site behind it does not answer it, or not in time: it may be at work on it all the same. */
const ofProxy: ReadonlySet<number | undefined> = new Set([502, 503, 504])

/** A site's longest word for "later", ms: whoever says more, or whose clock is wrong, is asked again after that. */
export const longestWaitMs = 3_600_000

const needsPerson: ReadonlySet<string> = new Set([
  'signed-out',
  'sign-in-needed',
  'bad-token',
  'login-denied',
  'sso-page',
])

/** Judges the failure of a request that changes something. */
export const judgeWrite = (error: SiteError, graces: Graces): Verdict => {
  const early = judgeEither(error)
  if (early !== null) return early
  // We waited as long as we could before we gave it up ourselves.
  if (isJiraApiError(error, 'cancelled')) return { kind: 'unknown', graceMs: graces.timeout }
  if (!isOutcomeUnknown(error)) return isNotSent(error) ? offline : { kind: 'refused' }
  const isSlow = error.code === 'timeout' || ofProxy.has(error.details?.status)
  return { kind: 'unknown', graceMs: isSlow ? graces.timeout : graces.broken }
}

/** Judges the failure of a request that only looks: nothing can have come of it. */
export const judgeRead = (error: SiteError): Exclude<Verdict, { readonly kind: 'unknown' }> => {
  const early = judgeEither(error)
  if (early !== null) return early
  const { code } = error
  if (code === 'network' || code === 'timeout' || code === 'tls' || code === 'cancelled') return offline
  if (code === 'server-error' || code === 'not-jira' || code === 'bad-answer') return busy(null, failsAlone(error))
  return { kind: 'refused' }
}

const offline: WaitVerdict = { kind: 'wait', why: 'offline', retryAfterMs: null, isOfIssue: false }

const busy = (retryAfterMs: number | null, isOfIssue: boolean): WaitVerdict => ({
  kind: 'wait',
  why: 'busy',
  retryAfterMs,
  isOfIssue,
})

/** A stack trace, or an answer that makes no sense, is what one broken issue gives; a proxy's error page is the whole site's. */
const failsAlone = (error: SiteError): boolean =>
  error.code === 'bad-answer' || (error.code === 'server-error' && error.details?.status === 500)

const judgeEither = (error: SiteError): WaitVerdict | null => {
  if (needsPerson.has(error.code)) return { kind: 'wait', why: 'signed-out', retryAfterMs: null, isOfIssue: false }
  if (error.code !== 'rate-limited') return null
  const { retryAfter, reason } = error.details ?? {}
  const wait = retryAfter === undefined ? null : Math.min(retryAfter * 1_000, longestWaitMs)
  return busy(wait, reason === 'ISSUE_WRITES')
}

/** A connection that was never made, or a sign-in that could not be renewed for want of one. */
const isNotSent = (error: SiteError): boolean =>
  error.code === 'network' || error.code === 'timeout' || error.code === 'tls'
