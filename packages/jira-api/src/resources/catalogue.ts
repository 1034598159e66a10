import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import { isJiraApiError } from '../errors.ts'
import type { CatalogueFace } from '../faces/catalogue.ts'
import { readAll, toJson } from '../model/primitives.ts'
import { readFieldInfo } from '../model/read-field.ts'
import { readIssueType, readNamed, readProject, readStatus } from '../model/read-named.ts'
import { readPermissions, readProjectDetail, readSettings, readVersion } from '../model/read-project.ts'
import { readServerInfo } from '../model/read-site.ts'
import { readMyself, readUser } from '../model/read-user.ts'
import { offsetPage, readAllPages } from '../paging/read-pages.ts'
import { expected, expectedList } from './resource.ts'

/** What a site has: people, projects and the lists that its administrators keep. */
export const catalogueResources = (
  http: Http,
  { api, person, deployment, namesPermissions }: Dialect,
): CatalogueFace => {
  const get = (
    path: readonly string[],
    signal: AbortSignal | undefined,
    query: Readonly<Record<string, string | number | undefined>> = {},
  ): Promise<unknown> => http({ method: 'GET', path: [...api, ...path], query, signal })

  const list = async <T>(
    path: readonly string[],
    read: (value: unknown) => T | null,
    signal: AbortSignal | undefined,
  ): Promise<readonly T[]> => readAll(expectedList(await get(path, signal), `GET ${path.join('/')}`), read)

  const people = async (
    path: readonly string[],
    query: Readonly<Record<string, string | number>>,
    signal: AbortSignal | undefined,
  ): ReturnType<CatalogueFace['findUsers']> =>
    readAll(expectedList(await get(path, signal, query), 'GET users'), readUser).filter(({ id }) => id !== '')

  /** Where they must be named, one that the site does not know is an error, which says which one. */
  const permissionsOf = async (
    names: readonly string[],
    context: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal | undefined,
  ): Promise<unknown> => {
    if (names.length === 0) return {}
    const query = { permissions: namesPermissions ? names.join(',') : undefined, ...context }
    try {
      return await get(['mypermissions'], signal, query)
    } catch (error) {
      const unknown = isJiraApiError(error, 'refused') ? Object.keys(error.details.fields ?? {}) : []
      const known = names.filter((name) => !unknown.includes(name))
      if (known.length === names.length) throw error
      return permissionsOf(known, context, signal)
    }
  }

  return {
    serverInfo: async ({ signal } = {}) =>
      expected(readServerInfo(await get(['serverInfo'], signal)), 'GET serverInfo'),
    myself: async ({ signal } = {}) => expected(readMyself(await get(['myself'], signal)), 'GET myself'),
    fields: ({ signal } = {}) => list(['field'], readFieldInfo, signal),
    projects: async ({ signal } = {}) => {
      if (deployment === 'datacenter') {
        const answer = await get(['project'], signal, { expand: 'lead' })
        return readAll(expectedList(answer, 'GET project'), readProject)
      }
      return readAllPages(
        async (startAt) =>
          offsetPage(await get(['project', 'search'], signal, { expand: 'lead', startAt, maxResults: 50 }), startAt),
        readProject,
      )
    },
    project: async (idOrKey, { signal } = {}) =>
      expected(readProjectDetail(await get(['project', idOrKey], signal)), 'GET project'),
    versions: (project, { signal } = {}) => list(['project', project, 'versions'], readVersion, signal),
    projectStatuses: (project, { signal } = {}) =>
      list(
        ['project', project, 'statuses'],
        (value) => {
          const type = readIssueType(value)
          return type === null ? null : { type, statuses: readAll(toJson(value)['statuses'], readStatus) }
        },
        signal,
      ),
    statuses: ({ signal } = {}) => list(['status'], readStatus, signal),
    priorities: ({ signal } = {}) => list(['priority'], readNamed, signal),
    resolutions: ({ signal } = {}) => list(['resolution'], readNamed, signal),
    issueTypes: ({ signal } = {}) => list(['issuetype'], readIssueType, signal),
    settings: async ({ signal } = {}) =>
      expected(readSettings(await get(['configuration'], signal)), 'GET configuration'),
    permissions: async ({ names, project, issue }, { signal } = {}) => {
      const context = { projectKey: project, issueKey: issue }
      return readPermissions(await permissionsOf(names, context, signal), names)
    },
    findUsers: ({ text, maxResults = 20 }, { signal } = {}) => {
      // Data Center finds nobody for nothing; a point is in everybody's address.
      const part = text === '' && person.parameter === 'username' ? '.' : text
      return people(['user', 'search'], { [person.parameter]: part, maxResults }, signal)
    },
    assignableInProject: ({ project, text, maxResults = 20 }, { signal } = {}) =>
      people(['user', 'assignable', 'search'], { [person.parameter]: text, project, maxResults }, signal),
    findGroups: async ({ text, maxResults = 20 }, { signal } = {}) => {
      const answer = toJson(await get(['groups', 'picker'], signal, { query: text, maxResults }))
      return readAll(expectedList(answer['groups'], 'GET groups'), (value) => {
        const named = readNamed(value)
        return named === null ? null : { id: named.id, name: named.name }
      })
    },
  }
}
