import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { createPaint } from './colour.ts'
import { toCsvLine, toPlainLine } from './delimited.ts'
import { toJson } from './json.ts'
import { toTable } from './table.ts'

describe('JSON', () => {
  test('gives back what went in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, indent) => {
        expect(JSON.parse(toJson(value, indent))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('has no character that a terminal could act on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toJson({ text })).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u,
        )
      }),
    )
  })

  test('leaves letters of every language as they are', () => {
    expect(toJson('Grüße 日本 🎉')).toBe('"Grüße 日本 🎉"')
    expect(toJson('a\u202eb\u{e0041}\u009b')).toBe('"a\\u202eb\\udb40\\udc41\\u009b"')
  })
})

const cell = fc.string({ unit: 'grapheme', maxLength: 30 })
const paint = createPaint(false)
const columns = [
  { title: 'Key', value: (row: readonly [string, string]) => row[0] },
  { title: 'Summary', value: (row: readonly [string, string]) => row[1], flexible: true },
]

describe('a table', () => {
  test('aligns its columns and ends no line in spaces', () => {
    expect(
      toTable(
        columns,
        [
          ['A-1', 'one'],
          ['LONG-22', 'two '],
        ],
        { paint },
      ),
    ).toEqual(['Key      Summary', 'A-1      one', 'LONG-22  two'])
  })

  test('cuts what is flexible to the width of the terminal', () => {
    const [, line] = toTable(columns, [['A-1', 'a summary that is too long for this']], { paint, width: 24 })
    expect(line).toBe('A-1  a summary that is …')
  })

  test('has one line per row, whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
        const lines = toTable(columns, rows, { paint })
        expect(lines).toHaveLength(rows.length + 1)
        expect(lines.join('')).not.toMatch(/[\r\n\t]/)
      }),
    )
  })

  test('keeps wide characters in line', () => {
    const lines = toTable(
      columns,
      [
        ['日本', 'x'],
        ['abcd', 'y'],
      ],
      { paint },
    )
    expect(lines.slice(1).map((line) => stringWidth(line))).toEqual([7, 7])
  })
})

describe('delimited lines', () => {
  test('quote what commas and quotes would break', () => {
    expect(toCsvLine(['plain', 'a,b', 'say "x"', 'two\nlines', ''])).toBe('plain,"a,b","say ""x""","two\nlines",')
  })

  test('have one tab between values and none within', () => {
    expect(toPlainLine(['a\tb', 'c\nd', ''])).toBe('a b\tc d\t')
  })
})

test('paint leaves text alone where there are no colours, and styles it where there are', () => {
  expect(createPaint(false)('red', 'x')).toBe('x')
  expect(createPaint(true)('red', 'x')).toBe('\u001b[31mx\u001b[39m')
})
