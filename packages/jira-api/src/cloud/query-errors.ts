import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import { isJiraApiError, JiraApiError } from '../errors.ts'
import { readAll, toJson, toList, toWord } from '../model/primitives.ts'
import { isUnbounded } from './jql-order.ts'

const UNBOUNDED = 'Jira Cloud does not search without a condition: add one, such as created >= -90d'

/** The error of a search, in words that do not depend on the site's language when the query asks for everything. */
export const explainRefusal = (error: unknown, jql: string): unknown =>
  isJiraApiError(error, 'refused') && isUnbounded(jql)
    ? new JiraApiError('refused', UNBOUNDED, { ...error.details, messages: [UNBOUNDED] })
    : error

const MOST_MESSAGES = 3

/**
 * `POST /jql/parse`: throws `refused` for a query about fields or values that do not exist. Cloud's search finds nothing
 * for them, without a word. Where the site does not tell, the query counts as good.
 */
export const refuseUnknown = async (http: Http, jql: string, { signal }: CallOptions = {}): Promise<void> => {
  const path = [...cloud.api, 'jql', 'parse']
  let answer: unknown
  try {
    answer = await http({
      method: 'POST',
      path,
      query: { validation: 'strict' },
      json: { queries: [jql] },
      safe: true,
      signal,
    })
  } catch (error) {
    if (!isJiraApiError(error) || error.code === 'cancelled' || error.code === 'signed-out') throw error
    return
  }
  const [query] = toList(toJson(answer)['queries'])
  const messages = readAll(toJson(query)['errors'], toWord).slice(0, MOST_MESSAGES)
  if (messages.length > 0)
    throw new JiraApiError('refused', `The site refused the request: ${messages[0]}`, {
      request: `POST /${path.join('/')}`,
      messages,
    })
}
