import type { IssueKey } from '@mmd/jira-api'
import { isHeading } from './arranged/heading.ts'

/** Where a person is in one view's list. */
export interface ListState {
  /** Index of the row under the cursor, and its issue, so that the cursor stays on it when rows come and go. */
  readonly cursor: number
  readonly cursorKey: IssueKey | null
  /** First row on screen. */
  readonly top: number
  readonly marked: ReadonlySet<IssueKey>
  /** Where a range of marks began. */
  readonly rangeFrom: number | null
  /** Words that shown rows must contain. */
  readonly filter: string
  /** Groups of which only the heading is shown; absent: none. */
  readonly folded?: ReadonlySet<string>
  /** Rows are still to come that may stand before these, and nobody has moved: the cursor stays at the top. */
  readonly isComing?: true
}

export const emptyList: ListState = {
  cursor: 0,
  cursorKey: null,
  top: 0,
  marked: new Set(),
  rangeFrom: null,
  filter: '',
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** Rows kept between the cursor and the edge of the screen while scrolling. */
const margin = 2

/** The first row to show so that the cursor is on screen and the list moves as little as it can. */
export const scrollTop = (top: number, cursor: number, height: number, count: number): number => {
  const edge = Math.min(margin, Math.floor((height - 1) / 2))
  const most = Math.max(0, count - height)
  return clamp(clamp(top, cursor - height + 1 + edge, cursor - edge), 0, most)
}

/** The cursor on row `to`, held inside the list. */
export const moveTo = (
  { isComing: _, ...list }: ListState,
  keys: readonly IssueKey[],
  to: number,
  height: number,
): ListState => {
  const cursor = clamp(to, 0, Math.max(0, keys.length - 1))
  const top = scrollTop(list.top, cursor, height, keys.length)
  return { ...list, cursor, top, cursorKey: keys[cursor] ?? null }
}

/** A list that begins with a heading begins with the issue below it. */
const firstRow = (keys: readonly IssueKey[]): number =>
  keys.length > 1 && keys[0] !== undefined && isHeading(keys[0]) ? 1 : 0

const rowToStayOn = (list: ListState, keys: readonly IssueKey[]): number => {
  if (list.cursorKey === null) return list.cursor === 0 ? firstRow(keys) : list.cursor
  if (list.isComing === true) return firstRow(keys)
  const found = keys[list.cursor] === list.cursorKey ? list.cursor : keys.indexOf(list.cursorKey)
  return found === -1 ? list.cursor : found
}

/**
 * The same list after its rows or its height have changed: the cursor stays on its issue, else on its line. `isComing`: the list
 * is read for the first time, on one of its sites at least; until it is there and somebody moves the cursor stays at the top.
 */
export const reanchor = (
  list: ListState,
  keys: readonly IssueKey[],
  height: number,
  isComing: boolean = false,
): ListState => {
  const stays = isComing && (list.cursorKey === null || list.isComing === true)
  const moved = moveTo(list, keys, rowToStayOn(list, keys), height)
  const next: ListState = stays ? { ...moved, isComing: true } : moved
  const same =
    next.cursor === list.cursor &&
    next.cursorKey === list.cursorKey &&
    next.top === list.top &&
    next.isComing === list.isComing
  return same ? list : next
}

/** Marks or unmarks the row under the cursor. */
export const toggleMark = (list: ListState, key: IssueKey): ListState => {
  const marked = new Set(list.marked)
  if (!marked.delete(key)) marked.add(key)
  return { ...list, marked }
}

const issuesOf = (keys: readonly IssueKey[]): readonly IssueKey[] => keys.filter((key) => !isHeading(key))

/** The issues from where a range began to the cursor; a folded heading among them stands for those that it hides. */
const rangeOf = (
  { rangeFrom, cursor }: Pick<ListState, 'rangeFrom' | 'cursor'>,
  keys: readonly IssueKey[],
  whole: readonly IssueKey[],
): readonly IssueKey[] => {
  if (rangeFrom === null) return []
  const first = keys[Math.min(rangeFrom, cursor)]
  if (first === undefined) return []
  const next = keys[Math.max(rangeFrom, cursor) + 1]
  return issuesOf(whole.slice(whole.indexOf(first), next === undefined ? undefined : whole.indexOf(next)))
}

/**
 * First call begins a range at the cursor, the second marks all rows from there to the cursor. `whole`: the same rows with those
 * of folded groups.
 */
export const markRange = (list: ListState, keys: readonly IssueKey[], whole: readonly IssueKey[] = keys): ListState => {
  if (list.rangeFrom === null) return { ...list, rangeFrom: list.cursor }
  return { ...list, rangeFrom: null, marked: new Set([...list.marked, ...rangeOf(list, keys, whole)]) }
}

/** Marks all of these rows, or none of them when all are marked. Other rows keep their marks. */
export const markAll = (list: ListState, rows: readonly IssueKey[]): ListState => {
  const marked = new Set(list.marked)
  const keys = issuesOf(rows)
  const all = keys.every((key) => marked.has(key))
  for (const key of keys) {
    if (all) marked.delete(key)
    else marked.add(key)
  }
  return { ...list, marked }
}

interface MarkedKeys {
  readonly shown: readonly IssueKey[]
  readonly list: Pick<ListState, 'marked' | 'rangeFrom' | 'cursor'>
  readonly keys: readonly IssueKey[]
}

/** The last answer for each list of rows: each frame asks for it. */
const lastMarked = new WeakMap<readonly IssueKey[], MarkedKeys>()

/**
 * The marked ones of these rows: marks may be on rows that a filter hides, or that have left the list. `whole`: the same rows
 * with those of folded groups, whose marks count too.
 */
export const markedKeys = (
  list: ListState,
  keys: readonly IssueKey[],
  whole: readonly IssueKey[] = keys,
): readonly IssueKey[] => {
  const { marked, rangeFrom, cursor } = list
  if (marked.size === 0 && rangeFrom === null) return []
  const last = lastMarked.get(whole)
  const isSame = last?.shown === keys && last.list.marked === marked && last.list.rangeFrom === rangeFrom
  if (isSame && (rangeFrom === null || last.list.cursor === cursor)) return last.keys
  const ranged = rangeFrom === null ? null : new Set(rangeOf(list, keys, whole))
  const found = whole.filter((key) => !isHeading(key) && (marked.has(key) || ranged?.has(key) === true))
  lastMarked.set(whole, { shown: keys, list: { marked, rangeFrom, cursor }, keys: found })
  return found
}

/** True for rows of a range that was begun and not ended: they count as marked. */
export const isInRange = ({ rangeFrom, cursor }: ListState, at: number): boolean =>
  rangeFrom !== null && at >= Math.min(rangeFrom, cursor) && at <= Math.max(rangeFrom, cursor)

/** What an action works on: the marked rows, else the row under the cursor. */
export const targetKeys = (
  list: ListState,
  keys: readonly IssueKey[],
  whole: readonly IssueKey[] = keys,
): readonly IssueKey[] => {
  const marked = markedKeys(list, keys, whole)
  if (marked.length > 0) return marked
  return list.cursorKey === null ? [] : [list.cursorKey]
}
