import { expect, test } from 'vitest'
import { buildShape, checkItems } from './read-items.ts'

const build = {
  pipelineId: 'main',
  buildNumber: 7,
  name: 'main',
  url: 'https://ci.example/7',
  state: 'in_progress',
  issues: ['PAY-1'],
}
const check = (items: readonly unknown[]) => checkItems(buildShape(1000), items, { now: 1000, hint: 'x' })

test('the last state of one build in a list counts as the newest', () => {
  const [first, second] = check([build, { ...build, state: 'successful' }])
  expect([first?.sequence, second?.sequence]).toEqual([1000, 1001])
})

test('a sequence and a time of its own are kept', () => {
  const own = { ...build, sequence: 3, updated: '2026-02-03T10:00:00Z' }
  expect(check([own])).toEqual([own])
})

test.each([[null], [3], ['x'], [[]]])('%j is no build', (item) => {
  expect(() => check([build, item])).toThrow('item 2: it must be an object')
})

test.each([
  [{ buildNumber: '7' }, 'buildNumber must be a number'],
  [{ buildNumber: 7.5 }, 'buildNumber must be a whole number'],
  [{ issues: [] }, 'issues must not be empty'],
  [{ name: undefined }, 'name is missing'],
  [{ state: undefined }, 'state is missing'],
  [{ state: 'good' }, 'state must be one of pending'],
  [{ extra: 1 }, 'extra is not known'],
])('%j is told by its name', (wrong, words) => {
  expect(() => check([{ ...build, ...wrong }])).toThrow(`This cannot be sent: ${words}`)
})
