import type { Answer, Exchange, Route } from '../exchange.ts'
import { searchIssues } from '../jql/evaluate.ts'
import { JqlError } from '../jql/jql-error.ts'
import { fieldById } from '../world/fields.ts'
import { visibleProjects } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import { selectFields } from './field-selection.ts'
import { objectBody, wholeNumber, wordList } from './input.ts'
import { issueJson } from './issue-json.ts'
import { get, ok, postQuery, Refusal } from './refusal.ts'

const greatestPage = 1000

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
  validateQuery: exchange.query.get('validateQuery') !== 'false',
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

const find = ({ world, user, now }: Exchange, { jql, validateQuery }: SearchRequest): Found => {
  try {
    const projects = visibleProjects(world, user)
    return { issues: searchIssues(jql, { world, user, now, projects }), warnings: [] }
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

const answer = (exchange: Exchange, request: SearchRequest): Answer => {
  if (request.startAt < 0) throw new Refusal(400, "The value of the 'startAt' parameter must not be negative.")
  const { issues, warnings } = find(exchange, request)
  const maxResults = request.maxResults < 0 ? greatestPage : Math.min(request.maxResults, greatestPage)
  const fieldIds = selectFields(request.fields, '*navigable')
  return ok({
    expand: 'schema,names',
    startAt: request.startAt,
    maxResults,
    total: issues.length,
    issues: issues
      .slice(request.startAt, request.startAt + maxResults)
      .map((issue) => issueJson(exchange, issue, fieldIds, request.expand)),
    ...(warnings.length > 0 && { warningMessages: warnings }),
    ...fieldMaps(request.expand, fieldIds),
  })
}

/** Search by JQL, in the query or in a body. */
export const searchRoutes: readonly Route[] = [
  get('/search', (exchange) => answer(exchange, fromQuery(exchange))),
  postQuery('/search', (exchange) => answer(exchange, fromBody(exchange))),
]
