import { kindOf } from '../operations/kinds.ts'
import { isLocalKey } from '../operations/local-key.ts'
import type { StoredOperation } from '../store/store.ts'

/** What can be worked on, and when the next of what waits for its time is due. */
export interface Due {
  readonly ready: readonly StoredOperation[]
  /** Epoch milliseconds; null: nothing waits for a time. */
  readonly nextAt: number | null
}

export interface QueueOptions {
  readonly now: number
  /** Operations that are being worked on. */
  readonly busy: ReadonlySet<number>
  /** When one whose outcome is unknown is looked for again, by id; absent: at once. */
  readonly lookAt: ReadonlyMap<number, number>
}

/**
 * Chooses what may go: on each issue the oldest one first, and none beside it. One that was refused, or is in conflict, holds up
 * only those that touch the same; one on an issue that is not made yet waits until it is.
 */
export const due = (open: readonly StoredOperation[], { now, busy, lookAt }: QueueOptions): Due => {
  const ready: StoredOperation[] = []
  let nextAt: number | null = null
  for (const ofIssue of Map.groupBy(open, ({ operation }) => operation.key).values()) {
    const next = headOf(ofIssue)
    if (next === undefined || next.state === 'sending' || ofIssue.some(({ id }) => busy.has(id))) continue
    const at = (next.state === 'unknown' ? lookAt.get(next.id) : next.notBefore) ?? 0
    if (at <= now) ready.push(next)
    else nextAt = Math.min(nextAt ?? at, at)
  }
  return { ready: ready.toSorted((a, b) => a.id - b.id), nextAt }
}

/** The next one of an issue; undefined: all wait for a person, or for another issue to be made. */
const headOf = (ofIssue: readonly StoredOperation[]): StoredOperation | undefined => {
  const held = new Set<string>()
  for (const stored of ofIssue) {
    const { operation, state } = stored
    const touches = kindOf(operation).touches(operation)
    const waits = state === 'failed' || state === 'conflict'
    if (!waits && !needsUnmade(stored) && !touches.some((one) => held.has(one))) return stored
    // What comes behind one that cannot go must not overtake it where it matters.
    for (const one of touches) held.add(one)
    if (operation.kind === 'create') return undefined
  }
  return undefined
}

/** True when it is about an issue that has no number yet. */
const needsUnmade = ({ operation }: StoredOperation): boolean => {
  if (operation.kind === 'create')
    return (
      operation.shown.parent !== undefined && operation.shown.parent !== null && isLocalKey(operation.shown.parent.key)
    )
  return isLocalKey(operation.key) || (operation.kind === 'link' && isLocalKey(operation.other))
}
