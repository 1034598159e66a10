import type { Call, Http } from '../client/http.ts'
import type { IssuePage } from '../model/model.ts'
import { ISSUE_FIELDS, readIssuePage } from '../model/read-issue.ts'
import { API, expected } from '../resources/resource.ts'
import type { CallOptions, SearchQuery } from '../site-client.ts'

/** Characters of encoded JQL that still go in a URL; proxies cut URLs somewhere above 2,000. */
const URL_LIMIT = 1_500

const MOST_RESULTS = 1_000

const callOf = ({ jql, startAt = 0, maxResults = 50, withDescription = false }: SearchQuery): Call => {
  const fields = withDescription ? [...ISSUE_FIELDS, 'description'] : ISSUE_FIELDS
  const path = [...API, 'search']
  const page = { jql, startAt, maxResults: Math.min(maxResults, MOST_RESULTS) }
  // The field list is explicit because one custom field of the development panel alone can be several kilobytes.
  return encodeURIComponent(jql).length > URL_LIMIT
    ? { method: 'POST', path, json: { ...page, fields }, safe: true }
    : { method: 'GET', path, query: { ...page, fields: fields.join(',') } }
}

/** `GET /search`, or `POST /search` for a long query. Bad JQL is `refused`. */
export const searchIssues = async (http: Http, query: SearchQuery, { signal }: CallOptions = {}): Promise<IssuePage> =>
  expected(readIssuePage(await http({ ...callOf(query), signal })), 'GET search')
