import { expect, test } from 'vitest'
import { cells } from '../testing.ts'
import { priorityLook } from './looks.ts'

test('each priority is one cell, and can be told from the others without its colour', () => {
  const marks = ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name) => priorityLook({ id: '1', name })[1])
  expect(new Set(marks).size).toBe(5)
  expect(marks.map(cells)).toEqual([1, 1, 1, 1, 1])
  expect(priorityLook({ id: '1', name: 'Blocker' })[1]).toBe(marks[0])
  expect(priorityLook({ id: '1', name: 'Trivial' })[1]).toBe(marks[4])
  expect(priorityLook(null)[1]).not.toBe(marks[2])
})
