import type { Change, CreatedIssue } from './model.ts'
import { readAll, toJson, toLine, toList, toTimestamp, toWord } from './primitives.ts'
import { readKey } from './read-issue.ts'
import { readUser } from './read-user.ts'

const readChange = (value: unknown): Change | null => {
  const change = toJson(value)
  const id = toWord(change['id'])
  if (id === null) return null
  return {
    id,
    author: readUser(change['author']),
    created: toTimestamp(change['created']),
    items: readAll(change['items'], (entry) => {
      const item = toJson(entry)
      const field = toWord(item['field'])
      if (field === null) return null
      const [fromId, toId] = [toWord(item['from']), toWord(item['to'])]
      return {
        fieldId: toWord(item['fieldId']),
        field,
        // The ids alone are there where a name is gone, the names alone where there was no id.
        from: toLine(item['fromString']) ?? toLine(item['from']),
        to: Object.hasOwn(item, 'toString') ? (toLine(item['toString']) ?? toLine(item['to'])) : toLine(item['to']),
        ...(fromId === null ? {} : { fromId }),
        ...(toId === null ? {} : { toId }),
      }
    }),
  }
}

/** Changes, oldest first: sites give them in either order. */
export const readChanges = (list: unknown): readonly Change[] =>
  readAll(toList(list), readChange).sort((a, b) =>
    (a.created ?? '') < (b.created ?? '') ? -1 : a.created === b.created ? 0 : 1,
  )

/** An issue that was just made; null without key and id. */
export const readCreated = (value: unknown): CreatedIssue | null => {
  const [id, key] = [toWord(toJson(value)['id']), readKey(value)]
  return id === null || key === undefined ? null : { id, key }
}
