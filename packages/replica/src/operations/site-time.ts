import type { Change, Named, SiteClient } from '@mmd/jira-api/model'
import { sameThing } from './same-value.ts'

/** The site tells its time in seconds, and an answer takes some. Milliseconds. */
const nearly = 2_000

/** Where the site does not tell its time its clock may be off by so much. Milliseconds. */
const unknownSkew = 60_000

/**
 * From when on, by the site's clock, something that was first sent at a time of ours may have been done. Epoch milliseconds.
 * One request.
 */
export const earliestAt = async (
  client: SiteClient,
  firstSentAt: string | null,
  signal: AbortSignal,
): Promise<number> => {
  if (firstSentAt === null) return Number.NEGATIVE_INFINITY
  const { time } = await client.serverInfo({ signal })
  const sent = Date.parse(firstSentAt)
  return time === undefined ? sent - unknownSkew : sent + Date.parse(time) - Date.now() - nearly
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
  history.some(
    ({ author, created, items }) =>
      author?.id === authorId &&
      created !== null &&
      Date.parse(created) >= since &&
      items.some(
        (item) =>
          (item.fieldId ?? item.field) === field &&
          isThat(from, { id: item.fromId ?? '', name: item.from ?? '' }) &&
          isThat(to, { id: item.toId ?? '', name: item.to ?? '' }),
      ),
  )

const isThat = (wanted: Named | undefined, found: Named): boolean => wanted === undefined || sameThing(wanted, found)
