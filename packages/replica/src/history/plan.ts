import { kindOf } from '../operations/kinds.ts'
import type { Inverse } from '../operations/operation-kind.ts'
import type { UndoPlan } from '../replica.ts'
import type { StoredChange, StoredOperation } from '../store/store.ts'
import { isUndoing, rootOf } from './lineage.ts'
import { wasTakenBackEarly } from './taken-back.ts'
import { asksOf, openInverse, type WayBackOptions } from './way-back.ts'

/** What taking back one change means, as its operations stand now. */
export const planFor = (planning: WayBackOptions, change: StoredChange): UndoPlan => {
  const { store } = planning
  const cancelled: number[] = []
  const operations: UndoPlan['operations'][number][] = []
  const loses = new Set<string>()
  const refused: UndoPlan['refused'][number][] = []
  for (const stored of store.outbox.ofChange(change.id).toReversed()) {
    const { id, operation } = stored
    const words = kindOf(operation).describe(operation)
    if (stored.state === 'dropped') continue
    if (stored.state === 'queued' || stored.state === 'failed' || stored.state === 'conflict') {
      cancelled.push(id)
      if (stored.error?.code === 'outcome-unknown') loses.add(`Nobody knows whether the site did this: ${words}`)
      continue
    }
    const inverse = invert(planning, stored)
    if ('why' in inverse) {
      refused.push({ key: operation.key, words, why: inverse.why })
      continue
    }
    if (inverse.loses !== undefined) loses.add(inverse.loses)
    for (const one of inverse.operations) {
      const asks = asksOf(planning, one)
      const described = kindOf(one).describe(one)
      operations.push({ undoes: id, operation: one, words: described, ...(asks === undefined ? {} : { asks }) })
    }
  }
  operations.push(...doneAgain(planning, change))
  return { change, cancelled, operations, loses: [...loses], refused, passed: [] }
}

/** Of what it will be known soon whether there is a way back. */
const onItsWay = 'It is being sent just now'

/** True when it is only too early to take back a change. */
const isOnItsWay = ({ refused }: UndoPlan): boolean => refused.some(({ why }) => why === onItsWay)

const invert = (
  planning: WayBackOptions,
  { operation, mark, performedAt, result, state }: StoredOperation,
): Inverse => {
  const performed = { mark, at: new Date(performedAt).toISOString(), result }
  // Until then it may be refused, and the issue stays.
  if (operation.kind === 'delete-issue' && state !== 'sent') return { why: onItsWay }
  const inverse = openInverse(planning, operation, kindOf(operation).invert(operation, performed, planning.me))
  return 'why' in inverse && state !== 'sent' ? { why: onItsWay } : inverse
}

/** Operations that the undoing had simply dropped, or the redoing: nothing of them is on the site, so they are done anew. */
const doneAgain = ({ store }: WayBackOptions, change: StoredChange): UndoPlan['operations'] => {
  if (change.undoes === null) return []
  const dropped = store.outbox.ofChange(change.undoes).filter(wasTakenBackEarly)
  return dropped.map(({ id, operation }) => ({
    undoes: id,
    operation,
    words: kindOf(operation).describe(operation),
  }))
}

/** What to call the change that takes another one back. */
export const titleOfTakingBack = ({ store: { outbox } }: WayBackOptions, change: StoredChange): string =>
  `${isUndoing(outbox, change) ? 'redo' : 'undo'} ${rootOf(outbox, change).title}`

/** True when something of a change would come back. */
export const takesBack = ({ cancelled, operations }: UndoPlan): boolean => cancelled.length + operations.length > 0

/** Why nothing of a change can be taken back. */
export const whyNot = ({ refused }: UndoPlan): string => [...new Set(refused.map(({ why }) => why))].join('. ')

/**
 * True for what is taken back next: something of it comes back, or it has changed nothing. What is on its way is not passed either:
 * a moment later something else would be taken back.
 */
export const isNext = (plan: UndoPlan): boolean => takesBack(plan) || plan.refused.length === 0 || isOnItsWay(plan)
