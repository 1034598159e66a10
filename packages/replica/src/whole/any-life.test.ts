// Whatever happens, and in whatever order: afterwards the copy has what the site has, and everything was done once.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pictureOf, shownBy } from './compare.ts'
import { notAsSet } from './last-values.ts'
import { beginLife, type Life } from './life.ts'
import { ownDeeds } from './own-steps.ts'
import { leftovers, lostOfTheirs, madeTwice } from './problems.ts'
import { anyStep, events, type Step } from './steps.ts'
import { openPlace, type Place } from './testing.ts'
import { theirDeeds } from './their-steps.ts'

/** More lives than in every run of the suite: `LIVES=500 vitest run src/whole`. */
const lives = Number(process.env['LIVES'] ?? 10)
/** A busy machine tries fewer: milliseconds for each deployment. */
const limit = process.env['LIVES'] === undefined ? 16_000 : lives * 10_000

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: anyStep(...ownDeeds) },
    { weight: 2, arbitrary: anyStep(...theirDeeds) },
    { weight: 4, arbitrary: anyStep(...events) },
  ),
  { minLength: 4, maxLength: 16 },
)

const live = async (place: Place, steps: readonly Step[]): Promise<Life> => {
  const life = await beginLife(place)
  for (const step of steps) await life.step(step)
  place.faults.clear()
  place.setOnline(true)
  await life.settle()
  return life
}

test.each(['datacenter', 'cloud'] as const)(
  'on %s the copy is the site again, and nothing is lost or doubled',
  async (deployment) => {
    const property = fc.asyncProperty(anySteps, async (steps) => {
      const place = await openPlace(deployment)
      try {
        const life = await live(place, steps)
        expect(leftovers(life)).toEqual([])
        const site = await pictureOf(place)
        expect(await shownBy(life.seat(0), place)).toEqual(site)
        expect(await notAsSet(life, site.lists['all'] ?? [])).toEqual([])
        expect(await madeTwice(life)).toEqual([])
        expect(await lostOfTheirs(life, site)).toEqual([])
      } finally {
        await place.end()
      }
    })
    await fc.assert(property, { numRuns: lives, interruptAfterTimeLimit: limit, endOnFailure: true })
  },
  2 * limit,
)
