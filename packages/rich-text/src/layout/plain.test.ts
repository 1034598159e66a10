import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { fit, layoutPlain } from './plain.ts'
import { textWidth } from './width.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '日',
        '한',
        '👩‍👧',
        '🇨🇭',
        '\u0301',
        '\uFE0F',
        '1',
        '#',
        '\u0600',
        '\t',
        '\u001B[1m',
        'ﾞ',
        'नि',
      ),
    )
    .map((all) => all.join('')),
)

describe('fitting a text into a row', () => {
  it.each([
    ['abc', 5, 'abc  '],
    ['abcdef', 4, 'abc…'],
    ['abc', 3, 'abc'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日… '],
    ['é日', 3, 'é日'],
    ['a\tb\nc', 6, 'a b c '],
  ])('fits %j into %i cells', (text, width, expected) => {
    expect(fit(text, width)).toBe(expected)
  })

  it('gives exactly the width, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (text, width) => {
        expect(stringWidth(fit(text, width))).toBe(width)
      }),
      { numRuns: 3000 },
    )
  })

  it('is the text itself, filled up, if it fits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{0,30}$/), (text) => {
        expect(fit(text, 30)).toBe(text.padEnd(30))
      }),
    )
  })
})

describe('the width of a text', () => {
  it('is what a terminal with grapheme support takes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(textWidth(text)).toBe(stringWidth(text))
      }),
      { numRuns: 3000 },
    )
  })

  it('knows the fast ranges as well as the slow way does', () => {
    const wrong: string[] = []
    for (let code = 0x20; code < 0xff_ff; code += 1) {
      const character = String.fromCharCode(code)
      if (textWidth(character) !== stringWidth(character)) wrong.push(code.toString(16))
    }
    expect(wrong).toEqual([])
  })
})

describe('plain text as lines', () => {
  it('wraps words and keeps line ends and blank lines', () => {
    const lines = layoutPlain('one two three\r\n\r\n*four*', 8).map((line) => line.map((span) => span.text).join(''))
    expect(lines).toEqual(['one two', 'three', '', '*four*'])
  })

  it('keeps within the width', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
        for (const line of layoutPlain(text, width)) {
          expect(stringWidth(line.map((span) => span.text).join(''))).toBeLessThanOrEqual(width)
        }
      }),
    )
  })
})
