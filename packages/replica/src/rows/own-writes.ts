import type { StoredOperation } from '../store/store.ts'

/** How well the difference of the two clocks is known, ms: a site tells its time in whole seconds, some while ago. */
const tolerance = 5_000

/**
 * True when an issue's newest change is one of these operations, which the site has taken: it was changed while one of them
 * was on its way. `skew`: milliseconds by which the site's clock goes before this machine's.
 */
export const isOwnWrite = (
  updated: string | null,
  sent: readonly Pick<StoredOperation, 'firstSentAt' | 'settledAt'>[],
  skew: number,
): boolean => {
  const at = updated === null ? Number.NaN : Date.parse(updated) - skew
  return sent.some(
    ({ firstSentAt, settledAt }) =>
      firstSentAt !== null && settledAt !== null && at >= firstSentAt - tolerance && at <= settledAt + tolerance,
  )
}
