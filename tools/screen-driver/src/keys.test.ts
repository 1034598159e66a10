import { expect, it } from 'vitest'
import { keyBytes, pasteBytes } from './keys.ts'

it.each([
  ['enter', '\r'],
  ['ctrl-c', '\x03'],
  ['ctrl-d', '\x04'],
  ['ctrl-[', '\x1b'],
  ['alt-x', '\x1bx'],
  ['left', '\x1b[D'],
  ['home', '\x1b[H'],
  ['ctrl-down', '\x1b[1;5B'],
  ['pageup', '\x1b[5~'],
  ['backspace', '\x7f'],
  ['space', ' '],
  ['G', 'G'],
  ['ß', 'ß'],
])('%s is what xterm sends', (key, bytes) => {
  expect(keyBytes(key, false)).toBe(bytes)
})

it.each(['', 'toString', 'ctrl-', 'ctrl-1', 'ab'])('%j is no key', (key) => {
  expect(() => keyBytes(key, false)).toThrow(TypeError)
})

it('a paste keeps its lines as the Enter key would make them', () => {
  expect(pasteBytes('a\r\nb\nc', false)).toBe('a\rb\rc')
})
