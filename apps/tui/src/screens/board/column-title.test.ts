import { expect, test } from 'vitest'
import { bare, plainTheme } from '../testing.ts'
import { type ColumnTitle, columnTitles } from './column-title.ts'

const column = (name: string, counted: number, max: number | null): ColumnTitle['column'] => ({
  name,
  keys: [],
  counted,
  min: null,
  max,
  limit: max !== null && counted > max ? 'over' : null,
})

const drawn = (width: number, ...columns: readonly ColumnTitle['column'][]): readonly string[] =>
  columnTitles(
    columns.map((one) => ({ column: one, width, isHere: false })),
    plainTheme,
  ).map(bare)

test('counts are in words while every name is whole beside them', () => {
  expect(drawn(24, column('To do', 0, null), column('In progress', 11, 6))).toEqual([
    ' To do                0 ',
    ' In progress  11 of 6 ▲ ',
  ])
})

test('where one name would be cut the counts of all columns are shorter', () => {
  expect(drawn(21, column('In progress', 11, 6), column('In review', 2, 4))).toEqual([
    ' In progress  11/6 ▲ ',
    ' In review       2/4 ',
  ])
  expect(drawn(18, column('In progress', 11, 6))).toEqual([' In progress 11 ▲ '])
})

test('a name that has no room even so is cut, and its count is whole', () => {
  expect(drawn(16, column('Waiting for customer', 11, 6))).toEqual([' Waiting … 11 ▲ '])
})
