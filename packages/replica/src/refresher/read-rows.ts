import { type IssueKey, type IssuePage, type KnownList, type ReadList, readList } from '@mmd/jira-api/model'
import { ListProgress } from './list-progress.ts'
import { callOf, type FetchScope } from './ports.ts'
import type { Arrivals } from './put-rows.ts'
import { beginRead } from './read-moment.ts'
import { firstPage } from './refresh-plan.ts'
import type { WantedFields } from './view-fields.ts'
import { WriteBehind } from './write-behind.ts'

/** Jira's cap for one page. */
const fullPage = 1000

export interface ReadRowsOptions {
  readonly jql: string
  /** How many rows from the start of the list; infinite: all. */
  readonly wanted: number
  /** What was read before, to go on behind. */
  readonly known?: KnownList
  readonly arrivals: Arrivals
  /** Fields besides those of every row. */
  readonly fields?: WantedFields
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

/**
 * Reads rows of a query into the copy, page by page; what was read stays when a later page fails. A page is written down while
 * the site makes the next one.
 */
export const readRows = async (scope: FetchScope, options: ReadRowsOptions): Promise<ReadRows> => {
  const { client, signal } = scope
  const { jql, wanted, known, arrivals, withDescription, isKnownGood = false, onProgress, fields = [] } = options
  const moved = new Set<IssueKey>()
  const progress = onProgress === undefined ? undefined : new ListProgress(onProgress)
  const behind = new WriteBehind(scope, { arrivals, onMoved: (key) => moved.add(key) })
  const sizeAt = (startAt: number): number => Math.min(fullPage, Math.max(firstPage, wanted - startAt))
  // Of the page that has come last.
  let moment = beginRead(scope)
  const page = async (startAt: number, maxResults: number): Promise<IssuePage> => {
    signal.throwIfAborted()
    const asked = beginRead(scope)
    const query = {
      jql,
      startAt,
      maxResults,
      isKnownGood,
      withDescription: withDescription ?? maxResults <= firstPage,
      ...(fields.length === 0 ? {} : { fields }),
    }
    try {
      return await client.search(query, callOf(scope))
    } finally {
      // One page at a time waits to be written.
      await behind.done()
      moment = asked
    }
  }
  try {
    const list = await readList({
      page,
      wanted,
      ...(known === undefined ? {} : { known }),
      pageSize: options.pageSize ?? sizeAt,
      onPage: ({ issues }, sofar) => {
        const shown = progress === undefined || sofar.isOver ? undefined : { keys: sofar.keys, total: sofar.total }
        behind.write(issues, moment, () => {
          if (shown !== undefined) progress?.reach(shown)
        })
      },
    })
    await behind.done()
    return { ...list, moved }
  } catch (error) {
    await behind.done().catch(() => undefined)
    if (!signal.aborted) progress?.flush()
    throw error
  }
}
