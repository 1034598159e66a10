import type { Exchange } from '../../exchange.ts'
import { isObject, jsonBody, objectBody, wordList } from '../../rest/input.ts'
import { Refusal } from '../../rest/refusal.ts'

/** A search, before it is known whether it can be answered. */
export interface SearchRequest {
  readonly jql: string
  readonly nextPageToken: string | undefined
  readonly maxResults: number
  readonly fields: readonly string[]
  readonly expand: readonly string[]
}

const standardPage = 50
const invalidPayload = (): Refusal =>
  new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.')

const isText = (value: unknown): value is string => typeof value === 'string'
const isWhole = (value: unknown): value is number => Number.isInteger(value)
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
const isIds = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length <= 50 && value.every(isWhole)

const optional = <T>(value: unknown, isRight: (value: unknown) => value is T): T | undefined => {
  if (value === undefined) return undefined
  if (isRight(value)) return value
  throw invalidPayload()
}

/** Reads a search out of the query. */
export const searchFromQuery = ({ query }: Exchange): SearchRequest => ({
  jql: query.get('jql') ?? '',
  nextPageToken: query.get('nextPageToken') ?? undefined,
  maxResults: Number(query.get('maxResults') ?? standardPage),
  fields: wordList(query.getAll('fields')),
  expand: wordList(query.getAll('expand')),
})

const members = [
  'jql',
  'nextPageToken',
  'maxResults',
  'fields',
  'expand',
  'properties',
  'fieldsByKeys',
  'reconcileIssues',
]

/** Reads a search out of a body; a 400 refusal for members that the resource does not know, such as `startAt`. */
export const searchFromBody = (exchange: Exchange): SearchRequest => {
  const body = objectBody(exchange, members)
  optional(body.reconcileIssues, isIds)
  return {
    jql: optional(body.jql, isText) ?? '',
    nextPageToken: optional(body.nextPageToken, isText),
    maxResults: optional(body.maxResults, isWhole) ?? standardPage,
    fields: optional(body.fields, isTexts) ?? [],
    expand: wordList([optional(body.expand, isText) ?? '']),
  }
}

/** The query of a body that holds nothing else. */
export const jqlFromBody = (exchange: Exchange): string => {
  const body = jsonBody(exchange)
  if (!isObject(body)) throw invalidPayload()
  return optional(body.jql, isText) ?? ''
}
