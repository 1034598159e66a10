import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { parseWiki, parseWikiLazily } from '../wiki/parse.ts'
import { layout, layoutLazily, layoutLines } from './layout.ts'
import type { Line } from './style.ts'

const rows = (lines: Iterable<Line>): string[] => [...lines].map((line) => line.map((span) => span.text).join(''))
const draw = (source: string, width: number): string => rows(layout(parseWiki(source), width)).join('\n')

const pieces = fc.constantFrom(
  '*',
  '_',
  '{{x}}',
  '\n',
  '\n\n',
  ' ',
  'h1. ',
  '# ',
  '** ',
  '|',
  '||',
  '\n|a|',
  '\n||b||c||\n|d|',
  '----',
  'bq. ',
  '\t',

  '{code}',
  '{quote}',
  '{panel:title=日本}',
  '{panel}',
  '{color:red}',
  '{color}',
  '[x|http://a.test]',
  '!a.png!',
  '(/)',

  '日本語',
  '👩‍👩‍👧',
  '🇨🇭',
  '🇨',
  'é',
  '\u0301',
  '\uFE0F',
  '1',
  '⚠',
  '\u200D',
  '🏽',
  'ﾞ',
  'ｶ',
  'ก็',
  'नि',
  'ع',
  '\u0600',
  '\u001B[31m',
)
const wild = fc
  .array(
    fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 30 })),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''))
const anyWidth = fc.integer({ min: 1, max: 200 })

describe('every layout', () => {
  it('keeps each line within the width', () => {
    fc.assert(
      fc.property(wild, anyWidth, (text, width) => {
        for (const row of rows(layout(parseWiki(text), width))) expect(stringWidth(row)).toBeLessThanOrEqual(width)
      }),
      { numRuns: 1500 },
    )
  })

  it('lets no control character through', () => {
    fc.assert(
      fc.property(wild, anyWidth, (text, width) => {
        expect(rows(layout(parseWiki(text), width)).join('')).not.toMatch(
          /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u,
        )
      }),
    )
  })

  it('shows every word, whatever is around it', () => {
    const word = fc.stringMatching(/^[a-z]{2,6}$/)
    const markup = fc.constantFrom(
      '*',
      '_',
      '\n',
      '\n\n',
      '\n* ',
      '\n# ',
      '\nh2. ',
      '\n|',
      '{quote}',
      '{{',
      '{code}',
      '\nbq. ',
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(markup, word), { maxLength: 30 }),
        fc.integer({ min: 16, max: 120 }),
        (parts, width) => {
          // Code is cut where the row ends, so only the letters are compared.
          const shown = draw(parts.map(([mark, text]) => `${mark}${text} `).join(''), width).replaceAll(/[^a-z]/g, '')
          for (const [, text] of parts) expect(shown).toContain(text)
        },
      ),
    )
  })

  it('breaks words apart but loses nothing where they do not fit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{20,60}$/), fc.integer({ min: 1, max: 19 }), (word, width) => {
        expect(draw(`*${word}*`, width).replaceAll('\n', '')).toBe(word)
      }),
    )
  })
})

describe('a lazy layout', () => {
  it('parses and lays out no more than is looked at', () => {
    let asked = 0
    const blocks = {
      *[Symbol.iterator]() {
        for (;;) {
          asked += 1
          yield* parseWiki(`paragraph ${asked}`).blocks
        }
      },
    }
    const window = layoutLazily({ blocks }, 80)
    expect(rows(window.slice(0, 3))).toEqual(['paragraph 1', '', 'paragraph 2'])
    expect(asked).toBe(2)
    expect(window.hasAtLeast(20)).toBe(true)
    expect(window.progress).toEqual({ lines: 20, isComplete: false })
  })

  it('shows the same lines as the whole layout', () => {
    fc.assert(
      fc.property(wild, anyWidth, (text, width) => {
        const window = layoutLazily(parseWikiLazily(text), width)
        const whole = layout(parseWiki(text), width)
        expect(window.line(2)).toEqual(whole[2])
        expect(window.slice(1, 4)).toEqual(whole.slice(1, 4))
        expect(window.count()).toBe(whole.length)
        expect(window.progress).toEqual({ lines: whole.length, isComplete: true })
      }),
    )
  })

  it('takes a single line of a megabyte a screen at a time', () => {
    const lines = layoutLines(parseWikiLazily(`{noformat}${'x'.repeat(1_000_000)}{noformat}`), 82)
    const [first] = lines
    expect(first?.map((span) => span.text)).toEqual(['│ ', 'x'.repeat(80)])
  })
})

describe('what is drawn', () => {
  it('wraps paragraphs, keeps breaks, and sets a heading on its text', () => {
    expect(draw('h2. A title\nSome words that wrap\nhere\n\nnext', 12)).toBe(
      ['A title', 'Some words', 'that wrap', 'here', '', 'next'].join('\n'),
    )
  })

  it('hangs the lines of list items under their text', () => {
    expect(
      draw('Do:\n# first thing to do\n#* inner one\n#** innermost\n# second\n## letters', 17),
    ).toMatchInlineSnapshot(`
      "Do:
      1. first thing to
         do
         • inner one
           ◦ innermost
      2. second
         a. letters"
    `)
  })

  it('draws code behind a line, with language and title, and keeps its blanks', () => {
    expect(draw('{code:java|title=A.java}\nif (x) {\n\tgo();\n\n}\n{code}\nafter', 30)).toMatchInlineSnapshot(`
      "╭ java · A.java
      │ if (x) {
      │     go();
      │
      │ }

      after"
    `)
  })

  it('draws quotes with a bar and panels in a box', () => {
    expect(draw('bq. said so\n\n{panel:title=Note}\none two three four\n{panel}', 20)).toMatchInlineSnapshot(`
      "▎ said so

      ╭─ Note ───────────╮
      │ one two three    │
      │ four             │
      ╰──────────────────╯"
    `)
  })

  it('draws tables with aligned columns', () => {
    expect(draw('||Name||Size||\n|日本|1|\n|a|22|', 40)).toMatchInlineSnapshot(`
      "Name │ Size
      ─────┼─────
      日本 │ 1
      a    │ 22"
    `)
  })

  it('shrinks the widest column and rules between tall rows', () => {
    expect(draw('||Key||Text||\n|a|some words that wrap|\n|b|more|', 20)).toMatchInlineSnapshot(`
      "Key │ Text
      ────┼───────────────
      a   │ some words
          │ that wrap
      ┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
      b   │ more"
    `)
  })

  it('stacks the rows of a table that does not fit', () => {
    expect(draw('||Country||Paid||Note||\n|Sweden|110|small amounts|\n|Norway|7|-|', 20)).toMatchInlineSnapshot(`
      "Country  Sweden
      Paid     110
      Note     small
               amounts
      ┈┈┈┈┈┈┈┈┈┈┈┈
      Country  Norway
      Paid     7
      Note     -"
    `)
  })

  it('breaks text without blanks at ideographs, but not before a closing mark', () => {
    expect(draw('日本語、テキスト', 7)).toBe('日本\n語、テ\nキスト')
  })

  it('keeps styles and addresses over a line end', () => {
    expect(layout(parseWiki('*[two words|http://x.test]*'), 5)).toEqual([
      [{ text: 'two', style: ['strong', 'link'], href: 'http://x.test' }],
      [{ text: 'words', style: ['strong', 'link'], href: 'http://x.test' }],
    ])
  })

  it('names colours, mentions, keys and media by their role', () => {
    const line = layout(parseWiki('{color:red}r{color} [~ann] PAY-1 !a.png! [^b.txt] {x} {{c}}'), 80)[0] ?? []
    expect(line.filter((span) => span.text !== ' ').map((span) => [span.text.trim(), ...span.style])).toEqual([
      ['r', 'colour:red'],
      ['@ann', 'mention'],
      ['PAY-1', 'issue-key'],
      ['▣\u00A0a.png', 'image'],
      ['▤\u00A0b.txt', 'attachment'],
      ['{x}', 'macro'],
      ['c', 'code'],
    ])
  })

  it('raises and lowers letters and digits', () => {
    expect(draw('x{^}2{^} H{~}2{~}O a^th^ {^}th{^}', 40)).toBe('x² H₂O a^th^ ᵗʰ')
  })

  it('draws a rule across', () => {
    expect(draw('a\n----\nb', 5)).toBe('a\n\n─────\n\nb')
  })
})

describe('a measure', () => {
  it('keeps words to it, and leaves the whole width to tables and code', () => {
    const source = `${'word '.repeat(20)}\n\n{noformat}\n${'c'.repeat(60)}\n{noformat}\n\n* ${'item '.repeat(20)}`
    const lines = rows(layoutLines(parseWiki(source), 80, { measure: 30 })).map((line) => line.trimEnd())
    const widest = (part: string): number =>
      Math.max(...lines.filter((line) => line.includes(part)).map((line) => line.length))
    expect(widest('word')).toBeLessThanOrEqual(30)
    expect(widest('ccc')).toBeGreaterThanOrEqual(60)
    expect(widest('item')).toBeLessThanOrEqual(34)
  })

  it('changes nothing where there is less room', () => {
    const source = 'a *b* c\n\n|d|e|'
    expect(rows(layoutLines(parseWiki(source), 20, { measure: 100 }))).toEqual(rows(layoutLines(parseWiki(source), 20)))
  })
})
