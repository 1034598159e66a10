import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openForEditing } from './open-for-editing.ts'

const edited = (format: 'wiki' | 'adf', source: string, from: string, to: string): string => {
  const editable = openForEditing({ format, source })
  expect(editable.how).toBe('markdown')
  expect(editable.text).toContain(from)
  return editable.apply(editable.text.replace(from, to)).source
}

describe('an edit of one word of wiki markup changes that word and nothing else', () => {
  test.each([
    ['a panel', '{panel:title=T|bgColor=#fff|borderColor=red|titleBGColor=#eee}\nfirst  \r\n\r\n* word\n{panel}'],
    ['a panel on one line', '{panel:bgColor=#fff}word{panel}'],
    ['a quote', 'a\n{quote}\n\nh3.  Title\n\nword\n\n\n{quote}\nb'],
    ['a quote of one line', 'a\n bq.  word \nb'],
    ['a list with other signs', '- one\n- word\n- three'],
    ['a list in a list', '* one  \n*- two\n*- word\n* three'],
    ['the item around a list', '# word  \n## two \n#* three\n# four'],
    ['an item with code in it', '* word\n{code:java|title=X}\na\n\n\nb\n{code}\n* two'],
    ['a table', '||  A  ||B||  \n| one |word |\n|three| four|  '],
    ['a heading of a table', '||word|| B ||\n| 1 |2|'],
    ['a panel in a quote', '{quote}\n{panel:title=a|borderStyle=dashed}\nword\n{panel}\n{quote}'],
    ['a quote in a list', '* a\n* {quote} word {quote}\n* c'],
  ])('in %s', (_, source) => {
    expect(edited('wiki', source, 'word', 'werd')).toBe(source.replace('word', 'werd'))
  })

  test('also where the words around are new', () => {
    expect(edited('wiki', '{panel:borderStyle=dashed}word{panel}', 'word', '- a')).toBe(
      '{panel:borderStyle=dashed}\n* a\n{panel}',
    )
    expect(edited('wiki', 'bq. word', 'word', 'a\n>\n> b')).toBe('{quote}\na\n\nb\n{quote}')
    expect(edited('wiki', '- one\n- word', '- word', '- word\n- more')).toBe('- one\n- word\n- more')
  })

  test('whatever is nested in what', () => {
    const leaf = fc.constantFrom(
      'word',
      'other *b*  ',
      'h4.  t',
      '* a\n*- b',
      '|| x || y ||\n| 1|2 |',
      '{code}\n\nx\n\n{code}',
    )
    const { blocks } = fc.letrec<{ blocks: string; block: string }>((tie) => ({
      blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((list) => list.join('\n\n')),
      block: fc.oneof(
        { maxDepth: 2 },
        leaf,
        tie('blocks').map((text) => `{panel:title=T|borderStyle=dashed}\n${text}\n{panel}`),
        tie('blocks').map((text) => `{quote}${text}\n\n{quote}`),
      ),
    }))
    fc.assert(
      fc.property(blocks, (source) => {
        fc.pre(source.split('word').length === 2)
        const editable = openForEditing({ format: 'wiki', source })
        fc.pre(editable.how === 'markdown' && editable.text.includes('word'))
        const after = editable.apply(editable.text.replace('word', 'werd')).source
        expect(after).toBe(source.replace('word', 'werd'))
      }),
      { numRuns: 120 },
    )
  })
})

describe('an edit of one word of a document changes that node and nothing else', () => {
  const paragraph = (text: string, id = text): object => ({
    type: 'paragraph',
    attrs: { localId: id },
    content: [{ type: 'text', text }],
  })
  const row = (type: string, ...texts: string[]): object => ({
    type: 'tableRow',
    attrs: { localId: texts.join() },
    content: texts.map((text) => ({ type, attrs: { colwidth: [77], localId: text }, content: [paragraph(text)] })),
  })

  test.each([
    [
      'a panel',
      { type: 'panel', attrs: { panelType: 'info', panelIcon: ':x:' }, content: [paragraph('a'), paragraph('word')] },
    ],
    ['a quote', { type: 'blockquote', attrs: { localId: 'q' }, content: [paragraph('a'), paragraph('word')] }],
    [
      'a list',
      {
        type: 'bulletList',
        attrs: { localId: 'list' },
        content: ['a', 'word', 'c'].map((text) => ({
          type: 'listItem',
          attrs: { localId: text },
          content: [paragraph(text)],
        })),
      },
    ],
    [
      'a task',
      {
        type: 'taskList',
        attrs: { localId: 'tasks' },
        content: ['a', 'word'].map((text) => ({
          type: 'taskItem',
          attrs: { localId: text, state: 'DONE' },
          content: [{ type: 'text', text }],
        })),
      },
    ],
    [
      'a table',
      {
        type: 'table',
        attrs: { layout: 'wide', localId: 'table' },
        content: [row('tableHeader', 'A', 'B'), row('tableCell', 'word', 'd'), row('tableCell', 'e', 'f')],
      },
    ],
  ])('in %s', (_, node) => {
    const source = JSON.stringify({ type: 'doc', version: 1, content: [paragraph('before'), node, paragraph('after')] })
    const after = edited('adf', source, 'word', 'werd')
    expect(JSON.parse(after)).toEqual(JSON.parse(source.replace('"text":"word"', '"text":"werd"')))
  })

  test('and what is no node stays when nothing changes', () => {
    const source = JSON.stringify({ type: 'doc', version: 1, content: [paragraph('a'), null, 5, { type: 5 }] })
    const editable = openForEditing({ format: 'adf', source })
    expect(editable.apply(`${editable.text}\n\n`).source).toBe(source)
  })
})
