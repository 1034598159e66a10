import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import { isJiraApiError } from '../errors.ts'
import type { IssueKey, IssuePage } from '../model/model.ts'
import { readIssuePage } from '../model/read-issue.ts'
import { readRowPage, rowFields } from '../model/read-row.ts'
import { readIds } from '../paging/read-ids.ts'
import type { CallOptions, SearchQuery, SiteClient } from '../site-client.ts'
import { askPage } from './ask-page.ts'
import { countIfPossible, countIssues } from './count.ts'
import { type Cursors, createCursors } from './cursors.ts'
import type { OwnWrites } from './own-writes.ts'
import { explainRefusal, refuseUnknown } from './query-errors.ts'

/** Of issues with fields the site gives 100, without a word; of keys alone it gives all that are asked for. */
const MOST_RESULTS = 1_000
const MOST_KEYS = 5_000

/** Queries that are known to be good. */
const MOST_CHECKED = 200

/** How much of each issue a search brings. */
interface SearchWidth {
  readonly fields: (query: SearchQuery) => readonly string[]
  readonly read: (answer: unknown, query: SearchQuery) => IssuePage | null
  readonly most: number
}

const rows: SearchWidth = {
  fields: rowFields,
  read: (answer, query) => readRowPage(answer, query, cloud.text),
  most: MOST_RESULTS,
}

const keysAlone: SearchWidth = { fields: () => ['key'], read: readIssuePage, most: MOST_KEYS }

interface SearchState {
  readonly http: Http
  readonly ownWrites: OwnWrites
  readonly cursors: Cursors
  readonly checked: Set<string>
  readonly width: SearchWidth
}

/** Where a page begins. */
interface Place {
  readonly startAt: number
  readonly token: string | undefined
  readonly reconcile: readonly number[]
  /** See `TokenPage`. */
  readonly follows: IssueKey | null
  /** Undefined: not counted yet. */
  readonly total: number | undefined
}

/** Reads the page at a place, and remembers where the list goes on behind it. */
const readPage = async (
  { http, ownWrites, cursors, width }: SearchState,
  query: SearchQuery,
  place: Place,
  options: CallOptions,
): Promise<IssuePage> => {
  const { startAt, token, reconcile, follows } = place
  const { jql, maxResults = 50 } = query
  const most = Math.min(width.most, maxResults)
  const read = (answer: unknown): IssuePage | null => width.read(answer, query)
  const request = { jql, fields: width.fields(query), maxResults: most, token, reconcile, read }
  const found = await askPage(http, request, options)
  const { issues, warnings, details } = found
  ownWrites.see(issues)
  const end = startAt + issues.length
  const last = issues.at(-1)?.key
  const page = { issues, startAt, warnings, ...(details === undefined ? {} : { details }) }
  if (found.token === undefined || last === undefined) {
    return { ...page, total: end, byToken: { follows, isLast: true } }
  }
  const total = Math.max(end + 1, place.total ?? (await countIfPossible(http, jql, options)))
  cursors.put(jql, end, { token: found.token, last: last, total, reconcile })
  return { ...page, total, byToken: { follows, isLast: false } }
}

const readFirst = async (state: SearchState, query: SearchQuery, options: CallOptions): Promise<IssuePage> => {
  const { http, ownWrites, checked } = state
  const { jql } = query
  const start: Place = {
    startAt: 0,
    token: undefined,
    reconcile: ownWrites.recent(),
    follows: null,
    total: undefined,
  }
  const page = await readPage(state, query, start, options)
  if (page.issues.length > 0 || query.isKnownGood === true || checked.has(jql)) return page
  await refuseUnknown(http, jql, options)
  if (checked.size === MOST_CHECKED) checked.clear()
  checked.add(jql)
  return page
}

/** The page that goes on where an earlier one ended; undefined when that is not known any more, or the token too old. */
const readOn = async (state: SearchState, query: SearchQuery, options: CallOptions): Promise<IssuePage | undefined> => {
  const { jql, startAt = 0, maxResults = 50 } = query
  for (const overlap of [1, 0]) {
    const at = startAt + overlap
    const cursor = state.cursors.at(jql, at)
    if (cursor === undefined) continue
    const place = { ...cursor, startAt: at, follows: overlap === 1 ? cursor.last : null }
    try {
      return await readPage(state, { ...query, maxResults: Math.max(1, maxResults - overlap) }, place, options)
    } catch (error) {
      if (!isJiraApiError(error, 'refused')) throw error
      state.cursors.forget(jql, at)
    }
  }
  return undefined
}

/** Reads keys up to the place that was asked for, then its page. */
const readAnew = async (state: SearchState, query: SearchQuery, options: CallOptions): Promise<IssuePage> => {
  const { jql, startAt = 0 } = query
  const reconcile = state.ownWrites.recent()
  let token: string | undefined
  let passed = 0
  while (passed < startAt) {
    const maxResults = Math.min(MOST_KEYS, startAt - passed)
    const found = await askPage(
      state.http,
      { jql, fields: ['key'], maxResults, token, reconcile, read: readIssuePage },
      options,
    )
    passed += found.issues.length
    token = found.token
    if (token === undefined)
      return { issues: [], startAt, total: passed, warnings: found.warnings, byToken: { follows: null, isLast: true } }
  }
  return readPage(state, query, { startAt, token, reconcile, follows: null, total: undefined }, options)
}

const searchOf = (http: Http, ownWrites: OwnWrites, width: SearchWidth): SiteClient['search'] => {
  const state: SearchState = { http, ownWrites, cursors: createCursors(), checked: new Set(), width }
  return async (query, options = {}) => {
    const { jql, startAt = 0, maxResults } = query
    try {
      if (maxResults === 0) return { issues: [], startAt, total: await countIssues(http, jql, options), warnings: [] }
      if (startAt === 0) return await readFirst(state, query, options)
      return (await readOn(state, query, options)) ?? (await readAnew(state, query, options))
    } catch (error) {
      throw explainRefusal(error, jql)
    }
  }
}

/**
 * Cloud's search, which has no offsets and no total: remembers where each list that was begun goes on, so that the page
 * behind the one before is one request. A list that fits a page is one request, a longer one is counted once with its
 * first page. Bad or unbounded JQL, and names that do not exist, are `refused`.
 */
export const createSearch = (http: Http, ownWrites: OwnWrites): SiteClient['search'] => searchOf(http, ownWrites, rows)

/** Whole lists by id and key alone, five thousand a request. */
export const createIds = (http: Http, ownWrites: OwnWrites): SiteClient['ids'] => {
  const search = searchOf(http, ownWrites, keysAlone)
  return (jql, options) => readIds((startAt, maxResults) => search({ jql, startAt, maxResults }, options), MOST_KEYS)
}
