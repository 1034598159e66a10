import { expect, test } from 'vitest'
import type { Difference } from './differences.ts'
import { explain } from './explain.ts'
import type { Problem } from './judge.ts'

const problem: Problem = { operation: 'GET /a', rule: 'answer', where: '/b/*/c', message: 'must be string' }
const row: Difference = { on: 'cloud', operation: 'GET /a', rule: 'answer', where: '/b/*/c', reason: 'It is null.' }

test('what the table explains is left out, and the rest told once', () => {
  const other = { ...problem, where: '/d' }
  expect(explain([problem, problem, other, other], [row])).toEqual({ problems: [other], unused: [] })
  expect(explain([problem, other], [{ ...row, where: /^\/[bd]/u }])).toEqual({
    problems: [],
    unused: [],
  })
})

test('a row that explains nothing is told', () => {
  const stale = { ...row, rule: 'request' } as const
  expect(explain([problem], [row, stale])).toEqual({ problems: [], unused: [stale] })
})
