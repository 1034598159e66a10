import type { Change, SiteClient } from '@mmd/jira-api/model'

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
  /** The name of what was set; null: anything. */
  readonly to: string | null
  readonly authorId: string
  /** Epoch milliseconds by the site's clock. */
  readonly since: number
}

/** True when a history shows that somebody set a field to something since then. */
export const hasStep = (history: readonly Change[], { field, to, authorId, since }: Step): boolean =>
  history.some(
    ({ author, created, items }) =>
      author?.id === authorId &&
      created !== null &&
      Date.parse(created) >= since &&
      items.some((item) => (item.fieldId ?? item.field) === field && (to === null || item.to === to)),
  )
