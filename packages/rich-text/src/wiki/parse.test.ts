import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPlainText } from '../document/plain-text.ts'
import { layout } from '../layout/layout.ts'
import { parseWiki, parseWikiLazily } from './parse.ts'

/** Strings that are likely to hit the grammar. */
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '_',
        '-',
        '+',
        '^',
        '~',
        '??',
        '{',
        '}',
        '{{',
        '}}',
        '[',
        ']',
        '|',
        '||',
        '!',
        '\\',
        '\n',
        '\n\n',
        ' ',

        '{code}',
        '{code:java|title=x}',
        '{noformat}',
        '{quote}',
        '{panel:title=t}',
        '{panel}',
        '{color:red}',
        '{color}',
        '{toc}',
        '{anchor:a}',
        'h1. ',
        'bq. ',
        '----',
        '# ',
        '* ',
        '** ',
        '#* ',
        '- ',
        '|a|',
        'http://x.y/',

        ':)',
        '(x)',
        '&lt;',
        '&#27;',
        'PAY-12',
        '[~me]',
        '[^a.txt]',
        '!a.png|thumbnail!',
        '\r\n',
        '\t',
        'é',
        '日本',
        '👩‍👧',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

describe('parsing wiki markup', () => {
  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(markup, (text) => {
        expect(parseWiki(text).blocks).toBeInstanceOf(Array)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives the same blocks lazily and at once, also when read twice', () => {
    fc.assert(
      fc.property(markup, (text) => {
        const lazy = parseWikiLazily(text)
        const whole = parseWiki(text).blocks
        expect([...lazy.blocks]).toEqual(whole)
        expect([...lazy.blocks]).toEqual(whole)
      }),
    )
  })

  it('keeps text without markup as it is', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(words, (list) => {
        expect(toPlainText(parseWiki(list.join(' ')))).toBe(list.join(' '))
      }),
    )
  })

  it('loses no word between markup', () => {
    const mixed = fc.array(fc.tuple(fc.stringMatching(/^[a-z]{3,8}$/), markupMarks), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(mixed, (parts) => {
        const text = toPlainText(parseWiki(parts.map(([word, mark]) => `${mark}zz${word}${mark} `).join('')))
        for (const [word] of parts) expect(text).toContain(`zz${word}`)
      }),
    )
  })

  it.each(['{code}', '{panel:x}', '[[[[[', '*****', '*a ', '|[a|\n', '{color:red}{quote}', '!a.png', '{{\n', '# a\n'])(
    'ends for a long text of %j',
    (part) => {
      expect(parseWiki(part.repeat(Math.ceil(200_000 / part.length))).blocks.length).toBeGreaterThan(0)
    },
  )

  it('gives a paragraph of thousands of lines in parts that read as one', () => {
    const log = Array.from({ length: 5000 }, (_, index) => `line ${index} of a log`).join('\n')
    const { blocks } = parseWiki(`${log}\n\nend`)
    expect(blocks.length).toBeGreaterThan(2)
    expect(toPlainText({ blocks })).toBe(`${log}\n\nend`)
    const rows = layout({ blocks }, 80).map((line) => line.map((span) => span.text).join(''))
    expect(rows.join('\n')).toBe(`${log}\n\nend`)
  })

  it('stops nesting where it would be absurd, and keeps what is inside', () => {
    const deep = `${'{panel:a}{quote}'.repeat(200)}core${'{quote}{panel}'.repeat(200)}`
    expect(toPlainText(parseWiki(deep))).toContain('core')
  })
})

const markupMarks = fc.constantFrom(
  '',
  '*',
  '_',
  '-',
  '+',
  '{{',
  '{quote}',
  '\n',
  '|',
  '{color:red}',
  '\\',
  '??',
  '^',
  '~',
)
