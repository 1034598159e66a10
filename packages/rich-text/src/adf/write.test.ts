import { describe, expect, it } from 'vitest'
import type { Block, Document, Inline } from '../document/document.ts'
import { parseAdf } from './parse.ts'
import { writeAdf } from './write.ts'

const text = (words: string, ...marks: readonly object[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks }),
})
const paragraph = (...content: readonly unknown[]) => ({ type: 'paragraph', content })
const words = (what: string): Block => ({ type: 'paragraph', content: [{ type: 'text', text: what }] })
const heading: Block = { type: 'heading', level: 2, content: [{ type: 'text', text: 'Title' }] }
const strong = { type: 'strong' }
const listOf = (...blocks: readonly Block[]): Block => ({ type: 'list', ordered: false, items: [{ blocks }] })
const tableOf = (...blocks: readonly Block[]): Block => ({
  type: 'table',
  rows: [{ cells: [{ header: false, blocks }] }],
})

/** Ids `1`, `2`, … in the order in which they are asked for. */
const ids = () => {
  let last = 0
  return () => String((last += 1))
}
const written = (...blocks: readonly Block[]): readonly unknown[] => writeAdf({ blocks }, { newLocalId: ids() }).content
const inlines = (...content: readonly Inline[]): unknown => written({ type: 'paragraph', content })[0]
const item = (...content: readonly unknown[]) => ({ type: 'bulletList', content: [{ type: 'listItem', content }] })

describe('writing what Jira takes nowhere but elsewhere', () => {
  it('makes a heading in a list item or a quote a bold paragraph', () => {
    expect(written(listOf(heading))).toEqual([item(paragraph(text('Title', strong)))])
    expect(written({ type: 'quote', blocks: [heading] })).toEqual([
      { type: 'blockquote', content: [paragraph(text('Title', strong))] },
    ])
  })

  it('drops a rule in a list item', () => {
    expect(written(listOf(words('a'), { type: 'rule' }))).toEqual([item(paragraph(text('a')))])
  })

  it('puts a table out of a list behind the outermost list', () => {
    const inner = listOf(words('b'), tableOf(words('cell')))
    expect(written(listOf(words('a'), inner))).toEqual([
      item(paragraph(text('a')), item(paragraph(text('b')))),
      {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(text('cell'))] }] }],
      },
    ])
  })

  it('makes a table in a table, a panel or a quote code', () => {
    const code = { type: 'codeBlock', content: [text('x')] }
    expect(written({ type: 'panel', kind: 'note', blocks: [tableOf(words('x'))] })).toEqual([
      { type: 'panel', attrs: { panelType: 'note' }, content: [code] },
    ])
    expect(written({ type: 'quote', blocks: [tableOf(words('x'))] })).toEqual([{ type: 'blockquote', content: [code] }])
    expect(JSON.stringify(written(tableOf(tableOf(words('x')))))).toContain(JSON.stringify(code))
  })

  it('leaves what is in a panel in a panel, and marks what is in a quote in a list', () => {
    const panel = (...blocks: readonly Block[]): Block => ({ type: 'panel', kind: 'info', title: 'T', blocks })
    expect(written(panel(panel(words('in'))))).toEqual([
      {
        type: 'panel',
        attrs: { panelType: 'info' },
        content: [paragraph(text('T', strong)), paragraph(text('T', strong)), paragraph(text('in'))],
      },
    ])
    expect(written(listOf({ type: 'quote', blocks: [words('q')] }))).toEqual([item(paragraph(text('> '), text('q')))])
  })

  it('folds parts in folded parts and cells in their own way', () => {
    const expand = (title: string, ...blocks: readonly Block[]): Block => ({ type: 'expand', title, blocks })
    expect(written(expand('a', expand('b', expand('c', words('x')))))).toEqual([
      {
        type: 'expand',
        attrs: { title: 'a' },
        content: [
          {
            type: 'nestedExpand',
            attrs: { title: 'b' },
            content: [paragraph(text('c', strong)), paragraph(text('x'))],
          },
        ],
      },
    ])
  })

  it('writes only the panels that Jira takes reliably', () => {
    expect(written({ type: 'panel', kind: 'tip', blocks: [words('x')] })).toMatchObject([
      { attrs: { panelType: 'success' } },
    ])
    expect(written({ type: 'panel', colour: 'red', blocks: [words('x')] })).toMatchObject([
      { attrs: { panelType: 'info' } },
    ])
  })

  it('divides columns into sections of two or three', () => {
    const columns = (count: number): readonly number[] =>
      writeAdf({ blocks: [{ type: 'columns', columns: Array.from({ length: count }, () => ({ blocks: [] })) }] })
        .content.filter(({ type }) => type === 'layoutSection')
        .map(({ content = [] }) => content.length)
    expect([1, 2, 3, 4, 5, 7].map(columns)).toEqual([[], [2], [3], [2, 2], [3, 2], [3, 2, 2]])
  })

  it('never leaves a container empty', () => {
    const empty = { type: 'paragraph' }
    expect(written({ type: 'quote', blocks: [] })).toEqual([{ type: 'blockquote', content: [empty] }])
    expect(written({ type: 'list', ordered: true, items: [] })).toEqual([])
    expect(written({ type: 'table', rows: [{ cells: [] }] })).toEqual([])
    expect(written(listOf())).toEqual([item(empty)])
  })

  it('begins list items with a paragraph', () => {
    expect(written(listOf(listOf(words('x'))))).toEqual([item({ type: 'paragraph' }, item(paragraph(text('x'))))])
  })

  it('gives ids to tasks and decisions, and to nothing else', () => {
    const task: Block = {
      type: 'tasks',
      items: [
        {
          done: true,
          blocks: [words('a'), words('b'), { type: 'tasks', items: [{ done: false, blocks: [words('c')] }] }],
        },
      ],
    }
    const taskItem = (localId: unknown, state: string, ...content: readonly unknown[]) => ({
      type: 'taskItem',
      attrs: { localId, state },
      content,
    })
    const id: unknown = expect.stringMatching(/^\d$/)
    expect(written(task, words('d'))).toEqual([
      {
        type: 'taskList',
        attrs: { localId: id },
        content: [
          taskItem(id, 'DONE', text('a'), { type: 'hardBreak' }, text('b')),
          { type: 'taskList', attrs: { localId: id }, content: [taskItem(id, 'TODO', text('c'))] },
        ],
      },
      paragraph(text('d')),
    ])
    expect(written({ type: 'decisions', items: [{ blocks: [words('yes')] }] })).toMatchObject([
      { type: 'decisionList', content: [{ type: 'decisionItem', attrs: { state: 'DECIDED' } }] },
    ])
  })

  it('makes one paragraph of the parts of a long one', () => {
    expect(written({ type: 'paragraph', content: [{ type: 'text', text: 'a' }], continues: true }, words('b'))).toEqual(
      [paragraph(text('a'), { type: 'hardBreak' }, text('b'))],
    )
  })

  it('makes a picture on its own a medium, and one in a line a link', () => {
    const picture: Inline = { type: 'image', source: 'https://example.com/a.png', alt: 'A' }
    expect(inlines(picture)).toEqual({
      type: 'mediaSingle',
      attrs: { layout: 'center' },
      content: [{ type: 'media', attrs: { type: 'external', url: 'https://example.com/a.png', alt: 'A' } }],
    })
    expect(inlines({ type: 'text', text: 'see ' }, picture)).toEqual(
      paragraph(text('see '), text('A', { type: 'link', attrs: { href: 'https://example.com/a.png' } })),
    )
    expect(inlines({ type: 'image', source: 'plan.png' })).toEqual(paragraph(text('plan.png')))
  })

  it('takes macros of wiki texts for the text that they are', () => {
    expect(written({ type: 'macro', source: '{toc}' })).toEqual([paragraph(text('{toc}'))])
  })
})

describe('writing inlines that Jira takes', () => {
  it('keeps only the link beside code', () => {
    const code: Inline = { type: 'text', text: 'x', marks: ['strong', 'code'], colour: 'red' }
    const link = { type: 'link', attrs: { href: '#a' } }
    expect(inlines(code)).toEqual(paragraph(text('x', { type: 'code' })))
    expect(inlines({ type: 'link', href: '#a', content: [code] })).toEqual(paragraph(text('x', link, { type: 'code' })))
  })

  it('writes each mark once and in the order of the editor', () => {
    expect(
      inlines({
        type: 'text',
        text: 'x',
        marks: ['inserted', 'sub', 'sup', 'strong', 'cite', 'emphasis', 'strike', 'strong'],
        colour: 'RED',
        background: '#0F0',
      }),
    ).toEqual(
      paragraph(
        text(
          'x',
          { type: 'em' },
          { type: 'strong' },
          { type: 'textColor', attrs: { color: '#ff0000' } },
          { type: 'backgroundColor', attrs: { color: '#00ff00' } },
          { type: 'strike' },
          { type: 'subsup', attrs: { type: 'sub' } },
          { type: 'underline' },
        ),
      ),
    )
  })

  it('writes no empty texts and no line ends in texts', () => {
    const broken = { type: 'hardBreak' }
    expect(inlines({ type: 'text', text: 'a\r\n\rb\n' }, { type: 'text', text: '' })).toEqual(
      paragraph(text('a'), broken, broken, text('b'), broken),
    )
  })

  it('links bare addresses, without the end of the sentence', () => {
    const link = (href: string) => text(href, { type: 'link', attrs: { href } })
    expect(inlines({ type: 'text', text: 'See https://a.example/b(c), (http://d.example).' })).toEqual(
      paragraph(text('See '), link('https://a.example/b(c)'), text(', ('), link('http://d.example'), text(').')),
    )
  })

  it.each<[Inline, object]>([
    [
      { type: 'mention', user: '7', name: 'Ann' },
      { type: 'mention', attrs: { id: '7', text: '@Ann' } },
    ],
    [
      { type: 'emoji', text: '👍', source: ':up:' },
      { type: 'emoji', attrs: { shortName: ':up:', text: '👍' } },
    ],
    [
      { type: 'date', date: '2024-11-25' },
      { type: 'date', attrs: { timestamp: '1732492800000' } },
    ],
    [{ type: 'date', date: 'soon' }, text('soon')],
    [
      { type: 'status', text: 'On', tone: 'pink' },
      { type: 'status', attrs: { text: 'On', color: 'neutral' } },
    ],
    [
      { type: 'link', href: 'https://a.example', content: [], isCard: true },
      { type: 'inlineCard', attrs: { url: 'https://a.example' } },
    ],
    [{ type: 'issue-key', key: 'PAY-1' }, text('PAY-1')],
  ])('writes %j', (inline, node) => {
    expect(inlines(inline)).toEqual(paragraph(node))
  })
})

describe('writing what was changed', () => {
  const cell = { type: 'tableCell', attrs: { colwidth: [120], localId: 'c' }, content: [paragraph(text('old'))] }
  const other = { type: 'tableCell', attrs: { colwidth: [80] }, content: [paragraph(text('other'))] }
  const table = {
    type: 'table',
    attrs: { layout: 'wide', width: 760, localId: 't', novel: true },
    content: [{ type: 'tableRow', content: [cell, other] }],
  }
  const unknown = { type: 'hologram', attrs: { depth: 3 }, content: [paragraph(text('in it'))], secret: 1 }
  const value = { version: 1, type: 'doc', content: [table, unknown] }

  const withCell = ({ blocks, ...rest }: Document, change: Partial<{ header: boolean; blocks: readonly Block[] }>) => ({
    ...rest,
    blocks: blocks.map((block): Block => {
      if (block.type !== 'table') return block
      const rows = block.rows.map((row) => ({
        ...row,
        cells: row.cells.map((entry, index) => (index === 0 ? { ...entry, ...change } : entry)),
      }))
      return { ...block, rows }
    }),
  })

  it('keeps what the tree does not speak of, and the very nodes beside it', () => {
    const { content } = writeAdf(withCell(parseAdf(value), { blocks: [words('new')] }))
    expect(content[0]).toEqual({
      ...table,
      content: [{ type: 'tableRow', content: [{ ...cell, content: [paragraph(text('new'))] }, other] }],
    })
    expect(content[0]?.content?.[0]?.content?.[1]).toBe(other)
    expect(content[1]).toBe(unknown)
  })

  it('makes a cell a head with the same attributes', () => {
    const { content } = writeAdf(withCell(parseAdf(value), { header: true }))
    expect(content[0]?.content?.[0]?.content?.[0]).toEqual({ ...cell, type: 'tableHeader' })
  })

  it('keeps the members of an unknown node in which something changed', () => {
    const { blocks, ...rest } = parseAdf(value)
    const edited = blocks.map((block): Block => (block.type === 'macro' ? { ...block, blocks: [words('new')] } : block))
    expect(writeAdf({ ...rest, blocks: edited }).content[1]).toEqual({ ...unknown, content: [paragraph(text('new'))] })
  })

  it('keeps marks that the tree does not have when others change', () => {
    const annotation = { type: 'annotation', attrs: { id: '1', annotationType: 'inlineComment' } }
    const tree = parseAdf({ version: 1, type: 'doc', content: [paragraph(text('x', { type: 'em' }, annotation))] })
    const edited = tree.blocks.map((block): Block => {
      if (block.type !== 'paragraph') return block
      return { ...block, content: block.content.map((inline) => ({ ...inline, marks: ['strong'] })) }
    })
    expect(writeAdf({ ...tree, blocks: edited }).content).toEqual([paragraph(text('x', strong, annotation))])
  })

  it('keeps the ids of tasks of which the state changed', () => {
    const task = { type: 'taskItem', attrs: { localId: 'one', state: 'TODO' }, content: [text('x')] }
    const list = { type: 'taskList', attrs: { localId: 'all' }, content: [task] }
    const tree = parseAdf({ version: 1, type: 'doc', content: [list] })
    const edited = tree.blocks.map((block): Block => {
      return block.type === 'tasks'
        ? { ...block, items: block.items.map((entry) => ({ ...entry, done: true })) }
        : block
    })
    expect(writeAdf({ ...tree, blocks: edited }).content).toEqual([
      { ...list, content: [{ ...task, attrs: { localId: 'one', state: 'DONE' } }] },
    ])
  })

  it('gives a document without a version the one that there is', () => {
    expect(writeAdf(parseAdf({ type: 'doc', content: [unknown] }))).toEqual({
      version: 1,
      type: 'doc',
      content: [unknown],
    })
  })
})
