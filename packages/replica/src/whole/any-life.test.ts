// Whatever happens, and in whatever order: afterwards the copy has what the site has, and everything was done once.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTokens, pictureOf, shownBy } from './compare.ts'
import { notAsSet } from './last-values.ts'
import { beginLife, type Life } from './life.ts'
import { lostOfMine, lostOfTheirs, madeTwice } from './made.ts'
import { ownDeeds } from './own-steps.ts'
import { leftovers } from './problems.ts'
import { anyStep, events, type Step } from './steps.ts'
import { openPlace, type Place } from './testing.ts'
import { theirDeeds } from './their-steps.ts'

/** More lives than in every run of the suite: `LIVES=500 vitest run src/whole`. */
const lives = Number(process.env['LIVES'] ?? 10)
/** The same lives each time; `LIVES=n` tries n others. */
const same = process.env['LIVES'] === undefined ? { seed: 20_261_126 } : {}
/** Far more than they need, so that a busy machine tries as many: milliseconds for each deployment. */
const limit = 60_000 + lives * 20_000

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
  // What waits behind one that was not taken is shown until somebody decides about that.
  for (let round = 0; round < 10 && life.all().some(({ state }) => state === 'queued'); round += 1) {
    await life.step({ deed: 'decide', on: 0, by: 0, pick: 0 })
    await life.settle()
  }
  return life
}

test.each(['datacenter', 'cloud'] as const)(
  'on %s the copy is the site again, and nothing is lost or doubled',
  async (deployment) => {
    const property = fc.asyncProperty(anySteps, async (steps) => {
      const place = await openPlace(deployment)
      try {
        const life = await live(place, steps)
        const site = await pictureOf(place)
        expect(leftovers(life, site)).toEqual([])
        expect(await shownBy(life.seat(0), place)).toEqual(site)
        expect(await notAsSet(life, site.lists['all'] ?? [])).toEqual([])
        const count = await countTokens(place, site)
        expect(madeTwice(life, site, count)).toEqual([])
        expect(lostOfMine(life, site, count)).toEqual([])
        expect(lostOfTheirs(life, site, count)).toEqual([])
      } finally {
        await place.end()
      }
    })
    await fc.assert(property, { numRuns: lives, endOnFailure: true, ...same })
  },
  limit,
)
