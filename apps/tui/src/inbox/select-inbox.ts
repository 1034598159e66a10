import type { Issue, IssueKey } from '@mmd/jira-api'
import type { DecidedIssue, Replica } from '@mmd/replica'
import { queueHeight } from '../screens/inbox/layout.ts'
import { scrollTop } from '../state/list.ts'
import { shownIssueKeys } from '../state/selectors.ts'
import type { AppState } from '../state/state.ts'
import { type InboxState, withInbox } from './inbox-state.ts'
import { queueOf } from './queue.ts'

/** What the inbox is read from. */
export type InboxRows = Pick<Replica, 'view' | 'version' | 'matching' | 'rowValues' | 'decisions' | 'issue'>

interface Known {
  readonly keys: readonly IssueKey[]
  readonly decisions: readonly DecidedIssue[]
  readonly queue: readonly IssueKey[]
}

/** The last answer: a key press and a frame ask several times for the same rows. */
const known = new WeakMap<readonly IssueKey[], Known>()

/** The issues that are left, in the order in which they come. */
export const inboxKeys = (state: AppState, replica: InboxRows): readonly IssueKey[] => {
  const { inbox } = state
  if (inbox === null) return []
  const keys = shownIssueKeys(state, replica)
  const decisions = replica.decisions()
  const last = known.get(inbox.skipped)
  const isSame = last?.keys === keys && last.decisions === decisions
  // Hardly ever is there one of these, and then only for a moment.
  if (isSame && inbox.leaving.length + inbox.returned.length === 0) return last.queue
  const returned = inbox.returned.filter(({ key }) => replica.issue(key) !== undefined)
  const queue = queueOf(keys, decisions, { ...inbox, returned })
  if (inbox.leaving.length + inbox.returned.length === 0) known.set(inbox.skipped, { keys, decisions, queue })
  return queue
}

/** The issue under the cursor of the inbox. */
export const inboxIssue = ({ inbox }: AppState, replica: Pick<Replica, 'issue'>): Issue | undefined =>
  inbox === null || inbox.cursorKey === null ? undefined : replica.issue(inbox.cursorKey)

/** The same inbox after its rows have changed: the cursor stays on its issue, else goes on to the next one, else to the first. */
export const anchorInbox = (state: AppState, replica: InboxRows): AppState =>
  withInbox(state, (inbox) => {
    const queue = inboxKeys(state, replica)
    const wanted = inbox.wanted === null ? -1 : queue.indexOf(inbox.wanted)
    const found = wanted !== -1 ? wanted : placeOf(inbox, queue)
    const cursor = found < queue.length ? found : 0
    const top = scrollTop(inbox.top, cursor, queueHeight(state), queue.length)
    const next = {
      ...inbox,
      cursor,
      top,
      cursorKey: queue[cursor] ?? null,
      wanted: wanted === -1 ? inbox.wanted : null,
    }
    const isSame =
      next.cursor === inbox.cursor &&
      next.cursorKey === inbox.cursorKey &&
      next.top === inbox.top &&
      next.wanted === inbox.wanted
    return isSame ? inbox : { ...next, choosing: next.cursorKey === inbox.cursorKey ? inbox.choosing : null }
  })

const placeOf = ({ cursor, cursorKey }: InboxState, queue: readonly IssueKey[]): number => {
  if (cursorKey === null || queue[cursor] === cursorKey) return cursor
  const found = queue.indexOf(cursorKey)
  return found === -1 ? cursor : found
}
