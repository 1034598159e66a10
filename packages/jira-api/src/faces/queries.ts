import type { CallOptions } from '../call-options.ts'
import type { FilterInput, Issue, IssuePage, JqlData, JqlProblem, JqlSuggestion, SavedFilter } from '../model/model.ts'
import type { SearchQuery } from '../search-query.ts'

/** Which rows are read by their keys. */
export interface RowsOptions extends CallOptions {
  /** Fields besides those of a row, such as those of a list's columns; they come as each issue's `fields`. */
  readonly fields?: SearchQuery['fields']
}

/** Searching, and what helps to write a query. */
export interface QueriesFace {
  search(query: SearchQuery, options?: CallOptions): Promise<IssuePage>
  /** Every issue that a query finds, once, by id and key alone: what tells who left, for a tenth of the bytes. */
  ids(jql: string, options?: CallOptions): Promise<readonly Pick<Issue, 'key' | 'id'>[]>
  /** About how many issues a query finds. */
  count(jql: string, options?: CallOptions): Promise<number>
  /** Issues by key, with a list's fields; those that are gone or hidden are left out. */
  issues(keys: readonly string[], options?: RowsOptions): Promise<readonly Issue[]>
  /** Fields, functions and words of the query language, as this site knows them. */
  jqlData(options?: CallOptions): Promise<JqlData>
  /** Values that begin with a text; at most fifteen on Data Center. */
  jqlSuggestions(
    query: { readonly field: string; readonly text: string },
    options?: CallOptions,
  ): Promise<readonly JqlSuggestion[]>
  /** What is wrong with a query; empty: nothing. Runs nothing. */
  checkJql(jql: string, options?: CallOptions): Promise<readonly JqlProblem[]>
  favouriteFilters(options?: CallOptions): Promise<readonly SavedFilter[]>
  filter(id: string, options?: CallOptions): Promise<SavedFilter>
  createFilter(input: FilterInput, options?: CallOptions): Promise<SavedFilter>
  editFilter(id: string, input: FilterInput, options?: CallOptions): Promise<SavedFilter>
  deleteFilter(id: string, options?: CallOptions): Promise<void>
  favourite(id: string, isFavourite: boolean, options?: CallOptions): Promise<void>
}
