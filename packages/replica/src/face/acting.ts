import { editOperation, giveUp, resolveConflict, retryOperation } from '../conflicts/decide.ts'
import { planRedo, planUndo, takeBack } from '../history/take-back.ts'
import { wayBackOf } from '../history/way-back.ts'
import type { Operation } from '../operations/operation.ts'
import type { OperationRecord, Replica } from '../replica.ts'
import type { Face } from './face.ts'
import { toRecord } from './records.ts'
import { titleOf } from './titles.ts'
import { writeChange } from './write-change.ts'

type Acting = Pick<
  Replica,
  | 'perform'
  | 'performAll'
  | 'settled'
  | 'retry'
  | 'drop'
  | 'edit'
  | 'resolve'
  | 'planUndo'
  | 'planRedo'
  | 'takeBack'
  | 'wayBack'
  | 'putDraft'
  | 'markRead'
  | 'visit'
>

/** What changes the copy: durable when it returns, shown at once, sent in the background. */
export const acting = (face: Face): Acting => {
  const { store, engine, now, shown, changes, settling } = face

  /** The engine tells by its news what becomes of it, so nobody waits for it here. */
  const wake = (): void => {
    changes.changed()
    engine.wake().catch(() => undefined)
  }

  const performAll = (operations: readonly Operation[], title: string, press?: string): readonly OperationRecord[] => {
    if (operations.length === 0) return []
    const change = {
      ...(press === undefined ? {} : { press }),
      title: title === '' ? titleOf(operations) : title,
      operations: operations.map((operation) => ({ operation })),
    }
    const stored = writeChange(face, change)
    wake()
    return stored.map((one) => toRecord(one))
  }

  return {
    perform: (operation) => {
      const [record] = performAll([operation], '')
      if (record === undefined) throw new TypeError('nothing was written')
      return record
    },
    performAll,
    settled: (id) => settling.settled(id),
    retry: (id) => {
      if (retryOperation(face, id)) wake()
    },
    drop: (id) => {
      const isDropped = giveUp(face, id)
      if (isDropped) wake()
      return isDropped
    },
    edit: (id, operation) => {
      const refusal = editOperation(face, id, operation)
      if (refusal === null) wake()
      return refusal
    },
    resolve: (id, choices) => {
      if (resolveConflict(face, id, choices)) wake()
    },
    planUndo: (change) => planUndo(face, change),
    planRedo: () => planRedo(face),
    takeBack: ({ change }, options) => {
      const stored = takeBack(face, change.id, options)
      wake()
      return stored.map((one) => toRecord(one))
    },
    wayBack: (operation) => wayBackOf(face, operation, shown.rows(operation.key)),
    putDraft: (name, text) => {
      store.drafts.put(name, text, now())
      changes.changed()
    },
    visit: (key) => {
      store.marks.putVisit(key, now())
      changes.changed()
    },
    markRead: (keys) => {
      if (store.marks.unread(keys).size === 0) return
      store.marks.markRead(keys)
      changes.changed()
    },
  }
}
