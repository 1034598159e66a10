import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTheme, bare, cells, hostileLine, plainTheme } from '../testing.ts'
import { fitParts } from './fit-parts.ts'
import { fewHintLines, type Hint, hintLines, hintsIn } from './hints.ts'

const someHints: fc.Arbitrary<readonly Hint[]> = fc.array(
  fc.tuple(fc.constantFrom('a', 'Ctrl-Y', 'Enter'), hostileLine),
)

test('hints are exactly as wide as the dialog, whatever they say', () => {
  fc.assert(
    fc.property(someHints, fc.integer({ min: 4, max: 120 }), anyTheme, (hints, width, theme) => {
      expect(hintLines(hints, width, theme).filter((row) => cells(row) !== width)).toEqual([])
    }),
  )
})

test('a hint is never broken in two: what has no room goes to the next line', () => {
  const drawn = hintLines(
    [
      ['Enter', 'signs in'],
      ['y', 'copies the URL'],
      ['Esc', 'leaves'],
    ],
    30,
    plainTheme,
  ).map(bare)
  expect(drawn.map((row) => row.trimEnd())).toEqual([' Enter signs in', ' y copies the URL  Esc leaves'])
})

const lines = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${name}${at}`)

test('where there is room all parts are shown', () => {
  const parts = [
    { lines: lines('a', 3), gives: 1 },
    { lines: lines('b', 2), gives: 0 },
  ]
  expect(fitParts(parts, 5)).toEqual(['a0', 'a1', 'a2', 'b0', 'b1'])
})

test('what matters least gives way first, but for its last lines', () => {
  const parts = [
    { lines: lines('a', 3), gives: 2, least: 1 },
    { lines: lines('b', 3), gives: 1 },
    { lines: lines('c', 1), gives: 0, least: 1 },
  ]
  expect(fitParts(parts, 4)).toEqual(['a0', 'b0', 'b1', 'c0'])
  expect(fitParts(parts, 2)).toEqual(['a0', 'c0'])
  expect(fitParts(parts, 1)).toEqual(['c0'])
})

test('what is of no use in pieces is there as a whole or not at all', () => {
  const parts = [
    { lines: lines('a', 3), gives: 2, whole: true },
    { lines: lines('b', 2), gives: 1 },
  ]
  expect(fitParts(parts, 5)).toHaveLength(5)
  expect(fitParts(parts, 4)).toEqual(['b0', 'b1'])
})

test('parts never take more than the height', () => {
  const part = fc.record({
    lines: fc.array(fc.string(), { maxLength: 9 }),
    gives: fc.nat(3),
    least: fc.nat(4),
    whole: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.nat(30), (parts, height) => {
      const total = parts.reduce((sum, one) => sum + one.lines.length, 0)
      const fitted = fitParts(parts, height)
      expect(fitted.length).toBeLessThanOrEqual(height)
      if (total <= height || parts.every(({ whole }) => !whole)) expect(fitted).toHaveLength(Math.min(total, height))
    }),
  )
})

test('where there are fewer lines the last hints give way, but never the way out', () => {
  const hints: readonly Hint[] = [
    ['Enter', 'shows'],
    ['a', 'adds'],
    ['x', 'marks'],
    ['Esc', 'leaves'],
  ]
  const said = (most: number, width: number): readonly string[] =>
    fewHintLines(hints, most, width, plainTheme).map((row) => bare(row).trimEnd())
  expect(said(2, 30)).toEqual([' Enter shows  a adds  x marks', ' Esc leaves'])
  expect(said(1, 30)).toEqual([' Enter shows  Esc leaves'])
  expect(said(1, 12)).toEqual([' Esc leaves'])
})

test('fewer lines of hints are as many as asked for at most, each as wide as the dialog', () => {
  fc.assert(
    fc.property(someHints, fc.nat(4), fc.integer({ min: 4, max: 120 }), anyTheme, (hints, most, width, theme) => {
      const rows = fewHintLines(hints, most, width, theme)
      expect(rows.length).toBeLessThanOrEqual(most)
      expect(rows.filter((row) => cells(row) !== width)).toEqual([])
    }),
  )
})

test('a part that can be said in fewer lines is said so, not cut', () => {
  const parts = [
    { lines: lines('a', 2), gives: 1, least: 1, inFewer: (most: number) => [`in ${most}`] },
    { lines: lines('b', 2), gives: 0 },
  ]
  expect(fitParts(parts, 4)).toEqual(['a0', 'a1', 'b0', 'b1'])
  expect(fitParts(parts, 3)).toEqual(['in 1', 'b0', 'b1'])
})

test('what a sentence says of keys is told from other words, and each stays whole', () => {
  const hints = hintsIn('The customer sees it · Ctrl-S sends · Esc keeps the draft · @ people')
  expect(hints).toEqual([
    ['', 'The customer sees it'],
    ['Ctrl-S', 'sends'],
    ['Esc', 'keeps the draft'],
    ['@', 'people'],
  ])
  expect(hintLines(hints, 40, plainTheme).map((row) => bare(row).trim())).toEqual([
    'The customer sees it  Ctrl-S sends',
    'Esc keeps the draft  @ people',
  ])
})
