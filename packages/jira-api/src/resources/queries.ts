import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import type { QueriesFace } from '../faces/queries.ts'
import type { FilterInput, SavedFilter } from '../model/model.ts'
import { readAll, toJson } from '../model/primitives.ts'
import { readJqlData, readSuggestion } from '../model/read-jql.ts'
import { readSavedFilter } from '../model/read-site.ts'
import { expected, expectedList } from './resource.ts'

const wireFilter = ({ name, jql, description, favourite }: FilterInput): Readonly<Record<string, unknown>> => ({
  name,
  jql,
  description,
  favourite,
})

/** What of searching is the same everywhere: saved filters and what the query language knows. */
export const queryResources = (
  http: Http,
  dialect: Dialect,
): Omit<QueriesFace, 'search' | 'ids' | 'count' | 'issues' | 'checkJql'> => {
  const { api } = dialect
  const readFilter = (answer: unknown): SavedFilter => expected(readSavedFilter(answer), 'GET filter')
  return {
    jqlData: async ({ signal } = {}) => {
      const answer = await http({ method: 'GET', path: [...api, 'jql', 'autocompletedata'], signal })
      return expected(readJqlData(answer), 'GET jql data')
    },
    jqlSuggestions: async ({ field, text }, { signal } = {}) => {
      const path = [...api, 'jql', 'autocompletedata', 'suggestions']
      const query = { fieldName: field, fieldValue: text }
      const answer = toJson(await http({ method: 'GET', path, query, signal }))
      return readAll(expectedList(answer['results'], 'GET suggestions'), readSuggestion)
    },
    favouriteFilters: async ({ signal } = {}) => {
      const answer = await http({ method: 'GET', path: [...api, 'filter', 'favourite'], signal })
      return readAll(expectedList(answer, 'GET filter'), readSavedFilter)
    },
    filter: async (id, { signal } = {}) =>
      readFilter(await http({ method: 'GET', path: [...api, 'filter', id], signal })),
    createFilter: async (input, { signal } = {}) =>
      readFilter(await http({ method: 'POST', path: [...api, 'filter'], json: wireFilter(input), signal })),
    editFilter: async (id, input, { signal } = {}) =>
      readFilter(await http({ method: 'PUT', path: [...api, 'filter', id], json: wireFilter(input), signal })),
    deleteFilter: async (id, { signal } = {}) => {
      await http({ method: 'DELETE', path: [...api, 'filter', id], signal })
    },
    favourite: async (id, isFavourite, { signal } = {}) => {
      await http({ method: isFavourite ? 'PUT' : 'DELETE', path: dialect.favourite(id), signal })
    },
  }
}
