import { cloudBoards } from '../agile/boards.ts'
import type { Dialect } from './dialect.ts'

const api: readonly string[] = ['rest', 'api', '3']

/** Cloud: version 3 of the API, documents, people by account id. */
export const cloud: Dialect = {
  deployment: 'cloud',
  api,
  text: 'adf',
  person: { member: 'accountId', parameter: 'query', key: 'accountId' },
  boards: cloudBoards,
  hasOldCreateMeta: false,
  mostCreated: 50,
  projectPicker: { path: ['project', 'search'], list: 'values' },
  searchesFilters: true,
  setsNoParent: true,
  hasChangelogPages: true,
  namesPermissions: true,
  parsesQueries: true,
  favourite: (filterId) => [...api, 'filter', filterId, 'favourite'],
  attachment: (id) => [...api, 'attachment', 'content', id],
}
