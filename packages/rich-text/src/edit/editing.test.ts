import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAdf } from '../adf/parse.ts'
import { validateAdf } from '../adf/validate.ts'
import { toPlainText } from '../document/plain-text.ts'
import { parseMarkdown, writeMarkdown } from '../markdown/markdown.ts'
import { EditProblem } from '../markdown/opaque.ts'
import { parseStored } from '../stored-text.ts'
import { newText, openForEditing } from './open-for-editing.ts'

const wiki = (source: string): { format: 'wiki'; source: string } => ({ format: 'wiki', source })

const edit = (source: string, change: (text: string) => string): string => {
  const editable = openForEditing(wiki(source))
  expect(editable.how).toBe('markdown')
  const changed = change(editable.text)
  expect(changed).not.toBe(editable.text)
  return editable.apply(changed).source
}

const long = [
  'h2.  Steps  to reproduce',
  '',
  '# Open *the* page\r\n# Press {{Ctrl}} \r\n## twice',
  '',
  '{panel:title=Note|bgColor=#fff}\r\nInside *bold*.\r\n{panel}',
  '{toc}',
  '||Key||Value||\r\n|a |1 |\r\n| b|2|',
  '{code:java|title=X.java|collapse=true}\r\nint a;\r\n{code}',
  'Text in {color:red}red{color}, [link|http://x.y|tip], [~mira] (/) and !a.png|thumbnail!.  ',
  '{color:#ff0000}a {color}',
].join('\r\n')

test('keeps what a document has besides its nodes', () => {
  const source =
    '{"type":"doc","sentBy":"x","content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}],"version":1}'
  const editable = openForEditing({ format: 'adf', source })
  expect(editable.apply(`${editable.text}\n`).source).toBe(source)
  expect(editable.apply('b').source).toBe(source.replace('"a"', '"b"'))
})

describe('editing wiki markup as Markdown', () => {
  test('gives the very same text when nothing was changed', () => {
    const text = wiki(long)
    const editable = openForEditing(text)
    expect(editable.apply(editable.text)).toBe(text)
  })

  test('writes only the paragraph that was changed', () => {
    expect(edit(long, (text) => text.replace('Text in', 'Words in'))).toBe(long.replace('Text in', 'Words in'))
  })

  test('writes only the item that was changed', () => {
    const before = '* one  {{x}}\r\n* two\r\n** deep  *b*\r\n* three '
    expect(edit(before, (text) => text.replace('three', '**3**'))).toBe(
      '* one  {{x}}\r\n* two\r\n** deep  *b*\r\n* *3*',
    )
  })

  test('keeps what is added and taken away apart from the rest', () => {
    const before = 'a  \r\n\r\n{toc}\r\n\r\nb'
    expect(edit(before, (text) => `${text}\n\nnew *x*`)).toBe('a  \r\n\r\n{toc}\r\n\r\nb\r\n\r\nnew _x_')
    expect(edit(before, (text) => text.replace(/⟦[^⟧]*⟧\n*/, ''))).toBe('a\r\n\r\nb')
  })

  test('lets a macro that it does not know be moved', () => {
    const moved = edit('first\n\n{jiraissues:url=x|columns=y}\n\nlast', (text) => {
      const [first = '', macro = '', last = ''] = text.split('\n\n')
      return [macro, first, last.trim()].join('\n\n')
    })
    expect(moved).toBe('{jiraissues:url=x|columns=y}\n\nfirst\n\nlast')
  })

  test('refuses a sign that was changed', () => {
    const editable = openForEditing(wiki('{toc}\n\nx'))
    expect(() => editable.apply(editable.text.replace(/b0/, 'b7'))).toThrow(EditProblem)
  })

  test('keeps control characters of what is not touched', () => {
    expect(edit('a\u001b[31m b\r\n\r\nc', (text) => text.replace(/c\s*$/, 'd'))).toBe('a\u001b[31m b\r\n\r\nd')
  })

  test('changes nothing but the block that was changed, whatever the text', () => {
    const piece = fc.constantFrom(
      'h1. T',
      '* a\n* b',
      '|x|y|',
      'plain *b*',
      '{code}\nx\n{code}',
      '{toc}',
      '{quote}\nq\n{quote}',
      '----',
      '{noformat}z{noformat}',
      'a\\\\b',
      '{panel}p{panel}',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n\n', '\r\n\r\n', '\n\n\n'),
        (list, gap) => {
          const source = list.join(gap)
          const editable = openForEditing(wiki(source))
          if (editable.how === 'raw') return
          expect(editable.apply(`${editable.text}\n\nADDED`).source.startsWith(source.trimEnd())).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('editing a document as Markdown', () => {
  const document = {
    type: 'doc',
    version: 1,
    content: [
      { type: 'paragraph', attrs: { localId: 'p1' }, content: [{ type: 'text', text: 'one' }] },
      { type: 'extension', attrs: { extensionType: 'a', extensionKey: 'chart', parameters: { deep: { x: 1 } } } },
      {
        type: 'bulletList',
        content: ['a', 'b'].map((text) => ({
          type: 'listItem',
          attrs: { localId: text },
          content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
        })),
      },
      { type: 'unknownThing', odd: true, content: [{ type: 'text', text: 'x' }] },
    ],
  }
  const text = { format: 'adf', source: JSON.stringify(document) } as const

  test('keeps every node that was not touched, known or not', () => {
    const editable = openForEditing(text)
    expect(editable.how).toBe('markdown')
    const changed = JSON.parse(editable.apply(editable.text.replace('one', 'ONE')).source) as typeof document
    expect(changed.content.slice(1)).toEqual(document.content.slice(1))
    expect(changed.content[0]).toMatchObject({ type: 'paragraph', content: [{ text: 'ONE' }] })
  })

  test('keeps the items of a list around the one that was changed', () => {
    const editable = openForEditing(text)
    const changed = JSON.parse(editable.apply(editable.text.replace('- b', '- B')).source) as typeof document
    expect(changed.content[2]?.content?.[0]).toEqual(document.content[2]?.content?.[0])
    expect(changed.content[2]?.content?.[1]).toMatchObject({ content: [{ content: [{ text: 'B' }] }] })
  })

  test('gives the very same text when nothing was changed', () => {
    const editable = openForEditing(text)
    expect(editable.apply(editable.text)).toBe(text)
  })
})

describe('people who are mentioned by their logins', () => {
  const nameOf = (user: string): string | undefined => ({ 'hana.k': 'Hana Kobayashi', ben: 'ben' })[user]
  const text = { format: 'wiki', source: 'Ask [~hana.k] and [~nobody].\n\nOr {color:#f00}red{color}   twice.' } as const

  test('are called by their names, and go back as they were', () => {
    const editable = openForEditing(text, nameOf)
    expect(editable.text).toContain('Ask [@Hana Kobayashi](user:hana.k) and [@nobody](user:nobody).')
    expect(editable.apply(editable.text)).toBe(text)
    expect(editable.apply(editable.text.replace('Ask', 'Tell')).source).toBe(text.source.replace('Ask', 'Tell'))
  })

  test('keep their logins where the names are the same words', () => {
    const mention = { format: 'wiki', source: 'Ask [~ben].' } as const
    const editable = openForEditing(mention, nameOf)
    expect(editable.text.trim()).toBe('Ask [@ben](user:ben).')
    expect(editable.apply(editable.text)).toBe(mention)
  })
})

describe('a new text', () => {
  const markdown =
    '# Title\n\nSee **bold**, _em_, ~~gone~~, `code`, [a link](https://x.y), [@Ann](user:ann), PAY-12.\n\n- [ ] todo\n- [x] done\n\n1. one\n2. two\n   - deep\n\n> quoted\n\n> [!WARNING] Careful\n> really\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```java\nint a;\n```\n'

  test('is wiki markup for Data Center', () => {
    expect(newText(markdown, 'wiki').source).toBe(
      [
        'h1. Title',
        '',
        'See *bold*, _em_, -gone-, {{code}}, [a link|https://x.y], [~ann], PAY-12.',
        '',
        '* ☐ todo',
        '* ☑ done',
        '',
        '# one',
        '# two',
        '#* deep',
        '',
        '{quote}',
        'quoted',
        '{quote}',
        '',
        '{panel:title=Careful|bgColor=#fffae6}',
        'really',
        '{panel}',
        '',
        '||a||b||',
        '|1|2|',
        '',
        '{code:java}',
        'int a;',
        '{code}',
      ].join('\n'),
    )
  })

  test('is a valid document for Cloud', () => {
    const { source } = newText(markdown, 'adf')
    expect(validateAdf(JSON.parse(source))).toEqual([])
    expect(toPlainText(parseAdf(JSON.parse(source)))).toContain('todo')
  })

  test('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const safe = typed.replaceAll(/[⟦⟧]/g, '')
        expect(validateAdf(JSON.parse(newText(safe, 'adf').source))).toEqual([])
        expect(() => parseStored(newText(safe, 'wiki'))).not.toThrow()
      }),
    )
  })
})

describe('Markdown', () => {
  test.each([
    'plain',
    '# A *b*',
    '- a\n- b\n  1. c',
    '> q\n>\n> r',
    '[x](user:mira) [DONE](status:green) [2026-11-22](date:2026-11-22)',
    '<ins>u</ins> H<sub>2</sub>O <font color="red">r</font>',
    '![alt](file.png)',
    'a\\\nb',
    '---',
    '```noformat\nx\n```',
  ])('%j says the same when it is written and read again', (text) => {
    const document = parseMarkdown(text)
    expect(JSON.stringify(parseMarkdown(writeMarkdown(document)))).toBe(JSON.stringify(document))
  })

  test('takes time in proportion to hostile texts', () => {
    for (const text of ['['.repeat(20_000), '> '.repeat(2_000), '*'.repeat(20_000), '`'.repeat(20_000)]) {
      expect(parseMarkdown(text).blocks.length).toBeGreaterThan(0)
    }
  })
})
