import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { isJiraApiError } from '../errors.ts'
import type { LookupsFace } from '../faces/lookups.ts'
import { isJson, readAll, toJson, toWord } from '../model/primitives.ts'
import { readNamed, readProjectRef } from '../model/read-named.ts'
import { readSavedFilter } from '../model/read-site.ts'
import { readUser } from '../model/read-user.ts'
import { offsetPage, readAllPages } from '../paging/read-pages.ts'
import { expected, expectedList } from './resource.ts'

const expand = 'description,owner,jql,favourite'

/** Finding one thing, or a few among very many. */
export const lookupResources = (http: Http, { api, person, projectPicker, searchesFilters }: Dialect): LookupsFace => ({
  user: async (id, { signal } = {}) => {
    try {
      return readUser(await http({ method: 'GET', path: [...api, 'user'], query: { [person.key]: id }, signal }))
    } catch (error) {
      if (isJiraApiError(error, 'not-found')) return null
      throw error
    }
  },
  findProjects: async ({ text, maxResults = 20 }, { signal } = {}) => {
    const { path, list } = projectPicker
    const answer = await http({ method: 'GET', path: [...api, ...path], query: { query: text, maxResults }, signal })
    return readAll(expectedList(toJson(answer)[list], 'GET projects'), readProjectRef)
  },
  projectRoles: async (project, { signal } = {}) => {
    const answer = await http({ method: 'GET', path: [...api, 'project', project, 'role'], signal })
    const roles = expected(isJson(answer) ? answer : null, 'GET roles')
    // A name goes back as it is spelt: one that would have to be cleaned first is of no use.
    return Object.keys(roles).filter((name) => toWord(name) === name)
  },
  findFilters: async ({ text }, { signal } = {}) => {
    if (searchesFilters) {
      return readAllPages(async (startAt) => {
        const query = { filterName: text, expand, startAt, maxResults: 50 }
        return offsetPage(await http({ method: 'GET', path: [...api, 'filter', 'search'], query, signal }), startAt)
      }, readSavedFilter)
    }
    const answer = await http({ method: 'GET', path: [...api, 'filter', 'favourite'], signal })
    const part = text.toLowerCase()
    const all = readAll(expectedList(answer, 'GET filter'), readSavedFilter)
    return all.filter(({ name }) => name.toLowerCase().includes(part))
  },
  dashboards: ({ which }, { signal } = {}) =>
    readAllPages(async (startAt) => {
      const query = { filter: which, startAt, maxResults: 50 }
      const answer = await http({ method: 'GET', path: [...api, 'dashboard'], query, signal })
      expectedList(toJson(answer)['dashboards'], 'GET dashboards')
      return offsetPage(answer, startAt, 'dashboards')
    }, readNamed),
})
