import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromWiki } from './from-wiki.ts'
import { textNode } from './node.ts'
import { toWiki } from './to-wiki.ts'
import { judgeDocument } from './validate.ts'

const judge = { repairs: false, hasMedia: () => false }

test('Headings, marks and links become nodes', () => {
  expect(fromWiki('h2. A *b* _c_ [d|https://e.example/f]').content).toEqual([
    {
      type: 'heading',
      attrs: { level: 2 },
      content: [
        textNode('A '),
        textNode('b', [{ type: 'strong' }]),
        textNode(' '),
        textNode('c', [{ type: 'em' }]),
        textNode(' '),
        textNode('d', [{ type: 'link', attrs: { href: 'https://e.example/f' } }]),
      ],
    },
  ])
})

test('Lists nest, and lines of one paragraph are parted by breaks', () => {
  const [list, paragraph] = fromWiki('* one\n** two\n* three\n\nfour\nfive').content ?? []
  const item = (text: string): unknown => ({ type: 'paragraph', content: [textNode(text)] })
  expect(list).toEqual({
    type: 'bulletList',
    content: [
      {
        type: 'listItem',
        content: [item('one'), { type: 'bulletList', content: [{ type: 'listItem', content: [item('two')] }] }],
      },
      { type: 'listItem', content: [item('three')] },
    ],
  })
  expect(paragraph?.content).toEqual([textNode('four'), { type: 'hardBreak' }, textNode('five')])
})

test('Code keeps its text and its language, tables their headers, panels their colour', () => {
  const wiki =
    '{code:sh}\nmake *test*\n{code}\n||A||B||\n|1|[x|https://y.example/]|\n{panel:bgColor=#ffebe6}\nno\n{panel}'
  const { content = [] } = fromWiki(wiki)
  expect(content.map(({ type }) => type)).toEqual(['codeBlock', 'table', 'panel'])
  expect(content[0]).toEqual({ type: 'codeBlock', attrs: { language: 'sh' }, content: [textNode('make *test*')] })
  expect(content[1]?.content?.map((row) => row.content?.map(({ type }) => type))).toEqual([
    ['tableHeader', 'tableHeader'],
    ['tableCell', 'tableCell'],
  ])
  expect(content[2]?.attrs).toEqual({ panelType: 'error' })
})

test('An account is mentioned by its id, and an unclosed macro is text', () => {
  expect(fromWiki('[~accountid:712020:ab] {code}x').content).toEqual([
    {
      type: 'paragraph',
      content: [{ type: 'mention', attrs: { id: '712020:ab', text: '' } }, textNode(' {code}x')],
    },
  ])
})

const pieces = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '\n\n',
  '*',
  '_',
  '* ',
  '# ',
  '|',
  '||',
  '{code}',
  '{quote}',
  '{panel}',
  'h1. ',
  '[',
  ']',
  '----',
  '{{',
  '}}',
  '{color:red}',
  '{color}',
  '\\',
  'http://x.example',
  '\r',
  '^',
  '~',
  'bq. ',
  '[~accountid:a:b]',
)

test('Whatever the markup, the document is one that Jira would take, and its wiki form can be read again', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const document = fromWiki(parts.join(''))
      expect(judgeDocument(document, judge)).toEqual({ document })
      expect(judgeDocument(fromWiki(toWiki(document)), judge)).toHaveProperty('document')
    }),
    { numRuns: 400 },
  )
})

test.each(['*a ', '[x|', '{color:#ff0000}', '{{a', '|a', '\\', '{quote}', '{quote}\n'])(
  'A long run of %j is read in linear time',
  (piece) => {
    expect(fromWiki(piece.repeat(20_000)).type).toBe('doc')
  },
)
