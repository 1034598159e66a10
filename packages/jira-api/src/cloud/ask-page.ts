import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import type { Issue, IssueDetail, IssuePage } from '../model/model.ts'
import { toJson } from '../model/primitives.ts'
import { expected } from '../resources/resource.ts'
import { orderFully } from './jql-order.ts'

/** What one request of a search asks for. */
export interface PageRequest {
  readonly jql: string
  readonly fields: readonly string[]
  readonly maxResults: number
  /** Undefined: from the start. */
  readonly token: string | undefined
  /** Ids of issues whose newest state must be looked at; the same for all pages of a list. */
  readonly reconcile: readonly number[]
  /** How the answer is read. */
  readonly read: (answer: unknown) => IssuePage | null
}

/** What came of it. */
export interface FoundPage {
  readonly issues: readonly Issue[]
  readonly warnings: readonly string[]
  readonly details?: readonly IssueDetail[]
  /** Leads to the next page; undefined on the last one. */
  readonly token: string | undefined
}

/** Characters; tokens hold the query, so that some are long. */
const MOST_TOKEN = 65_536

/**
 * `POST /search/jql`. Bad grammar, an unbounded query and a token that is too old are `refused`. `isLast` may lack or say
 * otherwise, and a token may come twice (JRACLOUD-95368): the list is over without a new token or without issues.
 */
export const askPage = async (http: Http, request: PageRequest, { signal }: CallOptions = {}): Promise<FoundPage> => {
  const { jql, fields, maxResults, token, reconcile, read } = request
  const json = {
    jql: orderFully(jql),
    maxResults,
    fields,
    nextPageToken: token,
    reconcileIssues: reconcile.length === 0 ? undefined : reconcile,
  }
  const answer = await http({ method: 'POST', path: [...cloud.api, 'search', 'jql'], json, safe: true, signal })
  const { issues, warnings, details } = expected(read(answer), 'POST search/jql')
  const next = toJson(answer)['nextPageToken']
  const leadsOn = typeof next === 'string' && next !== '' && next !== token && next.length <= MOST_TOKEN
  const more = details === undefined ? {} : { details }
  return { issues, warnings, ...more, token: leadsOn && issues.length > 0 ? next : undefined }
}
