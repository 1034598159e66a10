import { textWidth } from '@mmd/rich-text'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { processorTime } from '../app/testing/patience.ts'
import { movedByRows, rowOfCursor, toRows } from './rows.ts'

test('rows hold the whole text, none wider than there is room', () => {
  const letters = fc.constantFrom('a', ' ', '漢', '👩‍🚀', 'é', '\n', 'x')
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (parts, width) => {
      const text = parts.join('')
      const rows = toRows(text, width)
      for (const { text: row, from } of rows) {
        expect(textWidth(row)).toBeLessThanOrEqual(width)
        expect(text.slice(from, from + row.length)).toBe(row)
      }
      expect(rows.map((row) => row.text).join('')).toBe(text.replaceAll('\n', ''))
    }),
  )
})

test('rows end between words, and within a word only where it is longer than a row', () => {
  const rowsOf = (text: string, width: number): readonly string[] => toRows(text, width).map((row) => row.text)
  expect(rowsOf('in the old one', 9)).toEqual(['in the ', 'old one'])
  expect(rowsOf('abcdefghijkl mn', 5)).toEqual(['abcde', 'fghij', 'kl mn'])
  expect(rowsOf('漢字 漢字漢', 7)).toEqual(['漢字 ', '漢字漢'])
  expect(rowsOf('', 5)).toEqual([''])
})

test('up and down keep the column of the screen, whatever the letters are wide', () => {
  const text = '漢字漢字\nabcdefgh\nab'
  const at = (cursor: number, by: number): number => movedByRows({ text, cursor }, 20, by).cursor
  expect(at(2, 1)).toBe(5 + 4)
  expect(at(5 + 4, -1)).toBe(2)
  expect(at(5 + 8, 1)).toBe(text.length)
  expect(at(5, -2)).toBe(0)
  expect(at(0, 9)).toBe(text.length)
})

test('a long paragraph is walked row by row', () => {
  const text = 'x'.repeat(25)
  expect(movedByRows({ text, cursor: 3 }, 10, 1).cursor).toBe(13)
  expect(movedByRows({ text, cursor: 13 }, 10, 1).cursor).toBe(23)
  expect(movedByRows({ text, cursor: 23 }, 10, -1).cursor).toBe(13)
  expect(rowOfCursor(toRows(text, 10), 25)).toBe(2)
})

test('two hundred long lines are cut in a moment', () => {
  const text = Array.from({ length: 200 }, (_, at) => `${at} ${'word '.repeat(40)}`).join('\n')
  const spent = processorTime(() => {
    for (let at = 0; at < 20; at += 1) toRows(text, 80)
  })
  expect(spent / 20).toBeLessThan(30)
})
