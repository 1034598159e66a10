import type { Issue, IssueKey } from '@mmd/jira-api'
import type { Replica, ViewRows } from '@mmd/replica'
import { type ArrangedBoard, arrangedBoard, standingOf } from '../board/arrange-board.ts'
import { chosenColumns, titleRows } from '../screens/triage/columns/chosen-columns.ts'
import { listRows, triageLayout } from '../screens/triage/layout.ts'
import { shownBoard } from './active-board.ts'
import { activeViewOf } from './arranged/active-view.ts'
import { type Arranged, arrange } from './arranged/arrange.ts'
import { isHeading } from './arranged/heading.ts'
import { markedKeys, targetKeys } from './list.ts'
import { type AppState, activeList } from './state.ts'

/** What lists are read from. */
type Lists = Pick<Replica, 'view' | 'version' | 'matching' | 'rowValues'>

const noKeys: readonly IssueKey[] = []

interface Filtered {
  readonly filter: string
  readonly version: number
  readonly keys: readonly IssueKey[]
}

/** The last answer for each list: a key press asks several times for the same rows. */
const filtered = new WeakMap<readonly IssueKey[], Filtered>()

/** The rows of the active view that its filter lets through, as the site has them. */
const filteredKeys = (state: AppState, replica: Lists): readonly IssueKey[] => {
  const keys = replica.view(state.activeView)?.keys ?? noKeys
  const { filter } = activeList(state)
  if (filter === '') return keys
  const version = replica.version()
  const known = filtered.get(keys)
  if (known?.filter === filter && known.version === version) return known.keys
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = replica.matching(state.activeView, words)
  filtered.set(keys, { filter, version, keys: shown })
  return shown
}

const noHeadings: Arranged['headings'] = new Map()

/** Which groups are folded, where none is. */
const noneFolded: ReadonlySet<string> = new Set()

/** A list that nobody has seen yet is not shown in one order first and in another then. */
const notYet: Arranged = { keys: noKeys, headings: noHeadings, isComing: true }

/** The issues of the view on screen in the columns of its board; null: it is a list. */
export const boardCards = (state: AppState, replica: Lists): ArrangedBoard | null => {
  const board = shownBoard(state)
  if (board === null) return null
  return arrangedBoard(filteredKeys(state, replica), replica.rowValues(state.activeView, standingOf), board)
}

/** The rows of the active view in the order and the groups that it is to show them in. */
export const arrangedRows = (state: AppState, replica: Lists): Arranged => {
  const cards = boardCards(state, replica)
  if (cards !== null) return { keys: cards.keys, headings: noHeadings }
  const among = filteredKeys(state, replica)
  const { sort, group } = activeViewOf(state) ?? {}
  const here = sort?.by === 'here' ? sort : undefined
  if (here === undefined && group === undefined) return { keys: among, headings: noHeadings }
  const { folded = noneFolded, cursorKey } = activeList(state)
  const all = replica.view(state.activeView)?.keys ?? noKeys
  const arranged = arrange(all, { sort: here, group, folded, among }, (read) =>
    replica.rowValues(state.activeView, read),
  )
  return arranged.isComing === true && cursorKey === null ? notYet : arranged
}

/** The rows of the active view from top to bottom: issues, and headings where it has groups. */
export const shownKeys = (state: AppState, replica: Lists): readonly IssueKey[] => arrangedRows(state, replica).keys

/** Rows without their headings, by the rows with them. */
const withoutHeadings = new WeakMap<readonly IssueKey[], readonly IssueKey[]>()

/** The same without headings, and so without what is folded. */
export const shownIssueKeys = (state: AppState, replica: Lists): readonly IssueKey[] => {
  const { keys, headings } = arrangedRows(state, replica)
  if (headings.size === 0) return keys
  const known = withoutHeadings.get(keys) ?? keys.filter((key) => !isHeading(key))
  withoutHeadings.set(keys, known)
  return known
}

/** How many issues the filter lets through, also those of folded groups. */
export const shownCount = (state: AppState, replica: Lists): number => filteredKeys(state, replica).length

export const activeRows = (state: AppState, replica: Pick<Replica, 'view'>): ViewRows | undefined =>
  replica.view(state.activeView)

/** The key of the issue that the preview is about: the one gone to, else the one under the cursor. */
export const currentKey = (state: AppState): IssueKey | null => {
  const key = state.inbox === null ? (state.visited ?? activeList(state).cursorKey) : state.inbox.cursorKey
  return key === null || isHeading(key) ? null : key
}

/** The issue has the keys, not the list beside it. */
export const readsIssue = ({ zoomed, focus }: Pick<AppState, 'zoomed' | 'focus'>): boolean =>
  zoomed || focus === 'preview'

/** The id of the item of the open issue that the cursor is on. */
export const cursorItem = (state: AppState): string | null => {
  const { cursor } = state.issue
  return cursor !== null && readsIssue(state) && cursor.key === currentKey(state) ? cursor.item : null
}

export const currentIssue = (state: AppState, replica: Replica): Issue | undefined => {
  const key = currentKey(state)
  return key === null ? undefined : replica.issue(key)
}

/** The marked issues of the active view that its filter lets through, also those of folded groups. */
export const markedIssueKeys = (state: AppState, replica: Lists): readonly IssueKey[] => {
  const { keys, whole } = arrangedRows(state, replica)
  return markedKeys(activeList(state), keys, whole)
}

/** One issue has the whole screen, or was gone to: what is marked in the list behind it is not meant. */
export const showsOneIssue = ({ visited, zoomed }: Pick<AppState, 'visited' | 'zoomed'>): boolean =>
  visited !== null || zoomed

const targetsOf = (state: AppState, replica: Lists): readonly IssueKey[] => {
  if (showsOneIssue(state)) {
    const key = currentKey(state)
    return key === null ? [] : [key]
  }
  const { keys, whole } = arrangedRows(state, replica)
  return targetKeys(activeList(state), keys, whole)
}

/** The issues an action works on. */
export const targetIssues = (state: AppState, replica: Replica): readonly Issue[] =>
  targetsOf(state, replica)
    .flatMap((key) => (isHeading(key) ? [] : [replica.issue(key)]))
    .filter((issue) => issue !== undefined)

/** Rows of issues, and headings, on screen. */
export const listHeight = (state: AppState): number => {
  const hasTitles = chosenColumns(activeViewOf(state), state.config) !== null
  return Math.max(1, listRows(triageLayout(state)) - (hasTitles ? titleRows : 0))
}
