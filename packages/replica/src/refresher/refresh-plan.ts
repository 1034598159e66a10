import type { StoredView } from '../store/store.ts'

/** Rows of the first request: a few screens, so that a start stays light. */
export const firstPage = 100

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** The index of a site lags behind a write by minutes at times, and `updated` is earlier than the end of the write. */
export const overlapMinutes = 5

/** So long nobody looks who has left a long list while nothing else changes in it. */
const sweepEveryMs = 5 * minuteMs

/** How a list is brought up to date. */
export type RefreshPlan =
  /** Read it from its start up to so many rows; infinite: to its end. */
  | { readonly kind: 'list'; readonly wanted: number }
  /** Ask what was changed in the last minutes; who left, when something was, or when `sweep`. */
  | { readonly kind: 'delta'; readonly minutes: number; readonly sweep: boolean }

export interface PlanOptions {
  readonly now: number
  readonly whole?: boolean
  /** The list was just opened: one request then, unless something has changed. */
  readonly opening?: boolean
}

export const isComplete = ({ keys, total }: Pick<StoredView, 'keys' | 'total'>): boolean =>
  total !== null && keys.length >= total

/** Minutes for which changes must be asked; null: the last read is too old, or the clock was put back. */
export const minutesSince = (askedAt: number | null, now: number): number | null => {
  const passed = askedAt === null ? -1 : now - askedAt
  return passed < 0 || passed > dayMs ? null : Math.ceil(passed / minuteMs) + overlapMinutes
}

/** Short lists and parts of lists are read again; of whole long ones only what changed. */
export const planRefresh = (view: StoredView, { now, whole = false, opening = false }: PlanOptions): RefreshPlan => {
  const { keys, askedAt, sweptAt } = view
  if (keys.length <= firstPage) return { kind: 'list', wanted: firstPage }
  if (!isComplete(view)) return { kind: 'list', wanted: keys.length }
  const minutes = minutesSince(askedAt, now)
  if (minutes === null) return { kind: 'list', wanted: Number.POSITIVE_INFINITY }
  const isSwept = sweptAt !== null && sweptAt <= now && now - sweptAt <= sweepEveryMs
  return { kind: 'delta', minutes, sweep: whole || (!isSwept && !opening) }
}
