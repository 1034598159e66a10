import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test.each([
  ['colous', 'colours'],
  ['THEME', 'theme'],
  ['tehme', 'theme'],
  ['pigeon', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('%j is meant as %j', (typed, name) => {
  expect(nearest(typed, ['theme', 'colours', 'keys'])).toBe(name)
})
