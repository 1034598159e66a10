// Where nobody else works, all that was done can be taken back to the beginning, and done again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginLife, type Life } from './life.ts'
import { ownDeeds } from './own-steps.ts'
import { orderOf, type SiteState, stateOf } from './state.ts'
import { anyStep, type Step } from './steps.ts'
import { takeAllBack } from './take-all-back.ts'
import { openPlace } from './testing.ts'

const lives = Number(process.env['LIVES'] ?? 6)
const limit = process.env['LIVES'] === undefined ? 8_000 : lives * 10_000

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: anyStep(...ownDeeds) },
    { weight: 2, arbitrary: anyStep('offline', 'online', 'settle', 'refresh', 'restart', 'open') },
  ),
  { minLength: 2, maxLength: 10 },
)

/** What of an issue an operation of a kind may have left otherwise. */
const leaves: Readonly<Record<string, readonly string[]>> = {
  transition: ['status', 'resolution'],
  'delete-attachment': ['attachments'],
}

const without = (state: SiteState, stays: ReadonlySet<string>): unknown => {
  const left = new Map([...state].map(([name, kept]) => [name, { ...kept }]))
  for (const one of stays) {
    const [key = '', kind = ''] = one.split(' ')
    const kept = left.get(key)
    if (kept !== undefined) for (const field of leaves[kind] ?? []) kept[field] = 'as it is'
  }
  return Object.fromEntries([...left].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

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
        const back = await takeAllBack(life, 'undo', isPatient)
        expect(without(await stateOf(place), back.stays)).toEqual(without(start, back.stays))
        const isRankKnown = ![...back.stays].some((one) => one.endsWith(' rank'))
        if (isRankKnown) expect(await orderOf(place)).toEqual(order)
        expect([...life.seat(0).replica.snoozes()]).toEqual([])
        const again = await takeAllBack(life, 'redo', isPatient)
        const stays = new Set([...back.stays, ...again.stays])
        expect(without(await stateOf(place), stays)).toEqual(without(end, stays))
        if (isRankKnown) expect(await orderOf(place)).toEqual(endOrder)
      } finally {
        await place.end()
      }
    })
    await fc.assert(property, { numRuns: lives, interruptAfterTimeLimit: limit, endOnFailure: true })
  },
  2 * limit,
)
