import type { Issue, IssueKey } from '@mmd/jira-api'
import type { Replica, ViewRows } from '@mmd/replica'
import { listRows, triageLayout } from '../screens/triage/layout.ts'
import { targetKeys } from './list.ts'
import { type AppState, activeList } from './state.ts'

const noKeys: readonly IssueKey[] = []

/** True when each word of the filter is in the row. */
const matches = (issue: Issue, words: readonly string[]): boolean => {
  const people = `${issue.assignee?.name ?? 'unassigned'} ${issue.reporter?.name ?? ''}`
  const names = `${issue.type.name} ${issue.status.name} ${issue.priority?.name ?? ''} ${issue.labels.join(' ')}`
  const text = `${issue.key} ${issue.summary} ${names} ${people}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

interface Filtered {
  readonly filter: string
  readonly version: number
  readonly keys: readonly IssueKey[]
}

/** The last answer for each list: a key press asks several times for the same rows. */
const filtered = new WeakMap<readonly IssueKey[], Filtered>()

/** The rows of the active view that its filter lets through. */
export const shownKeys = (state: AppState, replica: Replica): readonly IssueKey[] => {
  const keys = replica.view(state.activeView)?.keys ?? noKeys
  const { filter } = activeList(state)
  if (filter === '') return keys
  const version = replica.version()
  const known = filtered.get(keys)
  if (known?.filter === filter && known.version === version) return known.keys
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = keys.filter((key) => {
    const issue = replica.issue(key)
    return issue !== undefined && matches(issue, words)
  })
  filtered.set(keys, { filter, version, keys: shown })
  return shown
}

export const activeRows = (state: AppState, replica: Replica): ViewRows | undefined => replica.view(state.activeView)

/** The issue under the cursor. */
export const currentIssue = (state: AppState, replica: Replica): Issue | undefined => {
  const { cursorKey } = activeList(state)
  return cursorKey === null ? undefined : replica.issue(cursorKey)
}

/** The issues an action works on. */
export const targetIssues = (state: AppState, replica: Replica): readonly Issue[] =>
  targetKeys(activeList(state), shownKeys(state, replica))
    .map((key) => replica.issue(key))
    .filter((issue) => issue !== undefined)

/** Issue rows on screen. */
export const listHeight = (state: AppState): number => listRows(triageLayout(state))
