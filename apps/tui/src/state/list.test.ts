import type { IssueKey } from '@mmd/jira-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { headingKey } from './arranged/heading.ts'
import { emptyList, markAll, markRange, moveTo, reanchor, scrollTop, targetKeys, toggleMark } from './list.ts'

const keys = (...names: readonly string[]): readonly IssueKey[] => names as unknown as readonly IssueKey[]
const many = (count: number): readonly IssueKey[] => keys(...Array.from({ length: count }, (_, n) => `A-${n + 1}`))

test('the cursor stays inside the list', () => {
  expect(moveTo(emptyList, many(3), 10, 5).cursor).toBe(2)
  expect(moveTo(emptyList, many(3), -4, 5).cursor).toBe(0)
  expect(moveTo(emptyList, [], 1, 5).cursorKey).toBeNull()
})

test('the cursor is on screen and the screen is full, wherever one goes', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(250), fc.integer({ min: 1, max: 60 }), fc.nat(200), (count, to, height, top) => {
      const cursor = Math.min(to, Math.max(0, count - 1))
      const first = scrollTop(top, cursor, height, count)
      expect(first).toBeGreaterThanOrEqual(0)
      expect(first).toBeLessThanOrEqual(Math.max(0, count - height))
      if (count > 0) expect(cursor - first).toBeLessThan(height)
      expect(cursor).toBeGreaterThanOrEqual(first)
    }),
  )
})

test('after a refresh the cursor is on the same issue', () => {
  const list = moveTo(emptyList, keys('A-1', 'A-2', 'A-3'), 1, 5)
  expect(reanchor(list, keys('A-9', 'A-8', 'A-2', 'A-3'), 5)).toMatchObject({ cursor: 2, cursorKey: 'A-2' })
})

test('when its issue has left the list the cursor stays on its line', () => {
  const list = moveTo(emptyList, keys('A-1', 'A-2', 'A-3'), 1, 5)
  expect(reanchor(list, keys('A-1', 'A-3'), 5)).toMatchObject({ cursor: 1, cursorKey: 'A-3' })
})

test('a list that has not changed is the very same object', () => {
  const rows = many(50)
  const list = moveTo(emptyList, rows, 20, 10)
  expect(reanchor(list, rows, 10)).toBe(list)
})

test('keeping the cursor settles at once, whatever the rows', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(40), fc.integer({ min: 1, max: 20 }), (before, after, to, height) => {
      const once = reanchor(moveTo(emptyList, many(before), to, height), many(after), height)
      expect(reanchor(once, many(after), height)).toBe(once)
    }),
  )
})

test('actions go to the marked rows in the order of the list, else to the row under the cursor', () => {
  const rows = many(5)
  const list = moveTo(emptyList, rows, 3, 5)
  expect(targetKeys(list, rows)).toEqual(['A-4'])
  const marked = toggleMark(toggleMark(list, rows[4] as IssueKey), rows[0] as IssueKey)
  expect(targetKeys(marked, rows)).toEqual(['A-1', 'A-5'])
})

test('a range is marked from where it began to the cursor, in both directions', () => {
  const rows = many(6)
  const begun = markRange(moveTo(emptyList, rows, 4, 6), rows)
  const ended = markRange(moveTo(begun, rows, 2, 6), rows)
  expect([...ended.marked]).toEqual(['A-3', 'A-4', 'A-5'])
})

test('a folded heading in a range stands for the rows that it hides, and an open one for itself alone', () => {
  const [a, b, c, d] = many(4) as [IssueKey, IssueKey, IssueKey, IssueKey]
  const [open, folded] = [headingKey('open'), headingKey('folded')]
  const rows = [open, a, folded]
  const whole = [open, a, folded, b, c, d]
  const begun = markRange(moveTo(emptyList, rows, 1, 6), rows, whole)
  const list = moveTo(begun, rows, 2, 6)
  expect(targetKeys(list, rows, whole)).toEqual([a, b, c, d])
  expect([...markRange(list, rows, whole).marked]).toEqual([a, b, c, d])
  expect([...markRange(moveTo(begun, rows, 0, 6), rows, whole).marked]).toEqual([a])
})

test('marking all twice marks none', () => {
  const rows = many(4)
  expect(markAll(emptyList, rows).marked.size).toBe(4)
  expect(markAll(markAll(emptyList, rows), rows).marked.size).toBe(0)
})

test('while rows of a list are still to come for the first time the cursor stays at the top, until somebody moves', () => {
  const one = reanchor(emptyList, keys('A-1', 'A-2'), 5, true)
  expect(one).toMatchObject({ cursor: 0, cursorKey: 'A-1' })
  const both = reanchor(one, keys('B-9', 'A-1', 'B-8', 'A-2'), 5, true)
  expect(both).toMatchObject({ cursor: 0, cursorKey: 'B-9' })
  const whole = reanchor(both, keys('C-1', 'B-9', 'A-1'), 5, false)
  expect(whole).toMatchObject({ cursor: 0, cursorKey: 'C-1' })
  // From then on it is a list like any other.
  expect(reanchor(whole, keys('D-1', 'C-1'), 5)).toMatchObject({ cursor: 1, cursorKey: 'C-1' })
  const moved = moveTo(both, keys('B-9', 'A-1', 'B-8'), 1, 5)
  expect(reanchor(moved, keys('C-1', 'B-9', 'A-1'), 5, true)).toMatchObject({ cursor: 2, cursorKey: 'A-1' })
})
