import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTheme, bare, cells, colourTheme, hostileLine, plainTheme, widths } from '../screens/testing.ts'
import type { Role } from '../theme/palette.ts'
import { justified, line, type Piece } from './pieces.ts'

const somePieces: fc.Arbitrary<readonly Piece[]> = fc.array(
  fc.tuple(fc.constantFrom<Role>('text', 'dim', 'title', 'bad', 'link'), hostileLine),
  { maxLength: 5 },
)

test('a line is exactly as wide as it should be, whatever its pieces say', () => {
  fc.assert(
    fc.property(somePieces, fc.integer({ min: 0, max: 200 }), anyTheme, (pieces, width, theme) => {
      expect(cells(line(pieces, width, theme))).toBe(width)
    }),
  )
})

test('two ends are exactly as wide together, whatever they say', () => {
  fc.assert(
    fc.property(somePieces, somePieces, widths, anyTheme, (left, right, width, theme) => {
      expect(cells(justified(left, right, width, theme))).toBe(width)
    }),
  )
})

test('what is too long ends in …, and nothing comes after it', () => {
  const cut = line(
    [
      ['text', 'abcdef'],
      ['text', 'never'],
    ],
    4,
    plainTheme,
  )
  expect(cut).toBe('abc…')
})

test('without room for both the right end wins', () => {
  expect(justified([['text', 'left side']], [['text', 'right']], 8, plainTheme)).toBe('le…right')
})

test('the looks of a piece end with the piece', () => {
  const drawn = line([['bad', 'x']], 3, colourTheme)
  expect(drawn.endsWith('x\u001B[0m  ')).toBe(true)
  expect(bare(drawn)).toBe('x  ')
})
