import type { OutboxTable, StoredChange } from '../store/store.ts'
import { wasSuperseded, wasTakenBackEarly } from './taken-back.ts'

/** Changes that are looked through for the newest to be taken back. */
const horizon = 500

type Changes = Pick<OutboxTable, 'change' | 'changes' | 'ofChange'>

/** How often a change turns another one back: 0 for an ordinary one, 1 for its undoing, 2 for a redo. */
const turns = (outbox: Changes, change: StoredChange): number => {
  let count = 0
  for (
    let at: StoredChange | undefined = change;
    at !== undefined && at.undoes !== null;
    at = outbox.change(at.undoes)
  ) {
    count += 1
  }
  return count
}

/** True for a change that takes something away again. */
export const isUndoing = (outbox: Changes, change: StoredChange): boolean => turns(outbox, change) % 2 === 1

/** The ordinary change at the beginning of a row of undoing and redoing. */
export const rootOf = (outbox: Changes, change: StoredChange): StoredChange => {
  const before = change.undoes === null ? undefined : outbox.change(change.undoes)
  return before === undefined ? change : rootOf(outbox, before)
}

/** True for a change of which nothing was sent, and nothing will be. */
export const isAllDropped = (outbox: Changes, { id }: StoredChange): boolean => {
  const operations = outbox.ofChange(id)
  return operations.length > 0 && operations.every(({ state }) => state === 'dropped')
}

/** True for a change of which nothing came, because a person has dropped all of it. */
const isVoid = (outbox: Changes, id: number): boolean => {
  const change = outbox.change(id)
  if (change === undefined || change.undoneBy !== null) return false
  const operations = outbox.ofChange(id)
  if (operations.length === 0) return false
  if (operations.some((stored) => stored.state !== 'dropped' || wasSuperseded(stored))) return false
  return change.undoes === null || !outbox.ofChange(change.undoes).some(wasTakenBackEarly)
}

/** True unless another change has taken it back, or is about to. */
export const isDone = (outbox: Changes, { undoneBy }: StoredChange): boolean =>
  undoneBy === null || isVoid(outbox, undoneBy)

/** The changes that undo would take back, the newest first. */
export function* doneChanges(outbox: Changes): Generator<StoredChange> {
  for (const change of outbox.changes(horizon)) {
    if (!isUndoing(outbox, change) && isDone(outbox, change)) yield change
  }
}

/** The undoings that redo would take back, the newest first: none once something new was done after them, as in editors. */
export function* undoneChanges(outbox: Changes): Generator<StoredChange> {
  for (const change of outbox.changes(horizon)) {
    const count = turns(outbox, change)
    if (count === 0) return
    if (count % 2 === 1 && isDone(outbox, change) && !isVoid(outbox, change.id)) yield change
  }
}
