import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { isJiraApiError } from '../errors.ts'
import type { MetadataFace } from '../faces/metadata.ts'
import {
  type MetaPage,
  type OldCreateMeta,
  readFieldMap,
  readFieldsPage,
  readIssueTypesPage,
  readOldCreateMeta,
} from '../fields/read-create-meta.ts'
import type { FieldMeta, IssueType } from '../model/model.ts'
import { toJson } from '../model/primitives.ts'
import { readAllPages } from '../paging/read-pages.ts'
import { expected } from './resource.ts'

/** Where a site has its metadata. */
export interface MetadataPlace {
  /** Segments of the REST API. */
  readonly api: readonly string[]
  /** True: sites older than 8.4 may be met, which have one resource for everything. */
  readonly hasOldForm: boolean
}

const pageSize = 100
const readPages = <T>(
  http: Http,
  path: readonly string[],
  read: (value: unknown) => MetaPage<T> | null,
  { signal }: CallOptions,
): Promise<readonly T[]> =>
  readAllPages(
    async (startAt) => {
      const answer = await http({ method: 'GET', path, query: { startAt, maxResults: pageSize }, signal })
      const { items, count, isLast } = expected(read(answer), 'GET createmeta')
      return { values: items, next: isLast ? undefined : startAt + count }
    },
    (item: T) => item,
  )

const isNumber = (text: string): boolean => /^\d+$/.test(text)

const readOld = async (
  http: Http,
  { api }: MetadataPlace,
  query: Readonly<Record<string, string>>,
  { signal }: CallOptions,
): Promise<readonly OldCreateMeta[]> =>
  expected(
    readOldCreateMeta(await http({ method: 'GET', path: [...api, 'issue', 'createmeta'], query, signal })),
    'GET createmeta',
  )

const projectQuery = (project: string): Readonly<Record<string, string>> =>
  isNumber(project) ? { projectIds: project } : { projectKeys: project }

/** Old sites take the word of the newer resource for an issue's key, and do not find it. */
const orOld = async <T>(place: MetadataPlace, isNew: () => Promise<T>, old: () => Promise<T | null>): Promise<T> => {
  try {
    return await isNew()
  } catch (error) {
    if (!place.hasOldForm || !isJiraApiError(error) || error.code !== 'not-found') throw error
    const found = await old().catch((reason: unknown) => {
      if (isJiraApiError(reason, 'not-found') || isJiraApiError(reason, 'refused')) return null
      throw reason
    })
    // The newer answer is the better one: from 9.0 on it is the old resource that is not there.
    if (found === null) throw error
    return found
  }
}

/** Create and edit screens of a site, whichever of the three forms it speaks. */
export const metadataResources = (http: Http, place: MetadataPlace): MetadataFace => {
  const createmeta = (...rest: readonly string[]): readonly string[] => [...place.api, 'issue', 'createmeta', ...rest]
  return {
    creatableTypes: (project, options = {}) =>
      orOld<readonly IssueType[]>(
        place,
        () => readPages(http, createmeta(project, 'issuetypes'), readIssueTypesPage, options),
        async () => (await readOld(http, place, projectQuery(project), options)).map(({ type }) => type),
      ),
    createFields: ({ project, typeId }, options = {}) =>
      orOld<readonly FieldMeta[]>(
        place,
        () => readPages(http, createmeta(project, 'issuetypes', typeId), readFieldsPage, options),
        async () => {
          const query = { ...projectQuery(project), issuetypeIds: typeId, expand: 'projects.issuetypes.fields' }
          const [found] = await readOld(http, place, query, options)
          return found?.fields ?? null
        },
      ),
    editFields: async (key, { signal } = {}) => {
      const answer = await http({ method: 'GET', path: [...place.api, 'issue', key, 'editmeta'], signal })
      return expected(readFieldMap(toJson(answer)['fields']), 'GET editmeta')
    },
  }
}
