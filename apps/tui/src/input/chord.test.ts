import { expect, test } from 'vitest'
import { showChords, toChords } from './chord.ts'
import { noKey } from './testing.ts'

test('a burst of letters is one chord for each', () => {
  expect(toChords('jjjG', noKey)).toEqual(['j', 'j', 'j', 'G'])
})

test('an emoji of several code points is one chord', () => {
  expect(toChords('👩‍💻x', noKey)).toEqual(['👩‍💻', 'x'])
})

test('named keys have names, with their modifiers in front', () => {
  expect(toChords('', { ...noKey, downArrow: true })).toEqual(['down'])
  expect(toChords('', { ...noKey, tab: true, shift: true })).toEqual(['shift-tab'])
  expect(toChords('d', { ...noKey, ctrl: true })).toEqual(['ctrl-d'])
  expect(toChords('b', { ...noKey, meta: true })).toEqual(['alt-b'])
  expect(toChords(' ', noKey)).toEqual(['space'])
})

test('Esc is Esc although terminals mark it as meta', () => {
  expect(toChords('', { ...noKey, escape: true, meta: true })).toEqual(['esc'])
})

test('a line feed among letters is Enter', () => {
  expect(toChords('a\n', noKey)).toEqual(['a', 'enter'])
})

test('sequences read as people write them', () => {
  expect(showChords(['ctrl-d'])).toBe('Ctrl-D')
  expect(showChords(['shift-right', 'ctrl-up', 'ctrl-shift-down'])).toBe('Shift-→ Ctrl-↑ Ctrl-Shift-↓')
  expect(showChords(['-'])).toBe('-')
  expect(showChords(['g', 'enter'])).toBe('g Enter')
})
