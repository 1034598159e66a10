import { dropOperation } from '../conflicts/drop-operation.ts'
import { putChange } from '../face/write-change.ts'
import type { UndoPlan } from '../replica.ts'
import type { StoredOperation } from '../store/store.ts'
import { doneChanges, isDone, newestUndone } from './lineage.ts'
import { isEmptyPlan, planFor, titleOfTakingBack } from './plan.ts'
import { takenBackEarly } from './taken-back.ts'
import type { WayBackOptions } from './way-back.ts'

/** What undo would do; null: there is nothing to be taken back. Default: the newest change. */
export const planUndo = (options: WayBackOptions, changeId?: number): UndoPlan | null => {
  const { outbox } = options.store
  if (changeId === undefined) {
    for (const change of doneChanges(outbox)) {
      const plan = planFor(options, change)
      if (!isEmptyPlan(plan)) return plan
    }
    return null
  }
  const change = outbox.change(changeId)
  return change === undefined || !isDone(outbox, change) ? null : planFor(options, change)
}

/** What redo would do; null: nothing was undone, or something new was done since. */
export const planRedo = (options: WayBackOptions): UndoPlan | null => {
  const change = newestUndone(options.store.outbox)
  return change === undefined ? null : planFor(options, change)
}

/**
 * Takes back a change: what was not sent goes, what was sent is turned round by a new change, all in one transaction. It is
 * planned anew, since something may have been sent after the person was asked. Nothing is done when the change was taken
 * back already, or when nothing of it can be.
 */
export const takeBack = (options: WayBackOptions, changeId: number): readonly StoredOperation[] => {
  const { store, me, now } = options
  return store.transaction(() => {
    const plan = planUndo(options, changeId)
    if (plan === null || (plan.refused.length > 0 && plan.cancelled.length + plan.operations.length === 0)) return []
    for (const id of plan.cancelled) {
      const stored = store.outbox.get(id)
      const isThere = stored !== undefined && stored.state !== 'dropped'
      if (isThere) dropOperation(store, stored, { me, now: now(), error: takenBackEarly })
    }
    return putChange(options, {
      title: titleOfTakingBack(options, plan.change),
      undoes: changeId,
      operations: plan.operations,
    })
  })
}
