// Where nobody else works, all that was done can be taken back to the beginning, and done again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginLife, type Life } from './life.ts'
import { ownDeeds } from './own-steps.ts'
import { orderOf, stateOf } from './state.ts'
import { anyStep, type Step } from './steps.ts'
import { takeAllBack } from './take-all-back.ts'
import { openPlace } from './testing.ts'
import { expectedFrom, walk } from './way-back.ts'

const lives = Number(process.env['LIVES'] ?? 6)
/** The same lives each time; `LIVES=n` tries n others. */
const same = process.env['LIVES'] === undefined ? { seed: 20_261_126 } : {}
/** Far more than they need, so that a busy machine tries as many: milliseconds for each deployment. */
const limit = 60_000 + lives * 20_000

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: anyStep(...ownDeeds) },
    { weight: 2, arbitrary: anyStep('offline', 'online', 'settle', 'refresh', 'restart', 'open') },
  ),
  { minLength: 2, maxLength: 10 },
)

const settled = async (life: Life): Promise<void> => {
  life.place.setOnline(true)
  await life.settle()
}

test.each(['datacenter', 'cloud'] as const)(
  'on %s all comes back, and goes again',
  async (deployment) => {
    const property = fc.asyncProperty(anySteps, fc.boolean(), async (steps, isPatient) => {
      const place = await openPlace(deployment)
      try {
        const [start, order] = [await stateOf(place), await orderOf(place)]
        const life = await beginLife(place)
        for (const step of steps) await life.step(step)
        await settled(life)
        const [end, endOrder] = [await stateOf(place), await orderOf(place)]
        const done = life.all().filter(({ state }) => state === 'sent')
        const back = await takeAllBack(life, 'undo', isPatient)
        const undone = life.all().filter(({ id, state }) => state === 'sent' && done.every((one) => one.id !== id))
        const [atStart, wayBack] = [await stateOf(place), walk(done, end, { way: 'undo', me: place.me })]
        expect(atStart).toEqual(expectedFrom(start, atStart, { ...wayBack, deleted: done }))
        const isRankKnown = ![...back.stays].some((one) => one.endsWith(' rank'))
        if (isRankKnown) expect(await orderOf(place)).toEqual(order)
        expect([...life.seat(0).replica.snoozes()]).toEqual([])
        await takeAllBack(life, 'redo', isPatient)
        const [atEnd, wayForth] = [await stateOf(place), walk(wayBack.taken, atStart, { way: 'redo', me: place.me })]
        expect(atEnd).toEqual(expectedFrom(end, atEnd, { ...wayForth, deleted: undone }))
        if (isRankKnown) expect(await orderOf(place)).toEqual(endOrder)
      } finally {
        await place.end()
      }
    })
    await fc.assert(property, { numRuns: lives, endOnFailure: true, ...same })
  },
  limit,
)
