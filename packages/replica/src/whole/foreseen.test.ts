// The model of refusals itself: what it lets pass, and what it does not.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOn } from '../operations/testing/site.ts'
import { at } from './at.ts'
import { pictureOf } from './compare.ts'
import { beginLife, type Life } from './life.ts'
import { leftovers } from './problems.ts'
import { openPlace, type Place } from './testing.ts'

let place: Place
let life: Life
beforeAll(async () => {
  place = await openPlace('datacenter')
  life = await beginLife(place)
})
afterAll(() => place.end())

/** What is left over that nobody could foresee, after what was made comes to its end. */
const leftAfter = async (...operations: Parameters<Life['step']>[]): Promise<readonly string[]> => {
  for (const [step] of operations) await life.step(step)
  await life.settle()
  return leftovers(life, await pictureOf(place))
}

const failed = (): readonly (string | undefined)[] =>
  life
    .all()
    .flatMap(({ state, operation }) => (state === 'failed' ? [operation.kind] : []))
    .toSorted()

test('a field that is on no screen is refused, and that is foreseen', async () => {
  expect(await leftAfter([{ deed: 'off-screen', on: 0, by: 0, pick: 0 }])).toEqual([])
  expect(failed()).toEqual(['set-fields'])
})

test('what is said in an issue that somebody deletes is refused, and that is foreseen', async () => {
  const begun = leftAfter(
    [{ deed: 'offline', on: 0, by: 0, pick: 0 }],
    [{ deed: 'comment', on: 2, by: 0, pick: 0 }],
    [{ deed: 'their-deletion', on: 2, by: 0, pick: 0 }],
    [{ deed: 'online', on: 0, by: 0, pick: 0 }],
  )
  expect(await begun).toEqual([])
  expect(failed()).toEqual(['add-comment', 'set-fields'])
})

test('a refusal that nothing explains is not foreseen, also when it was dropped', async () => {
  const key = at(place.keys, 1)
  const body = textOn('datacenter', 'Lost')
  life.seat(0).replica.perform({ kind: 'edit-comment', key, id: '99999999', body, typed: 'Lost' })
  expect(await leftAfter()).toEqual([expect.stringContaining(`edit-comment of ${key} is failed: not-found`)])
  for (let count = 0; count < 3; count += 1) await life.step({ deed: 'decide', on: 0, by: 0, pick: 0 })
  expect(failed()).toEqual([])
  expect(await leftAfter()).toEqual([expect.stringContaining(`edit-comment of ${key} is failed: not-found`)])
})
