import type { IssueKey } from '@mmd/jira-api'
import type { DecidedIssue } from '@mmd/replica'
import type { InboxState } from './inbox-state.ts'

/** True for a decision that keeps its issue out: a snooze does that by itself, and what has changed since comes back. */
export const keepsOut = ({ verdict, changed }: DecidedIssue): boolean => verdict !== 'snoozed' && !changed

/**
 * What is left to be decided: the rows of the view in its order without those that were decided, then those that were put off.
 * What was taken back stands where it stood, also when the list has it no more.
 */
export const queueOf = (
  keys: readonly IssueKey[],
  decisions: readonly DecidedIssue[],
  { skipped, leaving, returned }: Pick<InboxState, 'skipped' | 'leaving' | 'returned'>,
): readonly IssueKey[] => {
  const out = new Set([...decisions.filter(keepsOut).map(({ key }) => key), ...leaving])
  const later = new Set(skipped)
  const queue = keys.filter((key) => !out.has(key) && !later.has(key))
  if (returned.length > 0) {
    const listed = new Set(keys)
    for (const { key, at } of returned)
      if (!listed.has(key) && !out.has(key) && !later.has(key)) queue.splice(Math.min(at, queue.length), 0, key)
  }
  if (later.size === 0) return queue
  const known = new Set([...keys, ...returned.map(({ key }) => key)])
  return [...queue, ...skipped.filter((key) => known.has(key) && !out.has(key))]
}

/** The same queue with an issue at its end, and the one that comes next; undefined: there is no other. */
export const skip = (inbox: InboxState, queue: readonly IssueKey[], key: IssueKey): InboxState | undefined => {
  const at = queue.indexOf(key)
  const next = queue[at + 1] ?? queue[0]
  if (next === undefined || next === key) return undefined
  return { ...inbox, skipped: [...inbox.skipped.filter((one) => one !== key), key], cursorKey: next }
}
