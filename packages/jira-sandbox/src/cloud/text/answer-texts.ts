import { isObject, type JsonObject } from '../../rest/input.ts'
import { isRichField } from '../../world/rich-fields.ts'
import { isDocument } from '../adf/node.ts'
import { fieldPlace, type TextBook } from './text-book.ts'

// What holds HTML, or JSON of somebody else's making.
const leftAlone = new Set(['renderedFields', 'properties', 'value', 'changelog', 'editmeta', 'names', 'schema'])

const fieldsWithDocuments = (book: TextBook, id: string, fields: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).map(([fieldId, value]) => [
      fieldId,
      typeof value === 'string' && isRichField(fieldId)
        ? book.documentOf(fieldPlace(id, fieldId), value)
        : withDocuments(book, value),
    ]),
  )

/** JSON of version 2 as version 3 has it: a document wherever a text of wiki markup stands. */
export const withDocuments = (book: TextBook, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((element: unknown) => withDocuments(book, element))
  if (!isObject(value) || isDocument(value)) return value
  const { id, body, comment, fields } = value
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (leftAlone.has(name)) return [name, member]
    if (name === 'fields' && isObject(fields) && typeof id === 'string') {
      return [name, fieldsWithDocuments(book, id, fields)]
    }
    return [name, withDocuments(book, member)]
  })
  const changed = Object.fromEntries(entries)
  if (typeof body === 'string' && 'created' in value) {
    changed['body'] = book.documentOf(`comment:${String(id)}`, body)
  } else if (typeof comment === 'string' && 'timeSpentSeconds' in value) {
    changed['comment'] = book.documentOf(`worklog:${String(id)}`, comment)
  }
  return changed
}
