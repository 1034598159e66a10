import type { Exchange } from '../../exchange.ts'
import { isObject, jsonBody, wordList } from '../../rest/input.ts'
import { invalidPayload, isFlag, isText, isWhole, listOf, optional, strictBody } from '../../rest/payload.ts'

/** A search, before it is known whether it can be answered. */
export interface SearchRequest {
  readonly jql: string
  readonly nextPageToken: string | undefined
  readonly maxResults: number
  readonly fields: readonly string[]
  readonly expand: readonly string[]
  /** Keys of entity properties that issues come with. */
  readonly properties: readonly string[]
  /** Ids of issues that the answer must know as they are now. */
  readonly reconcile: readonly number[]
}

const standardPage = 50
const isIds = listOf(isWhole, 50)
const isTexts = listOf(isText, 10_000)

const idsIn = (words: readonly string[]): readonly number[] => {
  const ids = words.map(Number)
  if (isIds(ids)) return ids
  throw invalidPayload()
}

/** Reads a search out of the query. */
export const searchFromQuery = ({ query }: Exchange): SearchRequest => ({
  jql: query.get('jql') ?? '',
  nextPageToken: query.get('nextPageToken') ?? undefined,
  maxResults: Number(query.get('maxResults') ?? standardPage),
  fields: wordList(query.getAll('fields')),
  expand: wordList(query.getAll('expand')),
  properties: wordList(query.getAll('properties')).slice(0, 5),
  reconcile: idsIn(wordList(query.getAll('reconcileIssues'))),
})

/** Reads a search out of a body; a 400 refusal for members that the resource does not know, such as `startAt`. */
export const searchFromBody = (exchange: Exchange): SearchRequest => {
  const body = strictBody(
    exchange,
    'jql',
    'nextPageToken',
    'maxResults',
    'fields',
    'expand',
    'properties',
    'fieldsByKeys',
    'reconcileIssues',
  )
  optional(body.fieldsByKeys, isFlag)
  return {
    jql: optional(body.jql, isText) ?? '',
    nextPageToken: optional(body.nextPageToken, isText),
    maxResults: optional(body.maxResults, isWhole) ?? standardPage,
    fields: optional(body.fields, isTexts) ?? [],
    expand: wordList([optional(body.expand, isText) ?? '']),
    properties: optional(body.properties, listOf(isText, 5)) ?? [],
    reconcile: optional(body.reconcileIssues, isIds) ?? [],
  }
}

/** The query of a body that holds nothing else. */
export const jqlFromBody = (exchange: Exchange): string => {
  const body = jsonBody(exchange)
  if (!isObject(body)) throw invalidPayload()
  return optional(body.jql, isText) ?? ''
}
