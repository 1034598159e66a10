import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPlainText } from '../document/plain-text.ts'
import { parseWiki } from '../wiki/parse.ts'
import { layout } from './layout.ts'
import { printable } from './printable.ts'

const pieces = [
  'a',
  '漢',
  '👩',
  '❤',
  '1',
  ' ',
  '\u200D',
  '\u200C',
  '\uFE0F',
  '\uFE01',
  '\u0301',
  '\u3164',
  '\u1160',
  '\u034F',
]
const strange = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''))

describe('a text as a terminal gets it', () => {
  test.each([
    [`e${'\u0301'.repeat(60)}`, `e${'\u0301'.repeat(8)}`],
    [`a${'\uFE0F'.repeat(30)}b`, 'ab'],
    ['a\u200Db\u200Cc\u3164d', 'abcd'],
    ['👩\u200D👧 ❤\uFE0F\u200D🔥 1\uFE0F\u20E3', '👩\u200D👧 ❤\uFE0F\u200D🔥 1\uFE0F\u20E3'],
    ['สวัสดี नमस्ते', 'สวัสดี नमस्ते'],
  ])('%j', (text, expected) => {
    expect(printable(text)).toBe(expected)
  })

  test('has no heap of marks and nothing unseen, whatever it was, and does not change again', () => {
    fc.assert(
      fc.property(strange, (text) => {
        const shown = printable(text)
        expect(shown).not.toMatch(/\p{M}{10}|\u034F|\u1160|\u200C|\u3164|\uFE01/u)
        expect(printable(shown)).toBe(shown)
      }),
    )
  })

  test('is what the lines of a document and its plain text are made of', () => {
    const heap = `*x${'\u0301'.repeat(50)}* {{y${'\uFE0F'.repeat(20)}}}\n\n{code}\nz${'\u0300'.repeat(50)}\n{code}`
    const lines = layout(parseWiki(heap), 40).flatMap((line) => line.map(({ text }) => text))
    expect(lines.join('\n')).not.toMatch(/\p{M}{10}/u)
    expect(toPlainText(parseWiki(heap))).not.toMatch(/\p{M}{10}/u)
  })
})
