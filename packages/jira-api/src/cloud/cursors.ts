import type { IssueKey } from '../model/model.ts'

/** Where a list can be read on. */
export interface Cursor {
  readonly token: string
  /** The issue right before. */
  readonly last: IssueKey
  /** How many the query was said to find when the list was begun. */
  readonly total: number
  /** The list that must be told again on every page. */
  readonly reconcile: readonly number[]
}

/** The places at which lists that were begun can be read on, by query and number of issues before. */
export interface Cursors {
  at(jql: string, position: number): Cursor | undefined
  put(jql: string, position: number, cursor: Cursor): void
  forget(jql: string, position: number): void
}

/** Lists that are long and read side by side are a few; each cursor may be kilobytes. */
const MOST_CURSORS = 200

/** Remembers the cursors that were put last. */
export const createCursors = (): Cursors => {
  const cursors = new Map<string, Cursor>()
  const nameOf = (jql: string, position: number): string => `${position} ${jql}`
  return {
    at: (jql, position) => cursors.get(nameOf(jql, position)),
    put: (jql, position, cursor) => {
      const name = nameOf(jql, position)
      cursors.delete(name)
      cursors.set(name, cursor)
      const [oldest] = cursors.keys()
      if (cursors.size > MOST_CURSORS && oldest !== undefined) cursors.delete(oldest)
    },
    forget: (jql, position) => void cursors.delete(nameOf(jql, position)),
  }
}
