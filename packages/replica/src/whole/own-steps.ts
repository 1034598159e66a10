import type { Operation } from '../operations/operation.ts'
import { textOn } from '../operations/testing/site.ts'
import { at } from './at.ts'
import { onFields } from './own-fields.ts'
import { onParts } from './own-parts.ts'
import { onPlaces } from './own-places.ts'
import type { Step } from './steps.ts'
import type { Place, Seat } from './testing.ts'

const makers = { ...onFields, ...onParts, ...onPlaces }

/** For tests: what I do in the program. */
export type OwnDeed = keyof typeof makers | 'several'

const isDeed = (name: string): name is keyof typeof makers => Object.hasOwn(makers, name)

/** For tests: all of it; `several` is one change of the summaries' sort, on every issue. */
export const ownDeeds: readonly OwnDeed[] = [...Object.keys(makers).filter(isDeed), 'several']

/** For tests: the operations of a deed; none: there is nothing to do it to. `token` is in nothing else. */
export const operationsOf = async (
  place: Place,
  seat: Seat,
  { deed, on, pick }: Step<OwnDeed>,
  token: string,
): Promise<readonly Operation[]> => {
  const make = async (one: keyof typeof makers, key = at(place.keys, on)): Promise<readonly Operation[]> => {
    const detail = seat.replica.detail(key)?.detail ?? null
    // It may have been deleted meanwhile.
    if (seat.replica.issue(key) === undefined) return []
    return makers[one]({ place, seat, key, detail, pick, token, text: textOn(place.deployment, token) })
  }
  if (deed !== 'several') return make(deed)
  const [one, other] = [at(bulkDeeds, pick), at(bulkDeeds, pick + on + 1)]
  const made = await Promise.all(place.keys.slice(0, 3).flatMap((key) => [make(one, key), make(other, key)]))
  return made.flat()
}

const bulkDeeds = ['assign', 'label', 'priority', 'move', 'watch', 'component'] as const
