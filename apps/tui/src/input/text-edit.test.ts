import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bufferOf, editText, emptyBuffer, insertText, type TextBuffer } from './text-edit.ts'

const type = (keys: readonly string[], start: TextBuffer = emptyBuffer, multiline = false): TextBuffer =>
  keys.reduce((buffer, key) => editText(buffer, key, multiline) ?? buffer, start)

/** The text with `|` where the cursor is. */
const show = ({ text, cursor }: TextBuffer): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`

test('letters go in at the cursor', () => {
  expect(show(type(['a', 'c', 'left', 'b', 'space']))).toBe('ab |c')
})

test('backspace takes a whole emoji', () => {
  expect(show(type(['backspace'], bufferOf('a👩‍💻')))).toBe('a|')
})

test('words are moved over and deleted as in a shell', () => {
  expect(show(type(['alt-b'], bufferOf('one two')))).toBe('one |two')
  expect(show(type(['ctrl-w'], bufferOf('one two ')))).toBe('one |')
  expect(show(type(['ctrl-a', 'alt-f'], bufferOf('one two')))).toBe('one| two')
})

test('to the start and to the end of the line, cutting or not', () => {
  expect(show(type(['ctrl-u'], bufferOf('abc')))).toBe('|')
  expect(show(type(['home', 'right', 'ctrl-k'], bufferOf('abc')))).toBe('a|')
  expect(show(type(['home'], bufferOf('ab\ncd'), true))).toBe('ab\n|cd')
})

test('a text area goes up and down by column, and Enter is a new line', () => {
  expect(show(type(['up'], bufferOf('long line\nabc'), true))).toBe('lon|g line\nabc')
  expect(show(type(['up'], bufferOf('a\nbcd'), true))).toBe('a|\nbcd')
  expect(show(type(['enter', 'x'], bufferOf('a'), true))).toBe('a\nx|')
})

test('one line stays one line', () => {
  expect(insertText(emptyBuffer, 'a\r\nb\tc').text).toBe('a b  c')
  expect(editText(bufferOf('a'), 'enter')).toBeUndefined()
})

test('what is pasted carries no escape sequence into the buffer', () => {
  expect(insertText(emptyBuffer, 'a\u001B[31mb\u202Ec', true).text).toBe('a[31mbc')
})

test('the cursor is always inside the text and the text never has control characters', () => {
  const keys = fc.array(
    fc.oneof(
      fc.constantFrom('left', 'right', 'up', 'down', 'home', 'end', 'backspace', 'delete', 'ctrl-w', 'ctrl-k', 'enter'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
  )
  fc.assert(
    fc.property(keys, (typed) => {
      const { text, cursor } = type(typed, emptyBuffer, true)
      expect(cursor).toBeGreaterThanOrEqual(0)
      expect(cursor).toBeLessThanOrEqual(text.length)
      expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/)
    }),
  )
})
