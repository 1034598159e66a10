import { holderOf } from '../conflicts/held.ts'
import type { StoredOperation } from '../store/store.ts'
import type { Picture } from './compare.ts'
import { isForeseen } from './foreseen.ts'
import type { Life } from './life.ts'

const wordsOf = ({ operation, state, error }: StoredOperation): string =>
  `${operation.kind} of ${operation.key} is ${state}: ${error?.code ?? ''} ${error?.message ?? ''}`

/** True when somebody else has changed what an operation is in conflict about. */
const isTheirs = ({ theirs }: Life, { operation: { key }, conflicts }: StoredOperation): boolean =>
  conflicts !== null && conflicts.length > 0 && conflicts.every(({ id }) => theirs.has(`${key} ${id}`))

/** For tests: what is left in the outbox, or was refused before it was dropped, without a reason that could be foreseen. */
export const leftovers = (life: Life, site: Picture): readonly string[] => {
  const { outbox } = life.seat(0).store
  const isRightlyRefused = isForeseen(life, site)
  const isExplained = (stored: StoredOperation): boolean => {
    switch (stored.state) {
      case 'sent':
      case 'dropped':
        return true
      case 'conflict':
        return isTheirs(life, stored)
      case 'failed':
        return isRightlyRefused(stored)
      default:
        return stored.state === 'queued' && holderOf((key) => outbox.openOf(key), stored) !== undefined
    }
  }
  return [...life.all(), ...life.givenUp].filter((stored) => !isExplained(stored)).map(wordsOf)
}
