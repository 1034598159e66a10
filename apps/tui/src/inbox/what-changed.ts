import type { Change, Comment } from '@mmd/jira-api'

/** What is known of an issue that came back. */
export interface Aftermath {
  readonly history: readonly Change[]
  readonly comments: readonly Comment[]
  /** The issue's `updated` when it was decided, ISO 8601; null: nobody knows. */
  readonly since: string | null
  /** Id of the person, whose own changes bring nothing back. */
  readonly me: string | undefined
}

/** Fields that are named; more are counted. */
const mostFields = 3

const listed = (names: readonly string[]): string =>
  names.length <= mostFields
    ? names.join(', ')
    : `${names.slice(0, mostFields - 1).join(', ')} and ${names.length - mostFields + 1} more`

/** `status, assignee changed by Ann · comment by Ben`: who did what since then, the newest first; empty where nobody knows. */
export const whatChanged = ({ history, comments, since, me }: Aftermath): string => {
  const isNews = (at: string | null, id: string | undefined): boolean =>
    since !== null && at !== null && at > since && (id === undefined || id !== me)
  const fields = history
    .filter(({ author, created }) => isNews(created, author?.id))
    .map(({ author, created, items }) => ({
      who: author?.name ?? 'somebody',
      at: created ?? '',
      what: items.map(({ field }) => field.toLowerCase()),
    }))
    // A comment is told by itself.
    .filter(({ what }) => what.some((field) => field !== 'comment'))
  const said = comments
    .filter(({ author, created }) => isNews(created, author?.id))
    .map(({ author, created }) => ({ who: author?.name ?? 'somebody', at: created ?? '' }))
  const byWhom = [...Map.groupBy(fields, ({ who }) => who)].map(([who, changes]) => ({
    at: changes.reduce((last, { at }) => (at > last ? at : last), ''),
    text: `${listed([...new Set(changes.flatMap(({ what }) => what))])} changed by ${who}`,
  }))
  const comment = [...Map.groupBy(said, ({ who }) => who)].map(([who, all]) => ({
    at: all.at(-1)?.at ?? '',
    text: all.length === 1 ? `comment by ${who}` : `${all.length} comments by ${who}`,
  }))
  return [...byWhom, ...comment]
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .map(({ text }) => text)
    .join(' · ')
}
