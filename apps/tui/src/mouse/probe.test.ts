import { expect, test } from 'vitest'
import { showChords } from '../input/chord.ts'
import { hintLines } from '../screens/modals/hints.ts'
import { chordsOf, hintAt, probe, selectedRow, textOf } from './probe.ts'

test('a key is where it and its words are, and not in the gap behind them', () => {
  const [line = ''] = hintLines(
    [
      ['Enter', 'takes it'],
      ['漢', '字 here'],
      ['Esc', 'closes'],
    ],
    60,
    probe,
  )
  expect(textOf(line).trimEnd()).toBe(' Enter takes it  漢 字 here  Esc closes')
  expect([1, 5, 13].map((column) => hintAt(line, column))).toEqual(['Enter', 'Enter', 'Enter'])
  expect(hintAt(line, 17)).toBe('漢')
  expect(hintAt(line, textOf(line).indexOf('closes') + 2)).toBe('Esc')
  expect(hintAt(line, 50)).toBeUndefined()
})

test('keys as people read them lead back to their chords', () => {
  const sequences = [
    ['enter'],
    ['esc'],
    ['ctrl-s'],
    ['alt-x'],
    ['shift-tab'],
    ['g', 'i'],
    ['?'],
    ['space'],
    ['O'],
    ['ctrl-up'],
    ['shift-right'],
    ['ctrl-shift-down'],
    ['alt-X'],
    ['ctrl-space'],
    ['-'],
  ]
  for (const sequence of sequences) expect(chordsOf(showChords(sequence))).toEqual(sequence)
  expect(chordsOf('↑ ↓')).toBeUndefined()
  expect(chordsOf('5j')).toBeUndefined()
  expect(chordsOf('')).toBeUndefined()
})

test('the row of the cursor is found, and reads the same without the cursor', () => {
  const rows = ['   one', probe.select(' ▸ two', true)]
  expect(selectedRow(rows)).toBe(1)
  expect(rows.map(textOf)).toEqual(['   one', '   two'])
})
