import { holderOf } from '../conflicts/held.ts'
import type { Operation } from '../operations/operation.ts'
import type { StoredOperation } from '../store/store.ts'
import { countTokens, type Picture } from './compare.ts'
import type { Life } from './life.ts'

const wordsOf = ({ operation, state, error }: StoredOperation): string =>
  `${operation.kind} of ${operation.key} is ${state}: ${error?.message ?? ''}`

/** True when somebody else has changed what an operation is in conflict about. */
const isTheirs = ({ theirs }: Life, { operation: { key }, conflicts }: StoredOperation): boolean =>
  (conflicts ?? []).every(({ id }) => theirs.has(`${key} ${id}`))

/** For tests: what is left in the outbox without a good reason. */
export const leftovers = (life: Life): readonly string[] => {
  const { outbox } = life.seat(0).store
  const isExplained = (stored: StoredOperation): boolean => {
    switch (stored.state) {
      case 'sent':
      case 'dropped':
        return true
      case 'conflict':
        return isTheirs(life, stored)
      case 'failed':
        return stored.error !== null
      default:
        return stored.state === 'queued' && holderOf((key) => outbox.openOf(key), stored) !== undefined
    }
  }
  return life
    .all()
    .filter((stored) => !isExplained(stored))
    .map(wordsOf)
}

/** By what something that was made is told from everything else. */
const tokenOf = (operation: Operation): string | undefined => {
  switch (operation.kind) {
    case 'add-comment':
      return operation.typed
    case 'create':
      return operation.shown.summary
    case 'put-remote-link':
      return operation.link.object.title
    case 'attach':
      return operation.file.name.replace(/\.txt$/, '')
    default:
      return undefined
  }
}

/** For tests: what is on the site more than once. */
export const madeTwice = async (life: Life): Promise<readonly string[]> => {
  const count = await countTokens(life.place)
  const tokens = life.all().map(({ operation }) => tokenOf(operation))
  return tokens.filter((token) => token !== undefined && token !== '' && count(token) > 1).map(String)
}

/** For tests: what others did, and is not there any more. */
export const lostOfTheirs = async (
  { place, dues, theirTokens }: Life,
  { issues }: Picture,
): Promise<readonly string[]> => {
  const count = await countTokens(place)
  const late = [...dues].filter(([key, due]) => issues[key] !== undefined && issues[key].due !== due)
  const gone = [...theirTokens].filter(([token, key]) => issues[key] !== undefined && count(token) !== 1)
  return [...late.map(([key]) => `due of ${key}`), ...gone.map(([token]) => token)]
}
