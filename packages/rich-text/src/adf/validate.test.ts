import { describe, expect, it } from 'vitest'
import { validateAdf } from './validate.ts'

const doc = (...content: readonly unknown[]) => ({ version: 1, type: 'doc', content })
const paragraph = (...content: readonly unknown[]) => ({ type: 'paragraph', content })
const text = (words: string, ...marks: readonly object[]) => ({ type: 'text', text: words, marks })

describe('checking Atlassian documents', () => {
  it('has nothing against an empty one', () => {
    expect(validateAdf(doc())).toEqual([])
  })

  it.each([null, 'text', 7, [], {}, { type: 'paragraph' }])('tells that %j is no document', (value) => {
    expect(validateAdf(value)).toEqual([{ where: '', what: 'This is not a document.' }])
  })

  it.each<[string, unknown, string, string]>([
    ['a version', { type: 'doc', content: [] }, '', 'The version of a document is 1.'],
    ['a node', doc(null), '/content/0', 'This is not a node.'],
    ['a kind', doc({ type: 'blink' }), '/content/0', 'There is no node "blink".'],
    [
      'nesting',
      doc({ type: 'blockquote', content: [{ type: 'rule' }] }),
      '/content/0/content/0',
      'rule may not be in blockquote.',
    ],
    ['content', doc({ type: 'bulletList', content: [] }), '/content/0/content', 'bulletList needs at least 1 in it.'],
    ['no content', doc({ type: 'bulletList' }), '/content/0', 'bulletList needs content.'],
    ['attributes', doc({ type: 'heading' }), '/content/0', 'heading needs attrs.'],
    [
      'an attribute',
      doc({ type: 'panel', attrs: {}, content: [paragraph()] }),
      '/content/0/attrs',
      'panel needs panelType.',
    ],
    [
      'a value',
      doc({ type: 'heading', attrs: { level: 7 } }),
      '/content/0/attrs/level',
      'level of heading is not a number from 1 to 6.',
    ],
    [
      'an unknown attribute',
      doc({ type: 'rule', attrs: { 'a/b~c': 1 } }),
      '/content/0/attrs/a~1b~0c',
      'rule has no attribute "a/b~c".',
    ],
    ['a member', doc({ type: 'rule', content: [] }), '/content/0/content', 'rule has no "content".'],
    ['empty text', doc(paragraph(text(''))), '/content/0/content/0/text', 'A text may not be empty.'],
    ['a line end', doc(paragraph(text('a\nb'))), '/content/0/content/0/text', 'A line end in a text is a hardBreak.'],
    [
      'a mark',
      doc(paragraph(text('a', { type: 'strong' }, { type: 'strong' }))),
      '/content/0/content/0/marks/1',
      'strong is there twice.',
    ],
    [
      'marks with code',
      doc(paragraph(text('a', { type: 'strong' }, { type: 'code' }))),
      '/content/0/content/0/marks',
      'Beside code there may only be link and annotation.',
    ],
    [
      'attributes of a mark',
      doc(paragraph(text('a', { type: 'link', attrs: {} }))),
      '/content/0/content/0/marks/0/attrs',
      'mark link needs href.',
    ],
    [
      'order',
      doc({ type: 'mediaSingle', attrs: { layout: 'center' }, content: [{ type: 'caption' }] }),
      '/content/0/content/0',
      'Here mediaSingle has media.',
    ],
  ])('finds the place of wrong %s', (_, value, where, what) => {
    expect(validateAdf(value)).toEqual([{ where, what }])
  })

  it('lets code have line ends but no marks', () => {
    expect(validateAdf(doc({ type: 'codeBlock', content: [text('a\nb')] }))).toEqual([])
    expect(validateAdf(doc({ type: 'codeBlock', content: [text('a', { type: 'em' })] }))).toHaveLength(1)
  })

  it('tells a hundred problems of a document that is full of them', () => {
    expect(validateAdf(doc(...Array.from({ length: 10_000 }, () => ({ type: 'x' }))))).toHaveLength(100)
  })

  it('stops where nodes are nested absurdly deep', () => {
    let list: object = paragraph()
    for (let depth = 0; depth < 100_000; depth += 1) {
      list = { type: 'bulletList', content: [{ type: 'listItem', content: [list] }] }
    }
    expect(validateAdf(doc(list)).map(({ what }) => what)).toEqual(['This is nested deeper than 256 times.'])
  })
})
