import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import type { QueriesFace } from '../faces/queries.ts'
import type { Issue } from '../model/model.ts'
import { readAll, toJson, toWord } from '../model/primitives.ts'
import { toJqlProblem } from '../model/read-jql.ts'
import { rowFields, rowReader } from '../model/read-row.ts'
import { expectedList } from '../resources/resource.ts'
import { countIssues } from './count.ts'

/** What one request reads. */
const MOST_KEYS = 100

/** What of searching only Cloud does so, but for the search itself. */
export const cloudQueries = (http: Http): Pick<QueriesFace, 'count' | 'issues' | 'checkJql'> => ({
  count: (jql, options) => countIssues(http, jql, options),
  issues: async (keys, { signal, fields } = {}) => {
    const all: Issue[] = []
    const asked = rowFields(fields === undefined ? {} : { fields })
    const path = [...cloud.api, 'issue', 'bulkfetch']
    for (let at = 0; at < keys.length; at += MOST_KEYS) {
      const json = { issueIdsOrKeys: keys.slice(at, at + MOST_KEYS), fields: asked }
      const answer = await http({ method: 'POST', path, json, safe: true, signal })
      all.push(...readAll(expectedList(toJson(answer)['issues'], 'POST bulkfetch'), rowReader(fields, cloud.text)))
    }
    return all
  },
  checkJql: async (jql, { signal } = {}) => {
    const path = [...cloud.api, 'jql', 'parse']
    const query = { validation: 'strict' }
    const answer = await http({ method: 'POST', path, query, json: { queries: [jql] }, safe: true, signal })
    const [parsed] = expectedList(toJson(answer)['queries'], 'POST jql/parse')
    return readAll(toJson(parsed)['errors'], toWord).map(toJqlProblem)
  },
})
