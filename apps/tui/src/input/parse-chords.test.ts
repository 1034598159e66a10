import { expect, test } from 'vitest'
import { actions } from '../actions/registry.ts'
import { parseChords, writeChords } from './parse-chords.ts'

test.each([
  ['a', ['a']],
  ['G', ['G']],
  ['g s', ['g', 's']],
  ['ctrl-d', ['ctrl-d']],
  ['C-D', ['ctrl-d']],
  ['Ctrl+D', ['ctrl-d']],
  ['alt-x', ['alt-x']],
  ['Enter', ['enter']],
  ['PgDn', ['pagedown']],
  ['shift-tab', ['shift-tab']],
  ['ctrl-shift-up', ['ctrl-shift-up']],
  ['-', ['-']],
  [',', [',']],
  ['0', ['0']],
  ['ö', ['ö']],
  [' ', ['space']],
])('%j is read as %j', (text, sequence) => {
  expect(parseChords(text)).toEqual({ ok: true, sequence })
})

test.each([
  ['', 'No key stands here'],
  ['hyper-x', '“hyper-x” is no key'],
  ['shift-a', 'Terminals send no shift-a'],
  ['ctrl-m', 'Terminals send enter for ctrl-m'],
  ['ctrl-c', 'ctrl-c always leaves'],
  ['5', '5 begins a number'],
  ['3 j', '3 begins a number'],
  ['a b c d e', 'more than 4'],
])('%j is refused: %s', (text, what) => {
  expect(parseChords(text)).toEqual({ ok: false, what: expect.stringContaining(what), todo: expect.any(String) })
})

test('the keys of every action can be written in the file, but for numbers that choose one of a few', () => {
  const sequences = actions.filter(({ id }) => !/^duplicates\.take-\d$/.test(id)).flatMap(({ keys }) => keys)
  expect(sequences.map((sequence) => parseChords(writeChords(sequence)))).toEqual(
    sequences.map((sequence) => ({ ok: true, sequence })),
  )
})
