import type { TextFormat } from '@mmd/rich-text'
import type { BoardWays } from '../agile/boards.ts'

/** How a deployment speaks of people. */
export interface PersonWords {
  /** The member of a body that names somebody. */
  readonly member: 'name' | 'accountId'
  /** The parameter for a part of somebody's name. */
  readonly parameter: 'username' | 'query'
  /** The parameter that names somebody in an address. */
  readonly key: 'username' | 'accountId'
}

/** Everything in which deployments differ but for the flow of a call: what differs in flow has a file of its own. */
export interface Dialect {
  readonly deployment: 'datacenter' | 'cloud'
  /** Segments of the REST API. */
  readonly api: readonly string[]
  /** What texts are kept in. */
  readonly text: Exclude<TextFormat, 'plain'>
  readonly person: PersonWords
  readonly boards: BoardWays
  /** Sites older than 8.4 may be met, which have one resource for all create metadata. */
  readonly hasOldCreateMeta: boolean
  /** The most issues that one request creates. */
  readonly mostCreated: number
  /** Where projects are found by a part of their name, and the list in the answer. */
  readonly projectPicker: { readonly path: readonly string[]; readonly list: string }
  /** Filters can be searched for by name. */
  readonly searchesFilters: boolean
  /** An issue loses its parent by a verb; else by null. */
  readonly setsNoParent: boolean
  /** A resource of its own has an issue's history, in pages; else it comes with the issue, in one piece. */
  readonly hasChangelogPages: boolean
  /** Permissions must be named; else the site gives all of them. */
  readonly namesPermissions: boolean
  /** A resource checks queries without running them. */
  readonly parsesQueries: boolean
  /** Below which segments a filter is made a favourite. */
  readonly favourite: (filterId: string) => readonly string[]
  /** Where one file's bytes are, by its id and name. */
  readonly attachment: (id: string, filename: string) => readonly string[]
}
