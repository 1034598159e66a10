import { isJiraApiError } from '@mmd/jira-api/model'
import { isOutcomeUnknown, type SiteError } from '../failure.ts'

/** What a failed request means for its operation. */
export type Verdict =
  /** The site said no: a person decides. */
  | { readonly kind: 'refused' }
  /** It was sent, and no answer tells what became of it. */
  | { readonly kind: 'unknown'; readonly graceMs: number }
  /** It was not done: later. */
  | { readonly kind: 'wait'; readonly why: Wait; readonly retryAfterMs: number | null }

/** What everything else of this site waits for too. */
export type Wait = 'offline' | 'signed-out' | 'busy'

/**
 * How long a request whose answer got lost may still be worked on by the site: only after that does "it is not there" count.
 * A site that gave no answer in time is slow; one that broke the line, or failed, is done with it soon.
 */
const graceAfter = { broken: 1_500, timeout: 6_000 } as const

const needsPerson: ReadonlySet<string> = new Set([
  'signed-out',
  'sign-in-needed',
  'bad-token',
  'login-denied',
  'sso-page',
])

/** Judges the failure of a request that changes something. */
export const judgeWrite = (error: SiteError): Verdict => {
  const early = judgeEither(error)
  if (early !== null) return early
  if (isJiraApiError(error, 'cancelled')) return { kind: 'unknown', graceMs: graceAfter.broken }
  if (!isOutcomeUnknown(error)) return isNotSent(error) ? offline : { kind: 'refused' }
  return { kind: 'unknown', graceMs: error.code === 'timeout' ? graceAfter.timeout : graceAfter.broken }
}

/** Judges the failure of a request that only looks: nothing can have come of it. */
export const judgeRead = (error: SiteError): Exclude<Verdict, { readonly kind: 'unknown' }> => {
  const early = judgeEither(error)
  if (early !== null) return early
  const { code } = error
  if (code === 'network' || code === 'timeout' || code === 'tls' || code === 'cancelled') return offline
  if (code === 'server-error' || code === 'not-jira' || code === 'bad-answer') return busy(null)
  return { kind: 'refused' }
}

const offline: Verdict & { readonly kind: 'wait' } = { kind: 'wait', why: 'offline', retryAfterMs: null }

const busy = (retryAfterMs: number | null): Verdict & { readonly kind: 'wait' } => ({
  kind: 'wait',
  why: 'busy',
  retryAfterMs,
})

const judgeEither = (error: SiteError): (Verdict & { readonly kind: 'wait' }) | null => {
  if (needsPerson.has(error.code)) return { kind: 'wait', why: 'signed-out', retryAfterMs: null }
  if (error.code !== 'rate-limited') return null
  const seconds = error.details?.retryAfter
  return busy(seconds === undefined ? null : seconds * 1_000)
}

/** A connection that was never made, or a sign-in that could not be renewed for want of one. */
const isNotSent = (error: SiteError): boolean =>
  error.code === 'network' || error.code === 'timeout' || error.code === 'tls'
