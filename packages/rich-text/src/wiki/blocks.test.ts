import { describe, expect, it } from 'vitest'
import type { Block, Inline } from '../document/document.ts'
import { parseWiki } from './parse.ts'

const blocks = (text: string): readonly Block[] => parseWiki(text).blocks
const text = (words: string): Inline => ({ type: 'text', text: words })
const paragraph = (words: string): Block => ({ type: 'paragraph', content: [text(words)] })

describe('blocks of wiki markup', () => {
  it('takes a blank line for a new paragraph and a single line end for a break', () => {
    expect(blocks('one\r\ntwo\r\n\r\nthree')).toEqual([
      { type: 'paragraph', content: [text('one'), { type: 'break' }, text('two')] },
      paragraph('three'),
    ])
  })

  it.each([1, 2, 3, 4, 5, 6])('reads a heading of level %i', (level) => {
    expect(blocks(`h${level}. Title\nbody`)).toEqual([
      { type: 'heading', level, content: [text('Title')] },
      paragraph('body'),
    ])
  })

  it('reads a heading without a blank after the dot, as Jira does', () => {
    expect(blocks('h3.Title')).toEqual([{ type: 'heading', level: 3, content: [text('Title')] }])
  })

  it('takes h7. and a heading in the middle of a line for text', () => {
    expect(blocks('h7. x')).toEqual([paragraph('h7. x')])
    expect(blocks('see h1. x')).toEqual([paragraph('see h1. x')])
  })

  it('nests lists by the number of markers and mixes their kinds', () => {
    expect(blocks('# a\n#* b\n#* c\n# d')).toEqual([
      {
        type: 'list',
        ordered: true,
        items: [
          {
            blocks: [
              paragraph('a'),
              { type: 'list', ordered: false, items: [{ blocks: [paragraph('b')] }, { blocks: [paragraph('c')] }] },
            ],
          },
          { blocks: [paragraph('d')] },
        ],
      },
    ])
  })

  it('starts a new list when the kind changes and ends it at a blank line', () => {
    expect(blocks('* a\n# b\n\n- c').map((block) => block.type === 'list' && block.ordered)).toEqual([
      false,
      true,
      false,
    ])
  })

  it('takes any mix of markers for levels, but two dashes for text', () => {
    expect(blocks('* a\n*-# b')).toEqual([
      {
        type: 'list',
        ordered: false,
        items: [{ blocks: [paragraph('a'), { type: 'list', ordered: true, items: [{ blocks: [paragraph('b')] }] }] }],
      },
    ])
    expect(blocks('-- a')).toEqual([paragraph('– a')])
  })

  it('counts lines without a marker to the item above', () => {
    expect(blocks('* a\nmore\n* b')).toEqual([
      {
        type: 'list',
        ordered: false,
        items: [
          { blocks: [{ type: 'paragraph', content: [text('a'), { type: 'break' }, text('more')] }] },
          { blocks: [paragraph('b')] },
        ],
      },
    ])
  })

  it('keeps code that begins in a list item inside it', () => {
    expect(blocks('# a\n{code}\n# not an item\n\nx\n{code}\n# b')).toEqual([
      {
        type: 'list',
        ordered: true,
        items: [
          { blocks: [paragraph('a'), { type: 'code', text: '# not an item\n\nx' }] },
          { blocks: [paragraph('b')] },
        ],
      },
    ])
  })

  it.each([
    ['{code:java}', { language: 'java' }],
    ['{code:title=X.java|borderStyle=solid|language=java}', { language: 'java', title: 'X.java' }],
    ['{code:java|title=X.java}', { language: 'java', title: 'X.java' }],
    ['{code:none}', {}],
  ])('reads the parameters of %s', (tag, expected) => {
    expect(blocks(`${tag}\n  a *b*\n{code}`)).toEqual([{ type: 'code', text: '  a *b*', ...expected }])
  })

  it('finds code in the middle of a line', () => {
    expect(blocks('before {code}x{code} after')).toEqual([
      paragraph('before'),
      { type: 'code', text: 'x' },
      paragraph('after'),
    ])
  })

  it('keeps an unclosed macro as written', () => {
    expect(blocks('{code}\nx *y*')).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'macro', source: '{code}' },
          { type: 'break' },
          text('x '),
          { type: 'text', text: 'y', marks: ['strong'] },
        ],
      },
    ])
  })

  it('leaves out breaks around a colour on lines of its own', () => {
    expect(blocks('{color:red}\na\n{color}')).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'a', colour: 'red' }] },
    ])
  })

  it('keeps an unknown macro on its own line as written', () => {
    expect(blocks('{toc:maxLevel=2}')).toEqual([{ type: 'macro', source: '{toc:maxLevel=2}' }])
  })

  it('leaves noformat alone inside', () => {
    expect(blocks('{noformat}{code}\n[x]{noformat}')).toEqual([{ type: 'noformat', text: '{code}\n[x]' }])
  })

  it('reads quotes of one line and of many blocks', () => {
    expect(blocks('bq. short')).toEqual([{ type: 'quote', blocks: [paragraph('short')] }])
    expect(blocks('{quote}\na\n\n* b\n{quote}')).toEqual([
      {
        type: 'quote',
        blocks: [paragraph('a'), { type: 'list', ordered: false, items: [{ blocks: [paragraph('b')] }] }],
      },
    ])
  })

  it('reads a panel with title and colour, and what is in it', () => {
    expect(blocks('{panel:title=My *title*|borderColor=#CCC|bgColor=#fff}\nh2. In\n{quote}q{quote}\n{panel}')).toEqual([
      {
        type: 'panel',
        title: 'My *title*',
        colour: '#ccc',
        blocks: [
          { type: 'heading', level: 2, content: [text('In')] },
          { type: 'quote', blocks: [paragraph('q')] },
        ],
      },
    ])
  })

  it('reads a rule, but not three dashes', () => {
    expect(blocks('a\n----\nb').map((block) => block.type)).toEqual(['paragraph', 'rule', 'paragraph'])
    expect(blocks('---')).toEqual([paragraph('—')])
  })
})

describe('tables of wiki markup', () => {
  const table = (source: string): unknown =>
    blocks(source).map((block) =>
      block.type === 'table'
        ? block.rows.map((row) => row.cells.map((cell) => [cell.header ? 'H' : 'D', ...cell.blocks]))
        : block,
    )

  it('reads heading cells and plain cells, also in one row', () => {
    expect(table('||a||b||\n||c|d|')).toEqual([
      [
        [
          ['H', paragraph('a')],
          ['H', paragraph('b')],
        ],
        [
          ['H', paragraph('c')],
          ['D', paragraph('d')],
        ],
      ],
    ])
  })

  it('keeps bars inside links, images, code and escapes', () => {
    const cells = '|[a|http://x.test]|!i.png|thumbnail!|{code:sql|title=t}a|b{code}|{{x|y}}|p\\|q|'
    expect(table(cells)).toEqual([
      [
        [
          ['D', { type: 'paragraph', content: [{ type: 'link', href: 'http://x.test', content: [text('a')] }] }],
          ['D', { type: 'paragraph', content: [{ type: 'image', source: 'i.png' }] }],
          ['D', { type: 'code', text: 'a|b', language: 'sql', title: 't' }],
          ['D', { type: 'paragraph', content: [{ type: 'text', text: 'x|y', marks: ['code'] }] }],
          ['D', paragraph('p|q')],
        ],
      ],
    ])
  })

  it('lets a cell go on over lines, with a list in it', () => {
    expect(table('|a|b\n* c|\n|d|')).toEqual([
      [
        [
          ['D', paragraph('a')],
          ['D', paragraph('b'), { type: 'list', ordered: false, items: [{ blocks: [paragraph('c')] }] }],
        ],
        [['D', paragraph('d')]],
      ],
    ])
  })

  it('keeps empty cells', () => {
    expect(table('| |x|')).toEqual([[[['D'], ['D', paragraph('x')]]]])
  })
})
