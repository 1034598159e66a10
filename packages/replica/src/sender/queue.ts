import { kindOf } from '../operations/kinds.ts'
import { isLocalKey } from '../operations/local-key.ts'
import type { StoredOperation } from '../store/store.ts'
import { longestWaitMs } from './verdict.ts'

/** What can be worked on, and when the next of what waits for its time is due. */
export interface Due {
  readonly ready: readonly StoredOperation[]
  /** Milliseconds; null: nothing waits for a time. */
  readonly nextIn: number | null
}

export interface QueueOptions {
  /** Epoch milliseconds. */
  readonly now: number
  /** Milliseconds that only ever go on. */
  readonly elapsed: number
  /** Operations that are being worked on. */
  readonly busy: ReadonlySet<number>
  /** When one whose outcome is unknown is looked for again, by id and `elapsed`; absent: at once. */
  readonly lookAt: ReadonlyMap<number, number>
}

/**
 * Chooses what may go: on each issue the oldest one first, and none beside it. One that was refused, or is in conflict, holds up
 * only those that touch the same; one on an issue that is not made yet waits until it is.
 */
export const due = (open: readonly StoredOperation[], options: QueueOptions): Due => {
  const { busy } = options
  const ready: StoredOperation[] = []
  let nextIn: number | null = null
  for (const ofIssue of Map.groupBy(open, ({ operation }) => operation.key).values()) {
    const next = headOf(ofIssue)
    if (next === undefined || next.state === 'sending' || ofIssue.some(({ id }) => busy.has(id))) continue
    const wait = waitOf(next, options)
    if (wait <= 0) ready.push(next)
    else nextIn = Math.min(nextIn ?? wait, wait)
  }
  return { ready: ready.toSorted((a, b) => a.id - b.id), nextIn }
}

/** Milliseconds. A time further away than anybody waits was written before the clock was put back. */
const waitOf = ({ id, state, notBefore }: StoredOperation, { now, elapsed, lookAt }: QueueOptions): number => {
  if (state === 'unknown') return (lookAt.get(id) ?? 0) - elapsed
  const wait = (notBefore ?? 0) - now
  return wait > longestWaitMs ? 0 : wait
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
