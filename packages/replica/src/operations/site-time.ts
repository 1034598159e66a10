import type { Change, Named, SiteClient } from '@mmd/jira-api/model'
import { sameThing } from './same-value.ts'

/** Where the site does not tell its time its clock may be off by so much. Milliseconds. */
const unknownSkew = 60_000

/**
 * From when on, by the site's clock, something that was first sent at a time of ours may have been done: never too late, and
 * too early by the length of one answer. Epoch milliseconds. One request.
 */
export const earliestAt = async (
  client: SiteClient,
  firstSentAt: string | null,
  signal: AbortSignal,
): Promise<number> => {
  if (firstSentAt === null) return Number.NEGATIVE_INFINITY
  const { time } = await client.serverInfo({ signal })
  const sent = Date.parse(firstSentAt)
  // The site told its time some while ago: its clock is at least so far ahead of ours.
  return time === undefined ? sent - unknownSkew : sent + Date.parse(time) - Date.now()
}

/** Those that were made since then by the site's clock; where it cuts all its times to whole seconds, since that second. */
export const madeSince = <T extends { readonly created: string | null }>(
  list: readonly T[],
  since: number,
): readonly T[] => {
  const times = list.map(({ created }) => (created === null ? Number.NaN : Date.parse(created)))
  const isCut = times.every((time) => Number.isNaN(time) || time % 1_000 === 0)
  return list.filter((_, index) => (times[index] ?? Number.NaN) + (isCut ? 999 : 0) >= since)
}

/** What to look for in a history. */
export interface Step {
  /** As the history calls it: `status`. */
  readonly field: string
  /** From what, and to what; absent: anything. */
  readonly from?: Named | undefined
  readonly to?: Named
  readonly authorId: string
  /** Epoch milliseconds by the site's clock. */
  readonly since: number
}

/** True when a history shows that somebody set a field to something since then. */
export const hasStep = (history: readonly Change[], { field, from, to, authorId, since }: Step): boolean =>
  madeSince(history, since).some(
    ({ author, items }) =>
      author?.id === authorId &&
      items.some(
        (item) =>
          (item.fieldId ?? item.field) === field &&
          isThat(from, { id: item.fromId ?? '', name: item.from ?? '' }) &&
          isThat(to, { id: item.toId ?? '', name: item.to ?? '' }),
      ),
  )

const isThat = (wanted: Named | undefined, found: Named): boolean => wanted === undefined || sameThing(wanted, found)
