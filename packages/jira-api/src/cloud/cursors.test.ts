import { expect, test } from 'vitest'
import { toIssueKey } from '../model/issue-key.ts'
import { type Cursor, createCursors } from './cursors.ts'

const cursor = (token: string): Cursor => {
  const last = toIssueKey('PAY-1')
  if (last === undefined) throw new Error('not a key')
  return { token, last, total: 1, reconcile: [] }
}

test('a cursor is known by its query and its place', () => {
  const cursors = createCursors()
  cursors.put('a', 10, cursor('t1'))
  expect(cursors.at('a', 10)?.token).toBe('t1')
  expect(cursors.at('a', 20)).toBeUndefined()
  expect(cursors.at('0 a', 1)).toBeUndefined()
  cursors.forget('a', 10)
  expect(cursors.at('a', 10)).toBeUndefined()
})

test('of many cursors those are kept that were put last', () => {
  const cursors = createCursors()
  for (let at = 0; at < 200; at += 1) cursors.put('a', at, cursor('t'))
  cursors.put('a', 0, cursor('new'))
  cursors.put('b', 0, cursor('t'))
  expect([cursors.at('a', 0)?.token, cursors.at('a', 1), cursors.at('a', 2)?.token]).toEqual(['new', undefined, 't'])
})
