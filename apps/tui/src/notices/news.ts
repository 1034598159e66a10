import type { Change, Comment, Issue, IssueKey } from '@mmd/jira-api'
import type { RowMarks } from '@mmd/replica'
import type { StoredText } from '@mmd/rich-text'

/** What of an issue tells whether there is news for somebody. */
export interface Seen {
  /** It is assigned to them. */
  readonly mine: boolean
  /** By the site's clock; empty: not told. */
  readonly updated: string
  /** Somebody else has changed it since it was last looked at here. */
  readonly unread: boolean
  readonly summary: string
}

/** Everything that was looked at, at one moment. */
export type Look = ReadonlyMap<IssueKey, Seen>

export interface News {
  readonly kind: 'assignment' | 'mention'
  readonly key: IssueKey
  readonly summary: string
}

const mentionsPerson = ({ format, source }: StoredText, id: string): boolean => {
  if (format === 'wiki') return source.includes(`[~${id}]`) || source.includes(`[~accountid:${id}]`)
  if (format !== 'adf') return false
  return source.includes('"mention"') && source.includes(`"id":${JSON.stringify(id)}`)
}

/** What one sees of an issue; `me` is the id of the person, by which the site names them. */
export const seenOf = (issue: Issue, { unread }: Pick<RowMarks, 'unread'>, me: string): Seen => ({
  mine: issue.assignee?.id === me,
  updated: issue.updated ?? '',
  unread,
  summary: issue.summary,
})

/** Whether others have mentioned the person in what they wrote after this moment. */
export const isMentioned = (
  comments: readonly Pick<Comment, 'author' | 'body' | 'created'>[],
  since: string,
  me: string,
) =>
  comments.some(({ author, body, created }) => author?.id !== me && (created ?? '') > since && mentionsPerson(body, me))

/** Whether it was the person who put their own name there, by the newest change of the assignee; rows do not say who did. */
export const tookIt = (history: readonly Pick<Change, 'author' | 'created' | 'items'>[], me: string): boolean => {
  const given = history
    .filter(({ items }) => items.some(({ fieldId, field }) => (fieldId ?? field) === 'assignee'))
    .toSorted((one, other) => ((one.created ?? '') < (other.created ?? '') ? 1 : -1))
  return given[0]?.author?.id === me
}

/** The issues that others have changed between two looks, of those that were there before. */
export const changedBetween = (before: Look, now: Look): readonly IssueKey[] =>
  [...now].flatMap(([key, { unread, updated }]) => {
    const known = before.get(key)
    return unread && known !== undefined && updated > known.updated ? [key] : []
  })

/**
 * What came between two looks. `mentioned` says of an issue that was changed whether that is since the moment that is given. What
 * the person did themselves, here or elsewhere, is read already and no news.
 */
export const newsBetween = (
  before: Look,
  now: Look,
  mentioned: (key: IssueKey, since: string) => boolean,
): readonly News[] => {
  const changed = new Set(changedBetween(before, now))
  return [...now].flatMap(([key, { mine, unread, summary }]): readonly News[] => {
    if (!unread) return []
    const known = before.get(key)
    if (known !== undefined && changed.has(key) && mentioned(key, known.updated))
      return [{ kind: 'mention', key, summary }]
    return mine && known?.mine !== true ? [{ kind: 'assignment', key, summary }] : []
  })
}
