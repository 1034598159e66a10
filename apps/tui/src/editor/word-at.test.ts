import { expect, test } from 'vitest'
import { bufferOf } from '../input/text-edit.ts'
import { wordAt } from './word-at.ts'

test.each([
  ['ask @mi', { kind: 'person', text: 'mi', from: 4 }],
  ['@ø', { kind: 'person', text: 'ø', from: 0 }],
  ['first\n(@mira.n', { kind: 'person', text: 'mira.n', from: 7 }],
  ['see #check', { kind: 'issue', text: 'check', from: 4 }],
  ['see #12', { kind: 'issue', text: '12', from: 4 }],
  ['as PAY-1', { kind: 'key', text: 'PAY-1', from: 3 }],
  ['mail a@b', null],
  ['# heading', null],
  ['## x', null],
  ['@', null],
  ['UTF-', null],
  ['word', null],
])('%j', (text, word) => {
  expect(wordAt(bufferOf(text))).toEqual(word)
})
