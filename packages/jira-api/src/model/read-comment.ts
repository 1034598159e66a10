import type { Comment, Visibility, Worklog } from './model.ts'
import { isJson, toCount, toJson, toList, toStoredText, toTimestamp, toWord } from './primitives.ts'
import { readUser } from './read-user.ts'

const visibilityOf = (value: unknown): string | null =>
  toWord(toJson(value)['value']) ?? toWord(toJson(value)['identifier'])

/** Goes back as it is spelt: words that would have to be cleaned first are of no use. */
const exactly = (value: unknown): string | undefined => {
  const word = toWord(value)
  return word !== null && word === value ? word : undefined
}

const restrictionOf = (visibility: unknown): { readonly restriction?: Visibility } => {
  const { type, value, identifier } = toJson(visibility)
  const kind = typeof type === 'string' ? type.toLowerCase() : ''
  if (kind !== 'role' && kind !== 'group') return {}
  const [name, id] = [exactly(value), exactly(identifier)]
  if (name !== undefined) return { restriction: { type: kind, value: name } }
  return id === undefined || value !== undefined ? {} : { restriction: { type: kind, identifier: id } }
}

/** The property that holds what its writer marked a comment with. */
export const MARK = 'mmd.operation'

const markOf = (comment: Readonly<Record<string, unknown>>): { readonly mark?: string } => {
  const property = toList(comment['properties']).find((one) => toJson(one)['key'] === MARK)
  const mark = toWord(toJson(toJson(property)['value'])['id'])
  return mark === null ? {} : { mark }
}

const isTrue = (value: unknown): boolean => value === true || value === 'true'

/** Service desks keep whether customers see a comment in a property of it; some answers say it in a member too, some not at all. */
const isInternal = (comment: Readonly<Record<string, unknown>>): boolean | null => {
  if (typeof comment['jsdPublic'] === 'boolean') return !comment['jsdPublic']
  if (!Array.isArray(comment['properties'])) return null
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
    ...restrictionOf(comment['visibility']),
    internal: isInternal(comment),
    ...markOf(comment),
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
    ...restrictionOf(worklog['visibility']),
  }
}

/** How many there are in all. A page that claims to be whole has what it has: `total` may count what is gone. */
export const totalOf = (page: unknown, came: number): number => {
  const { total, maxResults } = toJson(isJson(page) ? page : {})
  return came >= toCount(total) || toCount(maxResults) >= toCount(total) ? came : toCount(total)
}
