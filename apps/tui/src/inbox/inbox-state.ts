import type { IssueKey } from '@mmd/jira-api'
import type { AppState } from '../state/state.ts'
import type { Candidate } from './candidates.ts'

/** Where a person is in the inbox: what of it only the screen knows. What was decided lies in the local copy. */
export interface InboxState {
  /** The name of the site, or sites, whose inbox it is. */
  readonly site: string
  /** Index in the queue, and its issue, so that the cursor stays on that when others come and go. */
  readonly cursor: number
  readonly cursorKey: IssueKey | null
  /** First row on screen. */
  readonly top: number
  /** Left for later, the ones put off last at the end. */
  readonly skipped: readonly IssueKey[]
  /** Being decided about just now, in a dialog or while the site is asked: out of the queue, so that no key meets them. */
  readonly leaving: readonly IssueKey[]
  /** Taken back, and where they stood: for those that the list has no more. */
  readonly returned: readonly { readonly key: IssueKey; readonly at: number }[]
  /** Where the cursor is to go as soon as it is in the queue. */
  readonly wanted: IssueKey | null
  /** What may be the same as the issue under the cursor, the most alike first; null: not looked for yet. */
  readonly candidates: { readonly key: IssueKey; readonly found: readonly Candidate[] } | null
  /** The one under the cursor while the original of a duplicate is chosen. */
  readonly choosing: number | null
}

/** The inbox as it opens, with the cursor on an issue of the list. */
export const openedInbox = (site: string, key: IssueKey | null): InboxState => ({
  site,
  cursor: 0,
  cursorKey: key,
  top: 0,
  skipped: [],
  leaving: [],
  returned: [],
  wanted: key,
  candidates: null,
  choosing: null,
})

/** Changes the inbox, if it is open. */
export const withInbox = (state: AppState, change: (inbox: InboxState) => InboxState): AppState => {
  if (state.inbox === null) return state
  const inbox = change(state.inbox)
  return inbox === state.inbox ? state : { ...state, inbox }
}
