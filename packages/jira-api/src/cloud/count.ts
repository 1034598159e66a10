import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import { isJiraApiError } from '../errors.ts'
import { toCount, toJson } from '../model/primitives.ts'
import { expected } from '../resources/resource.ts'

/** `POST /search/approximate-count`: about how many issues a query finds; an unbounded query is `refused`. */
export const countIssues = async (http: Http, jql: string, { signal }: CallOptions = {}): Promise<number> => {
  const path = [...cloud.api, 'search', 'approximate-count']
  const { count } = toJson(await http({ method: 'POST', path, json: { jql }, safe: true, signal }))
  return Math.round(toCount(expected(typeof count === 'number' ? count : null, 'POST approximate-count')))
}

/** The count beside a page that came: 0 when the site does not give it, since the page is worth more than the number. */
export const countIfPossible = async (http: Http, jql: string, options: CallOptions): Promise<number> => {
  try {
    return await countIssues(http, jql, options)
  } catch (error) {
    if (!isJiraApiError(error) || error.code === 'cancelled' || error.code === 'signed-out') throw error
    return 0
  }
}
