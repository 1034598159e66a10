import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

const draw = (seed: number): readonly number[] => {
  const random = createRandom(seed)
  return Array.from({ length: 200 }, () => random.between(3, 7))
}

test('the same seed draws the same, another one draws something else', () => {
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
})

test('numbers keep to their ends and reach both', () => {
  expect(new Set(draw(5))).toEqual(new Set([3, 4, 5, 6, 7]))
})

test('what a fork draws does not change what its origin draws', () => {
  const [one, two] = [createRandom(9), createRandom(9)]
  const fork = one.fork()
  two.fork()
  for (let count = 0; count < 10; count += 1) fork.next()
  expect(one.next()).toBe(two.next())
})

test('there is nothing to pick from an empty list', () => {
  expect(() => createRandom(1).pick([])).toThrow(RangeError)
})
