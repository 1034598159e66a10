import type { CallOptions } from '../call-options.ts'
import type { Call, Http } from '../client/http.ts'
import { dataCenter } from '../dialect/data-center.ts'
import { isJiraApiError } from '../errors.ts'
import type { QueriesFace } from '../faces/queries.ts'
import type { Issue, IssuePage } from '../model/model.ts'
import { ISSUE_FIELDS, readIssuePage } from '../model/read-issue.ts'
import { toJqlProblem } from '../model/read-jql.ts'
import { readRowPage, rowFields } from '../model/read-row.ts'
import { readIds } from '../paging/read-ids.ts'
import { expected } from '../resources/resource.ts'
import type { SearchQuery } from '../search-query.ts'

/** Characters of encoded JQL that still go in a URL; proxies cut URLs somewhere above 2,000. */
const URL_LIMIT = 1_500

const MOST_RESULTS = 1_000
/** Keys in one query. */
const MOST_KEYS = 100

const path = [...dataCenter.api, 'search']

const callOf = (query: SearchQuery, fields: readonly string[]): Call => {
  const { jql, startAt = 0, maxResults = 50 } = query
  const page = { jql, startAt, maxResults: Math.min(maxResults, MOST_RESULTS) }
  // The field list is explicit because one custom field of the development panel alone can be several kilobytes.
  return encodeURIComponent(jql).length > URL_LIMIT
    ? { method: 'POST', path, json: { ...page, fields }, safe: true }
    : { method: 'GET', path, query: { ...page, fields: fields.join(',') } }
}

/** `GET /search`, or `POST /search` for a long query. Bad JQL is `refused`. */
export const searchIssues = async (http: Http, query: SearchQuery, { signal }: CallOptions = {}): Promise<IssuePage> =>
  expected(
    readRowPage(await http({ ...callOf(query, rowFields(query)), signal }), query, dataCenter.text),
    'GET search',
  )

const ISSUE_KEY = /\b[A-Z][A-Z0-9_]{0,255}-\d{1,19}\b/gi

/** The keys without those that the site's warnings name. */
const unnamed = (keys: readonly string[], warnings: readonly string[]): readonly string[] => {
  const named = new Set(warnings.flatMap((text) => text.match(ISSUE_KEY) ?? []).map((key) => key.toUpperCase()))
  return keys.filter((key) => !named.has(key.toUpperCase()))
}

const readKeys = async (
  http: Http,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly Issue[]> => {
  if (keys.length === 0) return []
  const quoted = keys.map((key) => `"${key.replaceAll(/["\\]/g, '')}"`).join(', ')
  // Unknown keys are warnings then, and not the end of the whole query.
  const json = { jql: `key in (${quoted})`, maxResults: keys.length, fields: ISSUE_FIELDS, validateQuery: false }
  const page = readIssuePage(await http({ method: 'POST', path, json, safe: true, signal }))
  const { issues, warnings } = expected(page, 'POST search')
  if (issues.length > 0 || keys.length === 1) return issues
  // One unknown key may still be the end of it: ask without those that are named, else part by part.
  const rest = unnamed(keys, warnings)
  if (rest.length < keys.length) return readKeys(http, rest, signal)
  const half = Math.ceil(keys.length / 2)
  const first = await readKeys(http, keys.slice(0, half), signal)
  return [...first, ...(await readKeys(http, keys.slice(half), signal))]
}

/** What of searching only Data Center does so. */
export const dataCenterQueries = (
  http: Http,
): Pick<QueriesFace, 'search' | 'ids' | 'count' | 'issues' | 'checkJql'> => ({
  search: (query, options) => searchIssues(http, query, options),
  ids: (jql, { signal } = {}) =>
    readIds(async (startAt, maxResults) => {
      const call = callOf({ jql, startAt, maxResults }, ['key'])
      return expected(readIssuePage(await http({ ...call, signal })), 'GET search')
    }, MOST_RESULTS),
  count: async (jql, options) => (await searchIssues(http, { jql, maxResults: 0 }, options)).total,
  issues: async (keys, { signal } = {}) => {
    const all: Issue[] = []
    for (let at = 0; at < keys.length; at += MOST_KEYS)
      all.push(...(await readKeys(http, keys.slice(at, at + MOST_KEYS), signal)))
    return all
  },
  checkJql: async (jql, options) => {
    try {
      await searchIssues(http, { jql, maxResults: 0 }, options)
      return []
    } catch (error) {
      if (!isJiraApiError(error, 'refused')) throw error
      return (error.details.messages ?? [error.message]).map(toJqlProblem)
    }
  },
})
