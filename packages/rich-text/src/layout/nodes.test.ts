import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { parseAdf } from '../adf/parse.ts'
import { brokenDocuments, documents } from '../adf/testing/documents.ts'
import { blocks } from '../adf/testing/trees.ts'
import type { Block } from '../document/document.ts'
import { layout, layoutLazily } from './layout.ts'
import type { Line } from './style.ts'

const rows = (lines: Iterable<Line>): string[] => [...lines].map((line) => line.map((span) => span.text).join(''))

const text = (words: string, ...marks: readonly object[]) => ({ type: 'text', text: words, marks })
const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content })
const words = (what: string) => paragraph(text(what))
const doc = (...content: readonly object[]): unknown => ({ version: 1, type: 'doc', content })
const draw = (width: number, ...content: readonly object[]): string =>
  rows(layout(parseAdf(doc(...content)), width)).join('\n')

const anyWidth = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 500 }))
const unsafe = /[\p{Cc}\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u

/** What is wrong with lines: too wide, or a character that a terminal acts on, also in styles and addresses. */
const faultsIn = (lines: Iterable<Line>, width: number): readonly Line[] =>
  [...lines].filter((line) => {
    const row = line.map((span) => span.text).join('')
    return (
      stringWidth(row) > width || unsafe.test(row + line.map(({ href = '', style }) => href + style.join(' ')).join(''))
    )
  })

describe('any tree', () => {
  it('fits any width and has no control character, also in its styles and addresses', () => {
    fc.assert(
      fc.property(blocks, anyWidth, (tree, width) => {
        expect(faultsIn(layout({ blocks: tree }, width), width)).toEqual([])
      }),
      { numRuns: 700 },
    )
  })

  it('of a document that a site sends, broken or not, does too', () => {
    fc.assert(
      fc.property(fc.oneof(documents, brokenDocuments), anyWidth, (value, width) => {
        expect(faultsIn(layout(parseAdf(value), width), width)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  const core: Block = { type: 'paragraph', content: [{ type: 'text', text: 'core' }] }
  const nests: Readonly<Record<string, (blocks: readonly Block[]) => Block>> = {
    quote: (inner) => ({ type: 'quote', blocks: inner }),
    panel: (inner) => ({ type: 'panel', kind: 'info', blocks: inner }),
    expand: (inner) => ({ type: 'expand', title: 'more', blocks: inner }),
    list: (inner) => ({ type: 'list', ordered: true, items: [{ blocks: inner }] }),
    tasks: (inner) => ({ type: 'tasks', items: [{ done: true, blocks: inner }] }),
    decisions: (inner) => ({ type: 'decisions', items: [{ blocks: inner }] }),
    columns: (inner) => ({ type: 'columns', columns: [{ blocks: inner }, { blocks: [core] }] }),
    table: (inner) => ({
      type: 'table',
      rows: [
        {
          cells: [
            { header: true, blocks: inner },
            { header: false, blocks: [] },
          ],
        },
      ],
    }),
    macro: (inner) => ({ type: 'macro', source: '[x]', blocks: inner }),
  }

  it.each(Object.entries(nests))('of %s in one another vanishes at no depth', (_, nest) => {
    for (const depth of [1, 31, 33, 60, 5000]) {
      let block: Block = core
      for (let level = 0; level < depth; level += 1) block = nest([block])
      for (const width of [9, 80]) {
        const window = layoutLazily({ blocks: [block, core] }, width)
        expect(
          rows(window.slice(0, 30_000))
            .join('')
            .replaceAll(/[^a-z]/g, ''),
        ).toContain('core')
        expect(faultsIn(window.slice(0, 100), width)).toEqual([])
      }
    }
  })

  it('of all kinds in one another takes time in proportion', () => {
    let block: Block = core
    for (let level = 0; level < 2000; level += 1) block = Object.values(nests)[level % 9]?.([block, core]) ?? core
    expect(layout({ blocks: [block] }, 200).length).toBeGreaterThan(2000)
  })
})

describe('what is drawn of a document', () => {
  it('panels with their kind as a word and as a style', () => {
    const panel = (panelType: string) => ({ type: 'panel', attrs: { panelType }, content: [words('text')] })
    expect(draw(24, ...['info', 'note', 'tip', 'success', 'warning', 'error'].map(panel))).toMatchSnapshot()
    const [edge] = layout(parseAdf(doc(panel('warning'))), 24)
    expect(edge?.[0]?.style).toEqual(['panel:warning', 'frame'])
    expect(draw(8, panel('error'))).toBe('✗ Error\ntext')
  })

  it('folded parts open, a step to the right', () => {
    const nested = { type: 'nestedExpand', attrs: { title: 'Inner' }, content: [words('deep')] }
    expect(draw(30, { type: 'expand', attrs: { title: 'Logs' }, content: [words('one'), nested] })).toBe(
      ['▾ Logs', '  one', '', '  ▾ Inner', '    deep'].join('\n'),
    )
  })

  it('columns side by side where there is room, else below one another', () => {
    const column = (what: string) => ({
      type: 'layoutColumn',
      attrs: { width: 50 },
      content: [words(what), words('x')],
    })
    const section = { type: 'layoutSection', content: [column('left'), column('right')] }
    const left = (what: string): string => `${what.padEnd(28)} │`
    expect(draw(60, section)).toBe([`${left('left')} right`, left(''), `${left('x')} x`].join('\n'))
    expect(draw(30, section)).toBe(['left', '', 'x', '┈┈┈┈┈┈┈┈┈┈┈┈', 'right', '', 'x'].join('\n'))
  })

  it('tasks, tasks in them, decisions and items without words', () => {
    const task = (state: string, what: string) => ({ type: 'taskItem', attrs: { state }, content: [text(what)] })
    const list = {
      type: 'taskList',
      content: [task('TODO', 'buy'), { type: 'taskList', content: [task('DONE', 'milk')] }],
    }
    const decision = { type: 'decisionList', content: [{ type: 'decisionItem', content: [text('yes')] }] }
    const empty = { type: 'bulletList', content: [{ type: 'listItem', content: [] }] }
    expect(draw(30, list, decision, empty)).toBe('☐ buy\n  ☑ milk\n\n◇ yes\n\n•')
    const done = layout(parseAdf(doc({ type: 'taskList', content: [task('DONE', 'milk')] })), 30)
    expect(done[0]?.map(({ style }) => style)).toEqual([['task-done'], ['task-done']])
  })

  it('numbers of lists from where they start', () => {
    const item = { type: 'listItem', content: [words('a')] }
    expect(draw(30, { type: 'orderedList', attrs: { order: 99 }, content: [item, item] })).toBe(' 99. a\n100. a')
  })

  it('media, captions, and cards with their host', () => {
    const file = { type: 'media', attrs: { type: 'file', id: '1', collection: '', alt: 'plan.png' } }
    const caption = { type: 'caption', content: [text('the plan')] }
    const card = { type: 'blockCard', attrs: { url: 'https://example.com/browse/PAY-7' } }
    const embed = { type: 'embedCard', attrs: { url: 'https://example.com/x', layout: 'center' } }
    expect(draw(40, { type: 'mediaSingle', content: [file, caption] }, card, embed)).toBe(
      '▣\u00A0plan.png\n  the plan\n\nPAY-7 example.com\n\nhttps://example.com/x',
    )
  })

  it('paragraphs in their place', () => {
    const marked = (type: string, attrs: object) => ({ ...words('two words'), marks: [{ type, attrs }] })
    expect(draw(20, marked('alignment', { align: 'center' }))).toBe('     two words')
    expect(draw(20, marked('alignment', { align: 'end' }))).toBe('           two words')
    expect(draw(20, marked('indentation', { level: 2 }))).toBe('    two words')
    expect(draw(9, marked('indentation', { level: 6 }))).toBe('two words')
  })

  it('status words in one piece, dates, hints and colours by their role', () => {
    const content = [
      { type: 'status', attrs: { text: 'IN REVIEW', color: 'blue' } },
      { type: 'date', attrs: { timestamp: '1732492800000' } },
      { type: 'placeholder', attrs: { text: 'here' } },
      text(
        'c',
        { type: 'textColor', attrs: { color: '#FF0000' } },
        { type: 'backgroundColor', attrs: { color: '#00ff00' } },
      ),
      { type: 'inlineExtension', attrs: { extensionKey: 'k' } },
    ]
    const line = layout(parseAdf(doc(paragraph(...content))), 80)[0] ?? []
    expect(line.map((span) => [span.text, ...span.style])).toEqual([
      ['[IN\u00A0REVIEW]', 'status', 'tone:blue'],
      ['2024-11-25', 'date'],
      ['here', 'placeholder'],
      ['c', 'background:#00ff00', 'colour:#ff0000'],
      ['[macro k]', 'macro'],
    ])
  })

  it('what stands for macros and nodes that are not known, with what is in them', () => {
    const attrs = { extensionType: 'x', extensionKey: 'excerpt' }
    expect(draw(30, { type: 'bodiedExtension', attrs, content: [words('body')] }, { type: 'hologram' })).toBe(
      '[macro excerpt]\n  body\n\n[hologram]',
    )
  })
})

describe('tables', () => {
  const cell = (what: string, attrs: object = {}, type = 'tableCell') => ({ type, attrs, content: [words(what)] })
  const head = (what: string, attrs: object = {}) => cell(what, attrs, 'tableHeader')
  const row = (...content: readonly object[]) => ({ type: 'tableRow', content })
  const table = (...content: readonly object[]) => ({ type: 'table', content })

  it('have cells over several columns and rows in their places', () => {
    const spans = table(
      row(head('Sum of both', { colspan: 2 }), head('Note')),
      row(cell('a', { rowspan: 2 }), cell('b'), cell('c')),
      row(cell('d'), cell('e')),
    )
    expect(draw(40, spans)).toMatchInlineSnapshot(`
      "Sum of both │ Note
      ──┼─────────┼─────
      a │ b       │ c
        │ d       │ e"
    `)
  })

  it('number their rows but for the headings', () => {
    const numbered = {
      ...table(row(head('h')), row(cell('a')), row(cell('b'))),
      attrs: { isNumberColumnEnabled: true },
    }
    expect(draw(40, numbered)).toBe('  │ h\n──┼──\n1 │ a\n2 │ b')
    expect(draw(5, numbered)).toBe('  │ h\n──┼──\n1 │ a\n2 │ b')
    expect(draw(3, { ...numbered, content: [row(cell('one')), row(cell('two'))] })).toBe('1 ┈\none\n2 ┈\ntwo')
  })

  it('draw a table in a cell, and flat what is in that', () => {
    const inner = table(row({ type: 'tableCell', content: [table(row(cell('x'), cell('y'))), words('z')] }, cell('w')))
    expect(draw(40, table(row({ type: 'tableCell', content: [inner] }, cell('v'))))).toMatchInlineSnapshot(`
      "x │ w │ v
      y │   │
      z │   │"
    `)
  })

  it('do not grow by cells that claim to cover a thousand', () => {
    const wide = table(row(cell('a', { colspan: 1000, rowspan: 1000 })), row(cell('b')))
    expect(draw(40, wide)).toContain('a')
    const many = row(...Array.from({ length: 400 }, (_, at) => cell(`c${at}`)))
    expect(draw(500, table(many))).toContain('c399')
  })

  it('of many rows are drawn as far as they are looked at, and a long cell too', () => {
    const long: Block = { type: 'noformat', text: 'word '.repeat(400_000) }
    let asked = 0
    const lazy = Object.defineProperty({ header: false }, 'blocks', { get: () => ((asked += 1), []) })
    const cells = [{ header: false, blocks: [long] }] as const
    const block = {
      type: 'table',
      rows: [{ cells }, ...Array.from({ length: 5000 }, () => ({ cells: [lazy] }))],
    } as Block
    expect(layoutLazily({ blocks: [block] }, 80).slice(0, 20)).toHaveLength(20)
    expect(asked).toBeLessThan(1000)
  })
})
