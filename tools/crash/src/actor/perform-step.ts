import type { Replica } from '@mmd/replica'
import type { Step } from '../plan/step.ts'
import type { ActorLine } from './messages.ts'

const undo = (replica: Replica, change: number | undefined): readonly number[] => {
  const plan = change === undefined ? null : replica.planUndo(change)
  return plan === null ? [] : replica.takeBack(plan).map(({ id }) => id)
}

/** Does one step and says so, before and after. `changes` tells which change each step made, and learns of this one. */
export const performStep = (
  replica: Replica,
  step: Step,
  changes: Map<number, number>,
  say: (line: ActorLine) => void,
): void => {
  const { index } = step
  say({ kind: 'start', index })
  if (step.kind === 'undo') return say({ kind: 'done', index, change: null, ids: undo(replica, changes.get(step.of)) })
  const [first, ...more] = step.operations
  if (first === undefined) throw new TypeError('A step without operations')
  const records = more.length === 0 ? [replica.perform(first)] : replica.performAll(step.operations, 'Several at once')
  const change = records[0]?.change ?? null
  if (change !== null) changes.set(index, change)
  return say({ kind: 'done', index, change, ids: records.map(({ id }) => id) })
}
