import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Document, Inline } from '../document/document.ts'
import { parseWiki } from './parse.ts'
import { wikiLosses, writeWiki } from './write.ts'

const pieces = fc.constantFrom(
  'h1. Title',
  '* a',
  '** b',
  '# c',
  '- d',
  '||h||',
  '|a|b|',
  '|a\nb|',
  '----',
  'bq. q',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u2028',
  ' ',
  '{quote}',
  '{panel:title=T}',
  '{panel}',
  '{code}',
  '{code:java}',
  '{noformat}',
  '{color:red}',
  '{color}',
  '{toc}',
  '{anchor:x}',
  '*bold*',
  '_em_',
  '{*}x{*}',
  '??c??',
  '{{mono}}',
  '[t|http://x.y]',
  '[~mira]',
  '[^f.txt]',
  '!p.png|thumbnail!',
  'PAY-1',
  '(/)',
  'plain words',
  '\\\\',
  '\\*',
  '&lt;',
  '\u001b[31m',
  '\u202e',
  '😀',
  'é',
  'x',
)

const markup = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(''))

describe('what nobody touched goes back byte for byte', () => {
  test('whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: 'binary' }), fc.string()), (source) => {
        expect(writeWiki(parseWiki(source), source)).toBe(source)
      }),
      { numRuns: 3000 },
    )
  })

  test('around a block that was taken away or put in', () => {
    fc.assert(
      fc.property(markup, fc.nat(), (source, at) => {
        const { blocks } = parseWiki(source)
        if (blocks.length === 0) return
        const index = at % blocks.length
        const rest = blocks.filter((_, place) => place !== index)
        const added: Block = { type: 'paragraph', content: [{ type: 'text', text: 'NEW' }] }
        const slices = blocks.map(({ origin }) =>
          origin && 'from' in origin ? source.slice(origin.from, origin.to) : '',
        )
        const without = writeWiki({ blocks: rest }, source)
        for (const [place, slice] of slices.entries()) if (place !== index) expect(without).toContain(slice)
        const put = writeWiki({ blocks: [...blocks.slice(0, index), added, ...blocks.slice(index)] }, source)
        for (const slice of slices) expect(put).toContain(slice)
        expect(put).toContain('NEW')
      }),
    )
  })

  test('in a list of which one item changed', () => {
    const source = 'intro\r\n\r\n* one *x*  \r\n* two\r\n** deep\r\n* three\r\n\r\nend  '
    const { blocks } = parseWiki(source)
    const [intro, list, end] = blocks
    if (list?.type !== 'list' || intro === undefined || end === undefined) throw new Error('no list')
    const changed: Block = { type: 'paragraph', content: [{ type: 'text', text: 'Two' }] }
    const items = list.items.map((item, index) => (index === 1 ? { blocks: [changed, ...item.blocks.slice(1)] } : item))
    expect(writeWiki({ blocks: [intro, { ...list, items }, end] }, source)).toBe(
      'intro\r\n\r\n* one *x*  \r\n* Two\r\n** deep\r\n* three\r\n\r\nend  ',
    )
  })

  test('in a table of which one row changed', () => {
    const source = '||a||b||\n|1 | *2*|\n|3|4|'
    const [table] = parseWiki(source).blocks
    if (table?.type !== 'table') throw new Error('no table')
    const cell = { header: false, blocks: [{ type: 'paragraph', content: [{ type: 'text', text: 'x|y' }] } as Block] }
    const rows = table.rows.map((row, index) => (index === 2 ? { cells: [cell, ...row.cells.slice(1)] } : row))
    expect(writeWiki({ blocks: [{ ...table, rows }] }, source)).toBe('||a||b||\n|1 | *2*|\n|x\\|y|4|')
  })
})

const words = fc
  .stringMatching(/^[ -~äß]{1,12}$/)
  .filter((text) => text.trim() === text && !/:\/\/|[A-Z]-\d|\\$/.test(text))

const text = fc.record(
  {
    type: fc.constant('text' as const),
    text: words,
    marks: fc.subarray(['strong', 'emphasis', 'strike', 'inserted'] as const, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['type', 'text'] },
)

const plainOf = (document: Document): unknown =>
  JSON.parse(JSON.stringify(document.blocks, (name, value: unknown) => (name === 'origin' ? undefined : value)))

describe('a text is written so that it is read as the same', () => {
  test('whatever signs are in its words', () => {
    fc.assert(
      fc.property(words, (word) => {
        const blocks: Block[] = [{ type: 'paragraph', content: [{ type: 'text', text: word }] }]
        expect(plainOf(parseWiki(writeWiki({ blocks })))).toEqual(blocks)
      }),
      { numRuns: 3000 },
    )
  })

  test('whatever marks its words have, also side by side', () => {
    const apart = fc
      .array(text, { minLength: 1, maxLength: 4 })
      .map((list) => list.flatMap((one, index): Inline[] => (index === 0 ? [one] : [{ type: 'text', text: ' ' }, one])))
    const marked = (content: readonly Inline[]): string =>
      content
        .map((one) => `${[...(one.marks ?? [])].sort().join()}:${one.type === 'text' ? one.text.trim() : ''}`)
        .filter((part) => part !== ':')
        .join('|')
    const joined = (content: readonly Inline[]): string =>
      content
        .reduce((sum, one) => sum + (one.type === 'text' ? one.text : ''), '')
        .replaceAll(/\s+/g, ' ')
        .trim()
    fc.assert(
      fc.property(apart, (content) => {
        const [block] = parseWiki(writeWiki({ blocks: [{ type: 'paragraph', content }] })).blocks
        const read = block?.type === 'paragraph' ? block.content : []
        expect(joined(read)).toBe(joined(content))
        if (content.every((one) => one.type === 'text' && /^[a-z ]+$/i.test(one.text))) {
          const merged = mergeEqual(content)
          expect(marked(mergeEqual(read))).toBe(marked(merged))
        }
      }),
      { numRuns: 1500 },
    )
  })

  test.each([
    ['a heading', { type: 'heading', level: 2, content: [{ type: 'text', text: 'Title *x*' }] }],
    ['code with its language', { type: 'code', text: 'a {b}\n  c', language: 'java', title: 'X.java' }],
    ['text as typed', { type: 'noformat', text: '*a*\n|b|' }],
    ['a rule', { type: 'rule' }],
    ['a quote', { type: 'quote', blocks: [{ type: 'paragraph', content: [{ type: 'text', text: 'q' }] }] }],
    ['nested lists', list('a', list('b'), list('c'))],
    [
      'a link',
      {
        type: 'paragraph',
        content: [{ type: 'link', href: 'http://x.y/z', content: [{ type: 'text', text: 'a|b]c' }] }],
      },
    ],
    ['a mention', { type: 'paragraph', content: [{ type: 'mention', user: 'mira' }] }],
    [
      'marks in words',
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'un' },
          { type: 'text', text: 'believ', marks: ['strong'] },
          { type: 'text', text: 'able' },
        ],
      },
    ],
    ['an attachment', { type: 'paragraph', content: [{ type: 'attachment', file: 'a b.txt' }] }],
    ['a panel', { type: 'panel', title: 'T', blocks: [{ type: 'paragraph', content: [{ type: 'text', text: 'p' }] }] }],
    [
      'a table',
      table([
        ['h', true],
        ['a', false],
      ]),
    ],
  ] as const)('%s', (_, block) => {
    const blocks = [block as Block]
    expect(plainOf(parseWiki(writeWiki({ blocks })))).toEqual(JSON.parse(JSON.stringify(blocks)))
  })
})

function list(text: string, ...nested: readonly Block[]): Block {
  return {
    type: 'list',
    ordered: false,
    items: [{ blocks: [{ type: 'paragraph', content: [{ type: 'text', text }] }, ...nested.slice(0, 1)] }],
  }
}

function table(cells: readonly (readonly [string, boolean])[]): Block {
  const row = cells.map(([text, header]): { header: boolean; blocks: Block[] } => ({
    header,
    blocks: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  }))
  return { type: 'table', rows: [{ cells: row }] }
}

/** Neighbours with the same marks as one. */
function mergeEqual(content: readonly Inline[]): readonly Inline[] {
  const out: Inline[] = []
  for (const one of content) {
    const last = out.at(-1)
    const same =
      last?.type === 'text' &&
      one.type === 'text' &&
      [...(last.marks ?? [])].sort().join() === [...(one.marks ?? [])].sort().join()
    if (same) out[out.length - 1] = { ...last, text: last.text + one.text }
    else out.push(one)
  }
  return out
}

test('what the markup cannot say is named', () => {
  const blocks: Block[] = [
    { type: 'tasks', items: [{ done: true, blocks: [] }] },
    { type: 'paragraph', content: [{ type: 'date', date: '2026-11-22' }] },
    { type: 'quote', blocks: [{ type: 'columns', columns: [] }] },
  ]
  expect(wikiLosses({ blocks })).toEqual(['columns', 'dates', 'task lists'])
  expect(wikiLosses(parseWiki('h1. a\n* b\n|c|'))).toEqual([])
})

test('deep and hostile texts take time in proportion', () => {
  for (const opener of ['{quote}', '*', '[', '||', '{color:red}', '* ', '{panel}', '!']) {
    const source = opener.repeat(20_000)
    expect(writeWiki(parseWiki(source), source)).toBe(source)
  }
})
