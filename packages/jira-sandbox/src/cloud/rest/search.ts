import type { Answer, Exchange, Route } from '../../exchange.ts'
import { JqlError } from '../../jql/jql-error.ts'
import { parseJql } from '../../jql/parse.ts'
import { selectFields } from '../../rest/field-selection.ts'
import { findByJql } from '../../rest/find-by-jql.ts'
import type { JsonObject } from '../../rest/input.ts'
import { issueJson } from '../../rest/issue-json.ts'
import { propertiesOf } from '../../rest/property-routes.ts'
import { get, ok, postQuery, Refusal } from '../../rest/refusal.ts'
import { fieldMaps } from '../../rest/search-routes.ts'
import type { SandboxIssue, World } from '../../world/world.ts'
import { parentOf } from './cloud-form.ts'
import { makePageToken, readPageToken } from './page-token.ts'
import type { SearchIndex } from './search-index.ts'
import { jqlFromBody, type SearchRequest, searchFromBody, searchFromQuery } from './search-request.ts'

/** How the API searches. */
export interface SearchRules {
  /** The largest page with real fields. */
  readonly pageCap: number
  readonly index: SearchIndex
  /** True: the second page has the token of the first again. */
  readonly repeatsToken: boolean
  readonly tellsLast: boolean
}

const greatestPage = 5000

const namesParent = (jql: string): boolean => /\bparent\b/iu.test(jql)

// An epic is a parent like any other here.
const belowEpic = (world: World, issue: SandboxIssue): SandboxIssue => ({
  ...issue,
  parentId: parentOf({ world }, issue)?.id ?? null,
})

const find = (
  jql: string,
  exchange: Exchange,
  index: SearchIndex,
  reconcile: readonly number[] = [],
): readonly SandboxIssue[] => {
  // A query of wrong grammar is refused; one about things that do not exist just finds nothing.
  const { where, orderBy } = parseJql(jql)
  if (where === undefined) {
    throw new Refusal(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.')
  }
  if (orderBy.length > 7) throw new Refusal(400, 'A query can be ordered by at most 7 fields.')
  const { world, now } = exchange
  try {
    const { issues } = index.view(now, new Set(reconcile))
    const seen = { ...world, issues: namesParent(jql) ? issues.map((issue) => belowEpic(world, issue)) : issues }
    return findByJql(exchange, jql, seen)
  } catch (error) {
    if (error instanceof JqlError) return []
    throw error
  }
}

const isBare = (fields: readonly string[]): boolean => fields.every((field) => field === 'id' || field === 'key')

const shown = (exchange: Exchange, issue: SandboxIssue, request: SearchRequest): JsonObject => {
  const { fields: asked, expand: expansions, properties } = request
  const whole: JsonObject = {
    ...issueJson(exchange, issue, selectFields(asked, '*navigable'), expansions),
    ...(properties.length === 0 ? {} : { properties: propertiesOf(issue, properties) }),
  }
  const { fields, key, self, expand, id, ...expanded } = whole
  if (asked.length === 0 || (isBare(asked) && !asked.includes('key'))) return { id, ...expanded }
  if (isBare(asked)) return { expand, id, self, key, ...expanded }
  return { ...whole, fields }
}

const startOf = ({ nextPageToken, jql }: SearchRequest, now: number): number => {
  if (nextPageToken === undefined) return 0
  const at = readPageToken(nextPageToken, jql, now)
  if (at !== undefined) return at
  throw new Refusal(400, 'The provided next page token is invalid or expired.')
}

const answer = (
  exchange: Exchange,
  request: SearchRequest,
  { pageCap, index, repeatsToken, tellsLast }: SearchRules,
): Answer => {
  const { jql, maxResults, fields, expand } = request
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > greatestPage) {
    throw new Refusal(400, 'The max results parameter has to be between 1 and 5,000.')
  }
  const start = startOf(request, exchange.now)
  const found = find(jql, exchange, index, request.reconcile)
  const end = start + (isBare(fields) ? maxResults : Math.min(maxResults, pageCap))
  const isLast = end >= found.length
  const repeated = repeatsToken ? request.nextPageToken : undefined
  return ok({
    issues: found
      .slice(start, end)
      .map((issue) => shown(exchange, exchange.world.findIssue(issue.id) ?? issue, request)),
    ...(tellsLast ? { isLast } : {}),
    ...(isLast ? {} : { nextPageToken: repeated ?? makePageToken(jql, end, exchange.now) }),
    ...fieldMaps(expand, isBare(fields) ? [] : selectFields(fields, '*navigable')),
  })
}

const gone = (): Answer => ({
  status: 410,
  json: {
    errorMessages: ['The requested API has been removed. Use /rest/api/3/search/jql instead, see CHANGE-2046.'],
    errors: {},
  },
})

/** Search by token pages, the estimate of a count, and the old search, which is gone. */
export const cloudSearchRoutes = (rules: SearchRules): readonly Route[] => [
  { method: 'GET', path: '/search', handle: gone },
  { method: 'POST', path: '/search', handle: gone },
  get('/search/jql', (exchange) => answer(exchange, searchFromQuery(exchange), rules)),
  postQuery('/search/jql', (exchange) => answer(exchange, searchFromBody(exchange), rules)),
  postQuery('/search/approximate-count', (exchange) =>
    ok({ count: find(jqlFromBody(exchange), exchange, rules.index).length }),
  ),
]
