import { expect, test } from 'vitest'
import { testKey } from '../app/testing.ts'
import { arrangeBoard, type Standing } from './arrange-board.ts'
import { acrossColumns, alongColumn, columnBeside, keyAt, placeOf } from './board-cursor.ts'

const column = (name: string, statusIds: readonly string[], min: number | null = null, max: number | null = null) => ({
  name,
  statusIds,
  min,
  max,
})

const columns = [
  column('To do', ['1', '2'], 3, null),
  column('Doing', ['3'], null, 1),
  column('Unused', []),
  column('Done', ['4']),
]

const standings = new Map<ReturnType<typeof testKey>, Standing>([
  [testKey(1), { statusId: '1', isSubtask: false }],
  [testKey(2), { statusId: '3', isSubtask: false }],
  [testKey(3), { statusId: '2', isSubtask: true }],
  [testKey(4), { statusId: '3', isSubtask: false }],
  [testKey(5), { statusId: '99', isSubtask: false }],
  [testKey(6), { statusId: '4', isSubtask: false }],
])
const keys = [1, 2, 3, 4, 5, 6].map(testKey)

const board = arrangeBoard(keys, standings, { columns, constraint: 'issueCountExclSubs' })

test('issues stand in the column of their status, in the order of the list; without a column they are not on the board', () => {
  expect(board.columns.map((one) => one.keys)).toEqual([[1, 3], [2, 4], [], [6]].map((list) => list.map(testKey)))
  expect(board.keys).toEqual([1, 3, 2, 4, 6].map(testKey))
})

test('limits count what the board counts', () => {
  expect(board.columns.map(({ counted, limit }) => [counted, limit])).toEqual([
    [1, 'under'],
    [2, 'over'],
    [0, null],
    [1, null],
  ])
  const free = arrangeBoard(keys, standings, { columns, constraint: 'none' })
  expect(free.columns.map(({ limit, max }) => [limit, max])).toEqual(columns.map(() => [null, null]))
})

test('the cursor goes along columns and across, and steps over empty ones', () => {
  const at = placeOf(board, testKey(4))
  expect(at).toEqual({ column: 1, row: 1 })
  expect(keyAt(board, acrossColumns(board, at, 1))).toBe(testKey(6))
  expect(keyAt(board, acrossColumns(board, at, -1))).toBe(testKey(3))
  expect(acrossColumns(board, { column: 3, row: 0 }, 1)).toEqual({ column: 3, row: 0 })
  expect(
    keyAt(
      board,
      alongColumn(board, at, (row) => row - 5),
    ),
  ).toBe(testKey(2))
  expect(
    keyAt(
      board,
      alongColumn(board, at, (row) => row + 5),
    ),
  ).toBe(testKey(4))
  expect(placeOf(board, testKey(5))).toEqual({ column: 0, row: 0 })
})

test('a card moves to the next column that a status leads to', () => {
  expect(columnBeside(board, 1, 1)).toBe(3)
  expect(columnBeside(board, 0, -1)).toBeUndefined()
})
