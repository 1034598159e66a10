import { dataCenterBoards } from '../agile/boards.ts'
import type { Dialect } from './dialect.ts'

/** Data Center, from 8.20 on: version 2 of the API, wiki markup, people by login name. */
export const dataCenter: Dialect = {
  deployment: 'datacenter',
  api: ['rest', 'api', '2'],
  text: 'wiki',
  person: { member: 'name', parameter: 'username', key: 'username' },
  boards: dataCenterBoards,
  hasOldCreateMeta: true,
  mostCreated: 50,
  projectPicker: { path: ['projects', 'picker'], list: 'projects' },
  searchesFilters: false,
  setsNoParent: false,
  hasChangelogPages: false,
  namesPermissions: false,
  parsesQueries: false,
  favourite: (filterId) => ['rest', 'api', '1.0', 'filters', filterId, 'favourite'],
  attachment: (id, filename) => ['secure', 'attachment', id, filename],
}
