import type { StoredOperation } from '@mmd/replica'
import { isUnsure, operationWords } from './evidence.ts'
import { type Problem, problem } from './problem.ts'

/** One that a person must decide about holds up what comes behind it on the same issue. */
const isHeld = (stored: StoredOperation, operations: readonly StoredOperation[]): boolean =>
  operations.some(
    ({ id, state, operation }) =>
      id < stored.id && (state === 'failed' || state === 'conflict') && isBefore(operation.key, stored),
  )

/** On the same issue, or on one that this one needs to be made first. */
const isBefore = (key: string, { operation }: StoredOperation): boolean =>
  key === operation.key ||
  (operation.kind === 'create' && operation.shown.parent?.key === key) ||
  (operation.kind === 'link' && operation.other === key)

/**
 * A step of the workflow may be refused when one before it on the same issue was not done, or was taken back: the plan did
 * not know. A way back may meet what came later, and then waits for a decision.
 */
const isExcused = (stored: StoredOperation, operations: readonly StoredOperation[]): boolean => {
  if (stored.undoes !== null) return true
  const { operation } = stored
  return (
    operation.kind === 'transition' &&
    operations.some(
      (other) =>
        other.operation.key === operation.key &&
        other.operation.kind === 'transition' &&
        other.id !== stored.id &&
        (other.state !== 'sent' || other.undoes !== null),
    )
  )
}

const judgeOne = (stored: StoredOperation, operations: readonly StoredOperation[]): readonly Problem[] => {
  const words = `${operationWords(stored)}: ${stored.error?.code ?? 'no reason'} ${stored.error?.message ?? ''}`
  switch (stored.state) {
    case 'sent':
    case 'dropped':
      return []
    case 'failed':
      if (stored.error === null) return [problem('stuck', `${words}: failed without a reason`)]
      return isUnsure(stored) || isExcused(stored, operations) ? [] : [problem('refused', words)]
    case 'conflict':
      return isExcused(stored, operations)
        ? []
        : [problem('refused', `${words}; in conflict with ${JSON.stringify(stored.conflicts)}`)]
    case 'queued':
    case 'sending':
    case 'unknown':
      return isHeld(stored, operations) ? [] : [problem('stuck', words)]
  }
}

/** Every operation that was acknowledged is still known; each is done, or waits with its reason. */
export const judgeKept = (
  acknowledged: readonly number[],
  operations: readonly StoredOperation[],
): readonly Problem[] => {
  const known = new Set(operations.map(({ id }) => id))
  const lost = acknowledged.filter((id) => !known.has(id))
  return [
    ...lost.map((id) => problem('lost', `operation ${id} was acknowledged and is not in the outbox`)),
    ...operations.flatMap((stored) => judgeOne(stored, operations)),
  ]
}
