import type { CallOptions } from '../call-options.ts'
import type { Call, Http } from '../client/http.ts'
import { dataCenter } from '../dialect/data-center.ts'
import { isJiraApiError } from '../errors.ts'
import type { QueriesFace, RowsOptions } from '../faces/queries.ts'
import type { Issue, IssuePage } from '../model/model.ts'
import { toJqlProblem } from '../model/read-jql.ts'
import { readRowPage, rowFields } from '../model/read-row.ts'
import { readIds } from '../paging/read-ids.ts'
import { expected } from '../resources/resource.ts'
import type { SearchQuery } from '../search-query.ts'
import { explainWindow, notBeyond, withinWindow } from './result-window.ts'

/** Characters of encoded JQL that still go in a URL; proxies cut URLs somewhere above 2,000. */
const URL_LIMIT = 1_500

const MOST_RESULTS = 1_000
/** Keys in one query. */
const MOST_KEYS = 100

const path = [...dataCenter.api, 'search']

const callOf = (jql: string, page: Readonly<Record<string, number>>, fields: readonly string[]): Call =>
  // The field list is explicit because one custom field of the development panel alone can be several kilobytes.
  encodeURIComponent(jql).length > URL_LIMIT
    ? { method: 'POST', path, json: { jql, ...page, fields }, safe: true }
    : { method: 'GET', path, query: { jql, ...page, fields: fields.join(',') } }

const askPage = async (
  http: Http,
  query: SearchQuery,
  fields: readonly string[],
  { signal }: CallOptions,
): Promise<IssuePage> => {
  const { jql, startAt = 0, maxResults: wanted = 50 } = query
  const maxResults = withinWindow({ startAt, maxResults: Math.min(wanted, MOST_RESULTS) })
  const page = { startAt, maxResults }
  try {
    const answer = await http({ ...callOf(jql, page, fields), signal })
    return notBeyond(expected(readRowPage(answer, query, dataCenter.text), 'GET search'), page)
  } catch (error) {
    throw explainWindow(error, page)
  }
}

/** `GET /search`, or `POST /search` for a long query. Bad JQL is `refused`, and so is what newer sites do not reach. */
export const searchIssues = (http: Http, query: SearchQuery, options: CallOptions = {}): Promise<IssuePage> =>
  askPage(http, query, rowFields(query), options)

const ISSUE_KEY = /\b[A-Z][A-Z0-9_]{0,255}-\d{1,19}\b/gi

/** The keys without those that the site's warnings name. */
const unnamed = (keys: readonly string[], warnings: readonly string[]): readonly string[] => {
  const named = new Set(warnings.flatMap((text) => text.match(ISSUE_KEY) ?? []).map((key) => key.toUpperCase()))
  return keys.filter((key) => !named.has(key.toUpperCase()))
}

const readKeys = async (
  http: Http,
  keys: readonly string[],
  options: Pick<RowsOptions, 'signal' | 'fields'>,
): Promise<readonly Issue[]> => {
  const { signal, fields } = options
  const query = fields === undefined ? {} : { fields }
  if (keys.length === 0) return []
  const quoted = keys.map((key) => `"${key.replaceAll(/["\\]/g, '')}"`).join(', ')
  // Unknown keys are warnings then, and not the end of the whole query.
  const json = { jql: `key in (${quoted})`, maxResults: keys.length, fields: rowFields(query), validateQuery: false }
  const page = readRowPage(await http({ method: 'POST', path, json, safe: true, signal }), query, dataCenter.text)
  const { issues, warnings } = expected(page, 'POST search')
  if (issues.length > 0 || keys.length === 1) return issues
  // One unknown key may still be the end of it: ask without those that are named, else part by part.
  const rest = unnamed(keys, warnings)
  if (rest.length < keys.length) return readKeys(http, rest, options)
  const half = Math.ceil(keys.length / 2)
  const first = await readKeys(http, keys.slice(0, half), options)
  return [...first, ...(await readKeys(http, keys.slice(half), options))]
}

/** What of searching only Data Center does so. */
export const dataCenterQueries = (
  http: Http,
): Pick<QueriesFace, 'search' | 'ids' | 'count' | 'issues' | 'checkJql'> => ({
  search: (query, options) => searchIssues(http, query, options),
  ids: (jql, options = {}) =>
    readIds((startAt, maxResults) => askPage(http, { jql, startAt, maxResults }, ['key'], options), MOST_RESULTS),
  count: async (jql, options) => (await searchIssues(http, { jql, maxResults: 0 }, options)).total,
  issues: async (keys, options = {}) => {
    const all: Issue[] = []
    for (let at = 0; at < keys.length; at += MOST_KEYS)
      all.push(...(await readKeys(http, keys.slice(at, at + MOST_KEYS), options)))
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
