import { expect, test } from 'vitest'
import { toIssueKey } from '../model/issue-key.ts'
import { createOwnWrites } from './own-writes.ts'

const issue = (number: number, id: string = String(10_000 + number)) => {
  const key = toIssueKey(`PAY-${number}`)
  if (key === undefined) throw new Error('not a key')
  return { key, id }
}

test('a write is told for five minutes, the newest first', () => {
  let now = 0
  const writes = createOwnWrites(() => now)
  writes.see([issue(1), issue(2)])
  writes.add('PAY-1')
  now = 60_000
  writes.add('pay-2')
  expect(writes.recent()).toEqual([10_002, 10_001])
  now = 300_001
  expect(writes.recent()).toEqual([10_002])
})

test('a write again is a new one', () => {
  const writes = createOwnWrites(() => 0)
  writes.see([issue(1), issue(2)])
  for (const key of ['PAY-1', 'PAY-2', 'PAY-1']) writes.add(key)
  expect(writes.recent()).toEqual([10_001, 10_002])
})

test('an issue without a known number is not told, and learnt late it is', () => {
  const writes = createOwnWrites(() => 0)
  writes.see([issue(2, 'x1'), issue(3, '9'.repeat(40))])
  for (const key of ['PAY-1', 'PAY-2', 'PAY-3', '../x']) writes.add(key)
  expect(writes.recent()).toEqual([])
  writes.see([issue(1)])
  expect(writes.recent()).toEqual([10_001])
})

test('no more than fifty are told', () => {
  const writes = createOwnWrites(() => 0)
  const numbers = Array.from({ length: 60 }, (_, at) => at + 1)
  writes.see(numbers.map((number) => issue(number)))
  for (const number of numbers) writes.add(`PAY-${number}`)
  expect(writes.recent()).toEqual(
    numbers
      .slice(10)
      .map((number) => 10_000 + number)
      .reverse(),
  )
})
