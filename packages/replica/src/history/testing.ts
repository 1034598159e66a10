import { type FaceWorld, mira } from '../face/testing.ts'
import type { TransitionOperation } from '../operations/operation.ts'
import type { OperationRecord, Replica, UndoPlan } from '../replica.ts'

/** For tests: takes back what is next, and gives what that takes. */
export const undo = (replica: Replica): readonly OperationRecord[] => replica.takeBack(planOf(replica.planUndo()))
export const redo = (replica: Replica): readonly OperationRecord[] => replica.takeBack(planOf(replica.planRedo()))

/** The plan, which must be there. */
export const planOf = (plan: UndoPlan | null): UndoPlan => {
  if (plan === null) throw new Error('no plan')
  return plan
}

export const refused = { name: 'JiraApiError', code: 'forbidden', message: 'no' } as const
export const done = { id: '9', name: 'Done', category: 'done' } as const

/** A step to `done`. */
export const finish = ({ key }: Pick<FaceWorld, 'key'>): TransitionOperation => ({
  kind: 'transition',
  key,
  transition: { id: '31', name: 'Finish', to: done },
  fields: {},
})

export const comment = { body: { format: 'wiki', source: 'Hello' }, typed: 'Hello', author: mira } as const
