import type { DecidedIssue, Replica, Verdict } from '@mmd/replica'
import type { AppState } from '../state/state.ts'
import { type InboxRows, inboxKeys } from './select-inbox.ts'

/** How far one is. */
export interface Progress {
  readonly left: number
  /** Decided today in this view, and not back again; the newest first. */
  readonly decided: readonly DecidedIssue[]
}

/** When the day began, by this machine's clock. */
const morningOf = (epochMs: number): number => new Date(epochMs).setHours(0, 0, 0, 0)

/** How much of the view is left, with what the site counts and has not given yet. `now`: epoch milliseconds. */
export const progressOf = (state: AppState, replica: InboxRows & Pick<Replica, 'decisions'>, now: number): Progress => {
  const rows = replica.view(state.activeView)
  const isFiltered = (state.lists[state.activeView]?.filter ?? '') !== ''
  const unread = isFiltered || rows === undefined ? 0 : Math.max(0, (rows.total ?? 0) - rows.keys.length)
  const today = morningOf(now)
  const decided = replica
    .decisions()
    .filter(({ view, at, changed }) => view === state.activeView && !changed && at >= today)
  // What is hidden by a snooze is counted by the site all the same.
  const hidden =
    rows === undefined ? 0 : Math.min(unread, decided.filter(({ verdict }) => verdict === 'snoozed').length)
  return { left: inboxKeys(state, replica).length + unread - hidden, decided }
}

/** What was decided in this time says how quick one is now, milliseconds; and how long it must have taken at least to say so. */
const lately = 15 * 60_000
const minute = 60_000

/** Decisions a minute, over the last ones; null: too few to say, or too quick. */
export const paceOf = (decided: readonly Pick<DecidedIssue, 'at'>[], now: number): number | null => {
  const recent = decided.filter(({ at }) => at > now - lately)
  const first = recent.at(-1)?.at ?? now
  if (recent.length < 3 || now - first < minute) return null
  return recent.length / ((now - first) / minute)
}

/** `2/min`, or `1 in 4 min` where one takes longer. */
export const paceWords = (pace: number): string =>
  pace >= 1 ? `${Math.round(pace)}/min` : `1 in ${Math.round(1 / pace)} min`

const words: Readonly<Record<Verdict, readonly [one: string, many: string]>> = {
  accepted: ['accepted', 'accepted'],
  duplicate: ['duplicate', 'duplicates'],
  declined: ['declined', 'declined'],
  assigned: ['assigned', 'assigned'],
  moved: ['moved on', 'moved on'],
  snoozed: ['snoozed', 'snoozed'],
}

/** What became of one issue, in words. */
export const verdictWords = ({ verdict, reason }: Pick<DecidedIssue, 'verdict' | 'reason'>): string => {
  if (reason === '') return words[verdict][0]
  return verdict === 'duplicate' ? `duplicate of ${reason}` : `${words[verdict][0]}: ${reason}`
}

/** `5 accepted · 2 duplicates`, what there is most of first; empty when nothing was decided. */
export const summaryOf = (decided: readonly DecidedIssue[]): string =>
  [...Map.groupBy(decided, ({ verdict }) => verdict)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([verdict, those]) => `${those.length} ${words[verdict][those.length === 1 ? 0 : 1]}`)
    .join(' · ')

/** A bar of `cells`: how much of what there was is done. Full only when nothing is left. */
export const progressBar = ({ left, decided }: Progress, cells: number): string => {
  const all = left + decided.length
  const share = all === 0 ? cells : Math.floor((cells * decided.length) / all)
  return '━'.repeat(share) + '·'.repeat(cells - share)
}
