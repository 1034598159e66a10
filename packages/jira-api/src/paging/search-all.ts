import type { CallOptions } from '../call-options.ts'
import type { QueriesFace } from '../faces/queries.ts'
import type { Issue, IssueKey } from '../model/model.ts'
import type { SearchQuery } from '../search-query.ts'
import { readList } from './read-list.ts'

/** What is read of a list. */
export interface SearchAllQuery extends Omit<SearchQuery, 'startAt' | 'maxResults'> {
  /** Issues a page; the site may give fewer. Default 100. */
  readonly pageSize?: number
  /** How many issues at most. Default: all. */
  readonly limit?: number
}

/**
 * The issues of a query, a page at a time and only as fast as they are taken. Each issue that matched throughout comes
 * exactly once, also when issues change meanwhile (see `readList`); one that changed comes as it was when it was first
 * seen. Ends with what the site throws.
 */
export async function* searchAll(
  site: Pick<QueriesFace, 'search'>,
  { pageSize = 100, limit = Number.POSITIVE_INFINITY, ...query }: SearchAllQuery,
  options: CallOptions = {},
): AsyncGenerator<readonly Issue[], void, undefined> {
  const given = new Set<IssueKey>()
  const left = new AbortController()
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal])
  let ready = Promise.withResolvers<readonly Issue[]>()
  let taken = Promise.withResolvers<void>()
  taken.resolve()
  const end = readList({
    wanted: limit,
    pageSize: () => Math.max(2, pageSize),
    page: async (startAt, maxResults) => {
      await taken.promise
      left.signal.throwIfAborted()
      return site.search({ ...query, startAt, maxResults }, { signal })
    },
    onPage: ({ issues }) => {
      const fresh = issues.filter(({ key }) => !given.has(key)).slice(0, Math.max(0, limit - given.size))
      for (const { key } of fresh) given.add(key)
      if (fresh.length === 0 || left.signal.aborted) return
      taken = Promise.withResolvers()
      ready.resolve(fresh)
    },
  }).then(() => undefined)
  try {
    for (;;) {
      // The last page is ready before the end is, so that it wins.
      const page = await Promise.race([ready.promise, end])
      if (page === undefined) return
      ready = Promise.withResolvers()
      yield page
      taken.resolve()
    }
  } finally {
    left.abort()
    taken.resolve()
    await end.catch(() => undefined)
  }
}
