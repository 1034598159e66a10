import type { Comment, Worklog } from './model.ts'
import { isJson, toCount, toJson, toList, toStoredText, toTimestamp, toWord } from './primitives.ts'
import { readUser } from './read-user.ts'

const visibilityOf = (value: unknown): string | null =>
  toWord(toJson(value)['value']) ?? toWord(toJson(value)['identifier'])

const isTrue = (value: unknown): boolean => value === true || value === 'true'

/** Service desks keep whether customers see a comment in a property of it; some answers say it in a member too. */
const isInternal = (comment: Readonly<Record<string, unknown>>): boolean => {
  if (typeof comment['jsdPublic'] === 'boolean') return !comment['jsdPublic']
  return toList(comment['properties']).some(
    (property) =>
      toJson(property)['key'] === 'sd.public.comment' && isTrue(toJson(toJson(property)['value'])['internal']),
  )
}

/** A comment; null without an id. Author and body may be absent. */
export const readComment = (value: unknown): Comment | null => {
  const comment = toJson(value)
  const id = toWord(comment['id'])
  if (id === null) return null
  return {
    id,
    author: readUser(comment['author']),
    body: toStoredText(comment['body']) ?? { format: 'plain', source: '' },
    created: toTimestamp(comment['created']),
    updated: toTimestamp(comment['updated']),
    visibility: visibilityOf(comment['visibility']),
    internal: isInternal(comment),
  }
}

/** A worklog; null without an id. */
export const readWorklog = (value: unknown): Worklog | null => {
  const worklog = toJson(value)
  const id = toWord(worklog['id'])
  if (id === null) return null
  return {
    id,
    author: readUser(worklog['author']),
    comment: toStoredText(worklog['comment']),
    started: toTimestamp(worklog['started']),
    seconds: toCount(worklog['timeSpentSeconds']),
    created: toTimestamp(worklog['created']),
    updated: toTimestamp(worklog['updated']),
    visibility: visibilityOf(worklog['visibility']),
  }
}

/** How many there are in all. A page that claims to be whole has what it has: `total` may count what is gone. */
export const totalOf = (page: unknown, came: number): number => {
  const { total, maxResults } = toJson(isJson(page) ? page : {})
  return came >= toCount(total) || toCount(maxResults) >= toCount(total) ? came : toCount(total)
}
