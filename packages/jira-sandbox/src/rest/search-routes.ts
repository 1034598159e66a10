import type { Answer, Exchange, Route } from '../exchange.ts'
import { JqlError } from '../jql/jql-error.ts'
import { fieldById } from '../world/fields.ts'
import type { SandboxIssue } from '../world/world.ts'
import { selectFields } from './field-selection.ts'
import { findByJql } from './find-by-jql.ts'
import { flag, objectBody, wholeNumber, wordList } from './input.ts'
import { issueJson } from './issue-json.ts'
import { get, loggedIn, ok, postQuery, Refusal } from './refusal.ts'
import { usualRest } from './switches.ts'

interface SearchRequest {
  readonly jql: string
  readonly startAt: number
  readonly maxResults: number
  readonly fields: readonly string[]
  readonly expand: readonly string[]
  readonly validateQuery: boolean
}

const fromQuery = (exchange: Exchange): SearchRequest => ({
  jql: exchange.query.get('jql') ?? '',
  startAt: wholeNumber(exchange, 'startAt', 0),
  maxResults: wholeNumber(exchange, 'maxResults', 50),
  fields: wordList(exchange.query.getAll('fields')),
  expand: wordList(exchange.query.getAll('expand')),
  validateQuery: flag(exchange, 'validateQuery') ?? true,
})

type Check<T> = (value: unknown) => value is T
const isText: Check<string> = (value) => typeof value === 'string'
const isWhole: Check<number> = (value): value is number => Number.isInteger(value)
const isFlag: Check<boolean> = (value) => typeof value === 'boolean'
const isTexts: Check<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.every(isText)

const fromBody = (exchange: Exchange): SearchRequest => {
  const body = objectBody(exchange, ['jql', 'startAt', 'maxResults', 'fields', 'expand', 'validateQuery', 'properties'])
  const member = <T>(name: string, fallback: T, isRight: Check<T>): T => {
    const value = body[name] ?? undefined
    if (value === undefined) return fallback
    if (isRight(value)) return value
    throw new Refusal(400, `Can not deserialize '${name}' out of this JSON`)
  }
  return {
    jql: member('jql', '', isText),
    startAt: member('startAt', 0, isWhole),
    maxResults: member('maxResults', 50, isWhole),
    fields: member('fields', [], isTexts),
    expand: member('expand', [], isTexts),
    validateQuery: member('validateQuery', true, isFlag),
  }
}

interface Found {
  readonly issues: readonly SandboxIssue[]
  readonly warnings: readonly string[]
}

const find = (exchange: Exchange, { jql, validateQuery }: SearchRequest): Found => {
  try {
    return { issues: findByJql(exchange, jql), warnings: [] }
  } catch (error) {
    const syntax = error instanceof JqlError && error.message.startsWith('Error in the JQL Query')
    if (validateQuery || syntax || !(error instanceof JqlError)) throw error
    return { issues: [], warnings: error.messages }
  }
}

/** Top-level `names` and `schema` of the chosen fields. */
export const fieldMaps = (
  expand: readonly string[],
  fieldIds: readonly string[],
): Readonly<Record<string, unknown>> => {
  const chosen = fieldIds.flatMap((id) => fieldById(id) ?? [])
  return {
    ...(expand.includes('names') && { names: Object.fromEntries(chosen.map(({ id, name }) => [id, name])) }),
    ...(expand.includes('schema') && {
      schema: Object.fromEntries(chosen.flatMap(({ id, schema }) => (schema === undefined ? [] : [[id, schema]]))),
    }),
  }
}

const number = new Intl.NumberFormat('en')

/** The answer of a site whose search platform gives only so many results of one query. */
const beyond = (asked: number, most: number): Answer => ({
  status: 500,
  json: {
    message: `Search limit exceeded. It asks for ${number.format(asked)} results, and the search platform gives ${number.format(most)}. Try another query, or speak with your administrator.`,
    'stack-trace': 'Tell your administrator this number of the log: 5ad0b0c0-ffee-4ad0-b0c0-ffee5ad0b0c0',
  },
})

const answer = (exchange: Exchange, request: SearchRequest): Answer => {
  if (request.startAt < 0) throw new Refusal(400, "The value of the 'startAt' parameter must not be negative.")
  const { searchPageCap, resultWindow, beyondWindow, nullMaps } = { ...usualRest, ...exchange.release?.rest }
  const { issues, warnings } = find(exchange, request)
  const maxResults = request.maxResults < 0 ? searchPageCap : Math.min(request.maxResults, searchPageCap)
  const asked = request.startAt + maxResults
  const isBeyond = resultWindow !== undefined && maxResults > 0 && asked > resultWindow
  if (isBeyond && beyondWindow === 'refused') return beyond(asked, resultWindow)
  const fieldIds = selectFields(request.fields, '*navigable')
  return ok({
    ...(nullMaps && { names: null, schema: null, warningMessages: null }),
    expand: 'schema,names',
    startAt: request.startAt,
    maxResults,
    total: issues.length,
    issues: (isBeyond ? [] : issues.slice(request.startAt, asked)).map((issue) =>
      issueJson(exchange, issue, fieldIds, request.expand),
    ),
    ...(warnings.length > 0 && { warningMessages: warnings }),
    ...fieldMaps(request.expand, fieldIds),
  })
}

/** How many results of one query the site gives at most, as a bare number; from 11.3. */
export const searchLimitRoutes: readonly Route[] = [
  get('/searchLimits/maxResultWindow', (exchange) => {
    loggedIn(exchange)
    return ok(exchange.release?.rest?.resultWindow ?? 10_000)
  }),
]

/** Search by JQL, in the query or in a body. */
export const searchRoutes: readonly Route[] = [
  get('/search', (exchange) => answer(exchange, fromQuery(exchange))),
  postQuery('/search', (exchange) => answer(exchange, fromBody(exchange))),
]
