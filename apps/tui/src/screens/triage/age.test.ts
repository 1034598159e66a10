import { expect, test } from 'vitest'
import { age } from './age.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')

test.each([
  ['2026-11-22T11:59:30.000Z', 'now'],
  ['2026-11-22T11:55:00.000Z', '5m'],
  ['2026-11-22T09:00:00.000Z', '3h'],
  ['2026-11-12T09:00:00.000Z', '10d'],
  ['2026-10-22T09:00:00.000Z', '4w'],
  ['2026-05-22T09:00:00.000Z', '6mo'],
  ['2024-05-22T09:00:00.000Z', '2y'],
])('%s was %s ago', (iso, expected) => {
  expect(age(iso, now)).toBe(expected)
})

test('no time and nonsense have no age', () => {
  expect(age(null, now)).toBe('')
  expect(age('soon', now)).toBe('')
})
