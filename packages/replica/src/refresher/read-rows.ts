import { type IssueKey, type KnownList, type ReadList, readList } from '@mmd/jira-api/model'
import { learnClock, mayBeOwn } from './learn-clock.ts'
import { callOf, type FetchScope } from './ports.ts'
import { type Arrivals, putIssues } from './put-rows.ts'
import { beginRead } from './read-moment.ts'
import { firstPage } from './refresh-plan.ts'

/** Jira's cap for one page. */
const fullPage = 1000

export interface ReadRowsOptions {
  readonly jql: string
  /** How many rows from the start of the list; infinite: all. */
  readonly wanted: number
  /** What was read before, to go on behind. */
  readonly known?: KnownList
  readonly arrivals: Arrivals
  /** Descriptions on every page; else only on short ones, which are read at once. */
  readonly withDescription?: boolean
  /** A query that is made of one that has found something: that it finds nothing is no surprise. */
  readonly isKnownGood?: boolean
  readonly pageSize?: (startAt: number) => number
  /** What there is so far, while more is coming. */
  readonly onProgress?: (list: KnownList) => void
}

export interface ReadRows extends ReadList {
  /** Those that were new to the copy, or otherwise than it had them. */
  readonly moved: ReadonlySet<IssueKey>
}

/** Reads rows of a query into the copy, page by page; what was read stays when a later page fails. */
export const readRows = async (scope: FetchScope, options: ReadRowsOptions): Promise<ReadRows> => {
  const { client, store, signal } = scope
  const { jql, wanted, known, arrivals, withDescription, isKnownGood = false, onProgress } = options
  const moved = new Set<IssueKey>()
  const sizeAt = (startAt: number): number => Math.min(fullPage, Math.max(firstPage, wanted - startAt))
  const list = await readList({
    wanted,
    ...(known === undefined ? {} : { known }),
    pageSize: options.pageSize ?? sizeAt,
    page: async (startAt, maxResults) => {
      signal.throwIfAborted()
      const moment = beginRead(scope)
      const query = {
        jql,
        startAt,
        maxResults,
        isKnownGood,
        withDescription: withDescription ?? maxResults <= firstPage,
      }
      const page = await client.search(query, callOf(scope))
      if (mayBeOwn(store, page.issues)) await learnClock(scope, signal)
      signal.throwIfAborted()
      const { added, changed } = putIssues(store, page.issues, { moment, arrivals })
      for (const key of [...added, ...changed]) moved.add(key)
      return page
    },
    onPage: (_, progress) => {
      if (!progress.isOver) onProgress?.(progress)
    },
  })
  return { ...list, moved }
}
