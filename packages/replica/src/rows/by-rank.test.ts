import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { faceWorld } from '../face/testing.ts'
import { settle } from '../sender/settle.ts'
import { keyOf } from '../store/testing.ts'
import { isByRank, placed } from './by-rank.ts'

test.each([
  ['project = PAY ORDER BY Rank', undefined, true],
  ['project = PAY ORDER BY rank ASC, key', undefined, true],
  ['project = PAY ORDER BY rank DESC', undefined, false],
  ['project = PAY ORDER BY cf[10106] ASC', '10106', true],
  ['project = PAY ORDER BY cf[10106]', undefined, false],
  ['project = PAY ORDER BY updated', '10106', false],
  ['project = PAY', '10106', false],
])('%s is in the order of the rank (field %s): %s', (jql, field, isSo) => {
  expect(isByRank(jql, field)).toBe(isSo)
})

const list = fc.uniqueArray(
  fc.nat({ max: 30 }).map((number) => keyOf(`PAY-${number + 1}`)),
  { minLength: 2, maxLength: 12 },
)

test('an issue stands next to the other one afterwards, nothing is lost, and once more changes nothing', () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), fc.boolean(), (keys, one, two, isBefore) => {
      const key = keys[one % keys.length] ?? keyOf('PAY-1')
      const anchor = keys[two % keys.length] ?? keyOf('PAY-1')
      const place = isBefore ? { before: anchor } : { after: anchor }
      const moved = placed(keys, key, place)
      expect(moved.toSorted()).toEqual(keys.toSorted())
      const apart = moved.indexOf(key) - moved.indexOf(anchor)
      expect(apart).toBe(key === anchor ? 0 : isBefore ? -1 : 1)
      expect(placed(moved, key, place)).toEqual(moved)
    }),
  )
})

test('a place is shown at once, stays when the site has taken it, and goes with its operation when that is given up', () => {
  const { replica, key, other, behind, clock, put } = faceWorld()
  const spec = { id: 'board', title: 'Board', jql: 'project = PAY ORDER BY cf[10106] ASC' }
  const at = clock.now
  behind.views.put({ ...spec, keys: [key, other], total: 2, askedAt: at, sweptAt: at, refreshedAt: at, openedAt: at })
  const rank = { kind: 'rank', key, place: { after: other }, base: { before: other }, rankFieldId: '10106' } as const
  const shown = () => replica.view('board')?.keys
  const { id } = replica.perform(rank)
  expect(shown()).toEqual([other, key])
  put(id, 'dropped')
  expect(shown()).toEqual([key, other])
  const again = replica.perform(rank)
  settle(behind, again.id, {}, at)
  replica.poll()
  expect(shown()).toEqual([other, key])
  expect(behind.views.get('board')?.keys).toEqual([other, key])
})
