import { describe, expect, it } from 'vitest'
import type { Block } from '../document/document.ts'
import { toPlainText } from '../document/plain-text.ts'
import type { AdfNode } from './adf-node.ts'
import { parseAdf, parseAdfLazily } from './parse.ts'

const doc = (...content: readonly unknown[]): unknown => ({ version: 1, type: 'doc', content })
const text = (words: string, ...marks: readonly object[]) => ({ type: 'text', text: words, marks })
const paragraph = (...content: readonly unknown[]) => ({ type: 'paragraph', content })
const words = (what: string) => ({ type: 'paragraph', content: [{ type: 'text', text: what }] })

/** The tree without what tells where it came from. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(parseAdf(value).blocks, (name, entry) => (name === 'origin' ? undefined : entry)))
const blockOf = (node: unknown): unknown => {
  const read = bare(doc(node))
  return Array.isArray(read) ? read[0] : undefined
}
const inlineOf = (node: unknown): unknown => {
  const block = parseAdf(doc(paragraph(node))).blocks[0]
  if (block?.type !== 'paragraph') return undefined
  return JSON.parse(JSON.stringify(block.content[0], (name, entry) => (name === 'origin' ? undefined : entry)))
}
const plain = (node: unknown): string => toPlainText(parseAdf(doc(node)))

describe('reading Atlassian documents', () => {
  it.each([null, undefined, 7, true, [], {}, { type: 7 }, { type: 'doc' }, { type: 'doc', content: 'x' }, ''])(
    'takes %j for an empty document',
    (value) => {
      expect(parseAdf(value).blocks).toEqual([])
    },
  )

  it('takes a string, as single-line fields have it, for a paragraph', () => {
    expect(toPlainText(parseAdf('one\ntwo'))).toBe('one\ntwo')
  })

  it('takes a node that is no document for a document with that node', () => {
    expect(toPlainText(parseAdf(words('alone')))).toBe('alone')
  })

  it('passes over children that are no nodes', () => {
    expect(
      toPlainText(parseAdf(doc(null, 7, 'x', {}, words('a'), { type: 'paragraph', content: [null, text('b')] }))),
    ).toBe('a\n\nb')
  })

  it('tells of each part which node it came from', () => {
    const cell = { type: 'tableCell', content: [words('a')] }
    const row = { type: 'tableRow', content: [cell] }
    const item = { type: 'listItem', content: [words('b')] }
    const value = doc({ type: 'table', content: [row] }, { type: 'bulletList', content: [item] })
    const [table, list] = parseAdf(value).blocks
    if (table?.type !== 'table' || list?.type !== 'list') throw new Error('not a table and a list')
    expect(table.rows[0]?.origin).toEqual({ node: row })
    expect(nodeOf(table.rows[0]?.cells[0])).toBe(cell)
    expect(nodeOf(table.rows[0]?.cells[0]?.blocks[0])).toBe(cell.content[0])
    expect(nodeOf(list.items[0])).toBe(item)
    const inner = list.items[0]?.blocks[0]
    expect(inner?.type === 'paragraph' && nodeOf(inner.content[0])).toBe(item.content[0]?.content[0])
  })

  it('reads a block when it is asked for and then keeps it', () => {
    let asked = 0
    const lazyNode = {
      type: 'paragraph',
      get content() {
        asked += 1
        return [text('late')]
      },
    }
    const { blocks } = parseAdfLazily(doc(words('soon'), lazyNode))
    const first = blocks[Symbol.iterator]().next()
    expect(asked).toBe(0)
    expect([...blocks][0]).toBe(first.value)
    expect([...blocks]).toHaveLength(2)
    expect(asked).toBe(1)
  })

  it('shows what is nested absurdly deep as words', () => {
    let node: AdfNode = words('core')
    for (let depth = 0; depth < 100_000; depth += 1) node = { type: 'blockquote', content: [node] }
    expect(plain(node)).toContain('core')
  })
})

const nodeOf = (part: { readonly origin?: Block['origin'] } | undefined): unknown =>
  part?.origin !== undefined && 'node' in part.origin ? part.origin.node : undefined

describe('reading blocks of Atlassian documents', () => {
  it('reads headings and paragraphs with their place', () => {
    const centred = { ...words('a'), marks: [{ type: 'alignment', attrs: { align: 'center' } }] }
    const indented = { ...words('b'), marks: [{ type: 'indentation', attrs: { level: 2 } }] }
    expect(blockOf(centred)).toEqual({ type: 'paragraph', content: [{ type: 'text', text: 'a' }], align: 'center' })
    expect(blockOf(indented)).toEqual({ type: 'paragraph', content: [{ type: 'text', text: 'b' }], indent: 2 })
    expect(blockOf({ type: 'heading', attrs: { level: 3 }, content: [text('h')] })).toMatchObject({ level: 3 })
    expect(blockOf({ type: 'heading', attrs: { level: 99 } })).toMatchObject({ level: 6 })
  })

  it('reads lists with their first number', () => {
    const items = [{ type: 'listItem', content: [words('a'), { type: 'bulletList', content: [words('stray')] }] }]
    expect(plain({ type: 'orderedList', attrs: { order: 7 }, content: items })).toBe('7. a\n   - stray')
    expect(blockOf({ type: 'orderedList', attrs: { order: 1 }, content: items })).not.toHaveProperty('start')
  })

  it('reads tasks, lists of tasks in them, and decisions', () => {
    const item = (state: string, name: string) => ({
      type: 'taskItem',
      attrs: { state, localId: name },
      content: [text(name)],
    })
    const list = {
      type: 'taskList',
      content: [
        item('TODO', 'buy'),
        { type: 'taskList', content: [item('DONE', 'milk')] },
        { type: 'blockTaskItem', attrs: { state: 'DONE' }, content: [words('eat')] },
      ],
    }
    expect(plain(list)).toBe('[ ] buy\n    [x] milk\n[x] eat')
    const decided = { type: 'decisionItem', attrs: { state: 'DECIDED', localId: '1' }, content: [text('yes')] }
    expect(blockOf({ type: 'decisionList', content: [decided] })).toMatchObject({
      type: 'decisions',
      items: [{ blocks: [{ type: 'paragraph', content: [{ type: 'text', text: 'yes' }] }] }],
    })
  })

  it('reads tables with spans, heads, backgrounds and numbers', () => {
    const cell = (type: string, attrs: object) => ({ type, attrs, content: [words('x')] })
    const table = {
      type: 'table',
      attrs: { isNumberColumnEnabled: true },
      content: [
        {
          type: 'tableRow',
          content: [
            cell('tableHeader', { colspan: 2, rowspan: 3, background: '#FFF' }),
            cell('tableCell', { colspan: 1e9, rowspan: -1 }),
          ],
        },
      ],
    }
    const blocks = [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }]
    expect(blockOf(table)).toEqual({
      type: 'table',
      numbered: true,
      rows: [
        {
          cells: [
            { header: true, columns: 2, rows: 3, background: '#fff', blocks },
            { header: false, blocks },
          ],
        },
      ],
    })
  })

  it('reads code with its language, as one text', () => {
    const code = { type: 'codeBlock', attrs: { language: 'sh' }, content: [text('make\n'), text('test')] }
    expect(blockOf(code)).toEqual({ type: 'code', text: 'make\ntest', language: 'sh' })
  })

  it('reads panels, quotes, folded parts and columns', () => {
    expect(blockOf({ type: 'panel', attrs: { panelType: 'tip' }, content: [] })).toEqual({
      type: 'panel',
      kind: 'tip',
      blocks: [],
    })
    expect(blockOf({ type: 'panel', attrs: { panelType: 'custom', panelColor: '#ABCDEF' } })).toEqual({
      type: 'panel',
      colour: '#abcdef',
      blocks: [],
    })
    expect(plain({ type: 'blockquote', content: [words('q')] })).toBe('> q')
    expect(plain({ type: 'nestedExpand', attrs: { title: 'More' }, content: [words('in it')] })).toBe('More\nin it')
    const column = { type: 'layoutColumn', attrs: { width: 50 }, content: [words('c')] }
    expect(plain({ type: 'layoutSection', content: [column, column] })).toBe('c\n\nc')
  })

  it('reads media by what is known of them', () => {
    const file = { type: 'media', attrs: { type: 'file', id: 'f00-1', collection: '', alt: 'plan.png' } }
    const elsewhere = { type: 'media', attrs: { type: 'external', url: 'https://example.com/a.png' } }
    const caption = { type: 'caption', content: [text('the plan')] }
    expect(blockOf({ type: 'mediaSingle', content: [file, caption] })).toEqual({
      type: 'media',
      items: [{ type: 'image', source: 'plan.png', alt: 'plan.png' }],
      caption: [{ type: 'text', text: 'the plan' }],
    })
    expect(plain({ type: 'mediaGroup', content: [file, elsewhere] })).toBe(
      '[attachment: plan.png]\n[attachment: https://example.com/a.png]',
    )
  })

  it('reads cards with the names that their data tell', () => {
    const card = { type: 'blockCard', attrs: { url: 'https://example.com/browse/PAY-7?x=1' } }
    expect(blockOf(card)).toEqual({ type: 'card', href: 'https://example.com/browse/PAY-7?x=1', title: 'PAY-7' })
    const page = { type: 'blockCard', attrs: { data: { url: 'https://example.com/p', name: 'A page' } } }
    expect(blockOf(page)).toEqual({ type: 'card', href: 'https://example.com/p', title: 'A page' })
  })

  it('shows what stands for extensions and unknown nodes, and what is in them', () => {
    const attrs = { extensionType: 'x', extensionKey: 'toc' }
    expect(blockOf({ type: 'extension', attrs })).toEqual({ type: 'macro', source: '[macro toc]' })
    expect(plain({ type: 'extension', attrs: { ...attrs, text: 'Contents' } })).toBe('[macro toc: Contents]')
    expect(plain({ type: 'bodiedExtension', attrs, content: [words('body')] })).toBe('[macro toc]\nbody')
    expect(plain({ type: 'bodiedSyncBlock', attrs: { resourceId: 'r' }, content: [words('body')] })).toContain('body')
    expect(plain({ type: 'hologram', content: [words('inside'), { type: 'rule' }] })).toBe('[hologram]\ninside\n\n---')
    expect(
      plain({ type: 'multiBodiedExtension', content: [{ type: 'extensionFrame', content: [words('b')] }] }),
    ).toContain('b')
    expect(plain({ type: '__proto__', content: [words('c')] })).toContain('c')
  })
})

describe('reading inlines of Atlassian documents', () => {
  it('reads marks and colours, whatever else is there', () => {
    const marks = [
      { type: 'strong' },
      { type: 'em' },
      { type: 'strong' },
      { type: 'underline' },
      { type: 'strike' },
      { type: 'code' },
      { type: 'subsup', attrs: { type: 'sup' } },
      { type: 'textColor', attrs: { color: '#FF0000' } },
      { type: 'backgroundColor', attrs: { color: '#00ff00' } },
      { type: 'mono' },
      { type: 'annotation', attrs: { id: '1', annotationType: 'inlineComment' } },
      null,
      'x',
    ]
    expect(inlineOf({ type: 'text', text: 'a', marks })).toEqual({
      type: 'text',
      text: 'a',
      marks: ['strong', 'emphasis', 'inserted', 'strike', 'code', 'sup'],
      colour: '#ff0000',
      background: '#00ff00',
    })
  })

  it('reads texts with one address side by side as one link', () => {
    const link = { type: 'link', attrs: { href: 'https://example.com', title: 't' } }
    const content = [text('a', link), text('b', { type: 'strong' }, link), text('c')]
    expect(bare(doc(paragraph(...content)))).toEqual([
      {
        type: 'paragraph',
        content: [
          {
            type: 'link',
            href: 'https://example.com',
            title: 't',
            content: [
              { type: 'text', text: 'a' },
              { type: 'text', text: 'b', marks: ['strong'] },
            ],
          },
          { type: 'text', text: 'c' },
        ],
      },
    ])
  })

  it.each([
    [{ type: 'hardBreak' }, { type: 'break' }],
    [
      { type: 'mention', attrs: { id: '7', text: '@Ann' } },
      { type: 'mention', user: '7', name: 'Ann' },
    ],
    [
      { type: 'mention', attrs: { id: '7' } },
      { type: 'mention', user: '7' },
    ],
    [
      { type: 'emoji', attrs: { shortName: ':up:', text: '👍' } },
      { type: 'emoji', text: '👍', source: ':up:' },
    ],
    [
      { type: 'emoji', attrs: { shortName: ':own:' } },
      { type: 'emoji', text: ':own:', source: ':own:' },
    ],
    [
      { type: 'date', attrs: { timestamp: '1732492800000' } },
      { type: 'date', date: '2024-11-25' },
    ],
    [
      { type: 'date', attrs: { timestamp: '99999999999999999' } },
      { type: 'macro', source: '[date]' },
    ],
    [
      { type: 'date', attrs: { timestamp: 'soon' } },
      { type: 'macro', source: '[date]' },
    ],
    [
      { type: 'status', attrs: { text: 'Done', color: 'green' } },
      { type: 'status', text: 'Done', tone: 'green' },
    ],
    [
      { type: 'placeholder', attrs: { text: 'here' } },
      { type: 'placeholder', text: 'here' },
    ],
    [
      { type: 'mediaInline', attrs: { id: '1', collection: 'c' } },
      { type: 'attachment', file: '1' },
    ],
    [
      { type: 'mediaInline', attrs: { type: 'image', id: '1', alt: 'a' } },
      { type: 'image', source: 'a', alt: 'a' },
    ],
    [
      { type: 'inlineExtension', attrs: { extensionKey: 'k' } },
      { type: 'macro', source: '[macro k]' },
    ],
    [
      { type: 'inlineCard', attrs: {} },
      { type: 'macro', source: '[inlineCard]' },
    ],
    [
      { type: 'spark', content: [text('lit')] },
      { type: 'macro', source: '[spark: lit]' },
    ],
    [words('a block'), { type: 'macro', source: 'a block' }],
  ])('reads %j', (node, inline) => {
    expect(inlineOf(node)).toEqual(inline)
  })

  it('reads a card of an issue as its key', () => {
    expect(inlineOf({ type: 'inlineCard', attrs: { url: 'https://example.com/browse/PAY-12' } })).toEqual({
      type: 'link',
      href: 'https://example.com/browse/PAY-12',
      content: [{ type: 'text', text: 'PAY-12' }],
      isCard: true,
    })
  })

  it('shows inlines that stand among blocks', () => {
    expect(plain(text('loose'))).toBe('loose')
  })
})
