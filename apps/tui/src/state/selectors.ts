import type { Issue, IssueKey } from '@mmd/jira-api'
import type { Replica, ViewRows } from '@mmd/replica'
import { listRows, triageLayout } from '../screens/triage/layout.ts'
import { targetKeys } from './list.ts'
import { type AppState, activeList } from './state.ts'

/** What lists are read from. */
type Lists = Pick<Replica, 'view' | 'version' | 'matching'>

const noKeys: readonly IssueKey[] = []

interface Filtered {
  readonly filter: string
  readonly version: number
  readonly keys: readonly IssueKey[]
}

/** The last answer for each list: a key press asks several times for the same rows. */
const filtered = new WeakMap<readonly IssueKey[], Filtered>()

/** The rows of the active view that its filter lets through. */
export const shownKeys = (state: AppState, replica: Lists): readonly IssueKey[] => {
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

export const activeRows = (state: AppState, replica: Pick<Replica, 'view'>): ViewRows | undefined =>
  replica.view(state.activeView)

/** The key of the issue that the preview is about: the one gone to, else the one under the cursor. */
export const currentKey = (state: AppState): IssueKey | null =>
  state.inbox === null ? (state.visited ?? activeList(state).cursorKey) : state.inbox.cursorKey

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

/** The issues an action works on. */
export const targetIssues = (state: AppState, replica: Replica): readonly Issue[] =>
  (state.visited === null ? targetKeys(activeList(state), shownKeys(state, replica)) : [state.visited])
    .map((key) => replica.issue(key))
    .filter((issue) => issue !== undefined)

/** Issue rows on screen. */
export const listHeight = (state: AppState): number => listRows(triageLayout(state))
