import { dropOperation } from '../conflicts/drop-operation.ts'
import { putChange } from '../face/write-change.ts'
import type { TakeBackOptions, UndoPlan } from '../replica.ts'
import type { StoredChange, StoredOperation } from '../store/store.ts'
import { doneChanges, isAllDropped, isDone, undoneChanges } from './lineage.ts'
import { isNext, planFor, takesBack, titleOfTakingBack, whyNot } from './plan.ts'
import { takenBackEarly } from './taken-back.ts'
import type { WayBackOptions } from './way-back.ts'

/**
 * What undo would do; null: there is nothing to be taken back. Default: the newest change of which something comes back, or that
 * has changed nothing; where there is none, the newest, which says why.
 */
export const planUndo = (options: WayBackOptions, changeId?: number): UndoPlan | null => {
  const { outbox } = options.store
  if (changeId === undefined) return planNewest(options, doneChanges(outbox))
  const change = outbox.change(changeId)
  return change === undefined || !isDone(outbox, change) ? null : planFor(options, change)
}

const planNewest = (options: WayBackOptions, changes: Iterable<StoredChange>): UndoPlan | null => {
  const closed: UndoPlan[] = []
  for (const change of changes) {
    const plan = planFor(options, change)
    if (!takesBack(plan) && isAllDropped(options.store.outbox, change)) continue
    if (isNext(plan)) return { ...plan, passed: closed.map((one) => ({ change: one.change, why: whyNot(one) })) }
    closed.push(plan)
  }
  return closed[0] ?? null
}

/** What redo would do; null: nothing was undone, or something new was done since. What cannot be done again is passed too. */
export const planRedo = (options: WayBackOptions): UndoPlan | null =>
  planNewest(options, undoneChanges(options.store.outbox))

type Planned = UndoPlan['operations'][number]

/** The step with what somebody has filled in for it, where it still leads to the same. */
const withFilled = (planned: Planned, filled: NonNullable<TakeBackOptions['filled']>): Planned => {
  const { undoes, operation } = planned
  const found = filled.find((one) => one.undoes === undoes)?.operation
  if (found === undefined || operation.kind !== 'transition') return planned
  return found.transition.to.id === operation.transition.to.id ? { ...planned, operation: found } : planned
}

/**
 * Takes back a change: what was not sent goes, what was sent is turned round by a new change, all in one transaction. It is
 * planned anew, since something may have been sent after the person was asked. Nothing is done when the change was taken
 * back already, or when nothing of it can be.
 */
export const takeBack = (
  options: WayBackOptions,
  changeId: number,
  { press, filled = [] }: TakeBackOptions = {},
): readonly StoredOperation[] => {
  const { store, me, now } = options
  return store.transaction(() => {
    const plan = planUndo(options, changeId)
    if (plan === null || (plan.refused.length > 0 && !takesBack(plan))) return []
    for (const id of plan.cancelled) {
      const stored = store.outbox.get(id)
      const isThere = stored !== undefined && stored.state !== 'dropped'
      if (isThere) dropOperation(store, stored, { me, now: now(), error: takenBackEarly })
    }
    return putChange(options, {
      title: titleOfTakingBack(options, plan.change),
      undoes: changeId,
      ...(press === undefined ? {} : { press }),
      operations: plan.operations.map((one) => withFilled(one, filled)),
    })
  })
}
