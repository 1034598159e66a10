import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, duration, list, reasonOf } from './words.ts'

test.each([
  [0, '1 second'],
  [1500, '1 second'],
  [61_000, '1 minute'],
  [3_600_000, '1 hour'],
  [2 * 3_600_000 + 5, '2 hours'],
  [61 * 86_400_000, '61 days'],
  [400 * 86_400_000, '400 days'],
  [3 * 366 * 86_400_000, '3 years'],
])('%i milliseconds are %s', (ms, words) => {
  expect(duration(ms)).toBe(words)
})

test('A duration is never more than there is, and never zero', () => {
  const sizes: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, year: 31_536_000 }
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 10 ** 13 }), (ms) => {
      const [count = '', unit = ''] = duration(ms).split(' ')
      const seconds = Number(count) * (sizes[unit.replace(/s$/, '')] ?? Number.NaN)
      expect(seconds).toBeGreaterThan(0)
      expect(seconds * 1000).toBeLessThanOrEqual(ms)
    }),
  )
})

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d and 2 more'],
])('%j is listed as %j', (items, words) => {
  expect(list(items)).toBe(words)
})

test('Days are written so that everybody reads them alike, and codes that nobody put into words stay', () => {
  expect(day(Date.UTC(2027, 0, 3, 23))).toBe('2027-01-03')
  expect([reasonOf('ECONNREFUSED'), reasonOf('EWEIRD')]).toEqual(['nobody listens there', 'EWEIRD'])
})
