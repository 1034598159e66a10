import { isObject, type JsonObject } from '../../rest/input.ts'
import { isRichField } from '../../world/rich-fields.ts'
import type { SandboxIssue } from '../../world/world.ts'
import {
  type NotADocument,
  notAComment,
  notADocument,
  type ReadText,
  readDocument,
  type TextRules,
} from './read-document.ts'
import { fieldPlace, type TextBook } from './text-book.ts'

/** A document that a request brought, and what it is to be the text of. */
export interface SentText {
  /** A field id, `comment` or `worklog`. */
  readonly part: string
  readonly text: ReadText
}

/** A body whose documents have become wiki markup, as the handlers read it. */
export interface PlainBody {
  readonly body: unknown
  readonly texts: readonly SentText[]
}

type Collect = (part: string, value: unknown, refuse: NotADocument) => string

const member = (object: JsonObject, name: string, collect: Collect, part: string, refuse: NotADocument): JsonObject =>
  object[name] === undefined ? object : { ...object, [name]: collect(part, object[name], refuse) }

const inFields = (fields: unknown, collect: Collect): unknown =>
  isObject(fields)
    ? Object.fromEntries(
        Object.entries(fields).map(([id, value]) => [
          id,
          isRichField(id) && value !== null ? collect(id, value, notADocument(id)) : value,
        ]),
      )
    : fields

const inOperation = (id: string, operation: unknown, collect: Collect): unknown => {
  if (!isObject(operation)) return operation
  return Object.fromEntries(
    Object.entries(operation).map(([verb, value]) => {
      if (isRichField(id) && value !== null) return [verb, collect(id, value, notADocument(id))]
      if (!isObject(value)) return [verb, value]
      if (id === 'comment') return [verb, member(value, 'body', collect, 'comment', notAComment)]
      return [verb, id === 'worklog' ? member(value, 'comment', collect, 'worklog', notAComment) : value]
    }),
  )
}

const inUpdate = (update: unknown, collect: Collect): unknown =>
  isObject(update)
    ? Object.fromEntries(
        Object.entries(update).map(([id, operations]) => [
          id,
          Array.isArray(operations) ? operations.map((one: unknown) => inOperation(id, one, collect)) : operations,
        ]),
      )
    : update

const inBody = (path: string, body: JsonObject, collect: Collect): JsonObject => {
  if (path.includes('/comment')) return member(body, 'body', collect, 'comment', notAComment)
  if (path.includes('/worklog')) return member(body, 'comment', collect, 'worklog', notAComment)
  if (path.endsWith('/issueLink') && isObject(body.comment)) {
    return { ...body, comment: member(body.comment, 'body', collect, 'comment', notAComment) }
  }
  return {
    ...body,
    ...(body.fields === undefined ? {} : { fields: inFields(body.fields, collect) }),
    ...(body.update === undefined ? {} : { update: inUpdate(body.update, collect) }),
  }
}

/** Reads the documents of a body and puts markup in their place; a 400 refusal for a document that will not do. */
export const withMarkup = (path: string, body: unknown, rules: TextRules): PlainBody => {
  if (!isObject(body)) return { body, texts: [] }
  const texts: SentText[] = []
  const collect: Collect = (part, value, refuse) => {
    const text = readDocument(value, part, refuse, rules)
    texts.push({ part, text })
    return text.wiki
  }
  return { body: inBody(path, body, collect), texts }
}

const lastOf = <T>(list: readonly T[], fits: (entry: T) => boolean): T | undefined => list.findLast(fits)

/** Keeps the documents of a request that has been carried out on an issue. */
export const keepTexts = (book: TextBook, issue: SandboxIssue, texts: readonly SentText[]): void => {
  for (const { part, text } of texts) {
    const { wiki, document } = text
    if (part === 'comment') {
      const comment = lastOf(issue.comments, ({ body }) => body === wiki)
      if (comment !== undefined) book.keep(`comment:${comment.id}`, wiki, document)
    } else if (part === 'worklog') {
      const log = lastOf(issue.worklogs, ({ comment }) => comment === wiki)
      if (log !== undefined) book.keep(`worklog:${log.id}`, wiki, document)
    } else book.keep(fieldPlace(issue.id, part), wiki, document)
  }
}
