import { expect, it } from 'vitest'
import { parseWiki } from '../wiki/parse.ts'
import { toPlainText } from './plain-text.ts'

it('writes a document as text without frames', () => {
  const source = [
    'h2. Title',
    'See [the page|http://x.test], [~ann] and !a.png! (/)',
    '# one',
    '#* inner',
    '# two',
    '',
    '||a||b||',
    '|1|2|',
    '{quote}q1',
    '',
    'q2{quote}',
    '{panel:title=T}p{panel}',
    '{code}x\n  y{code}',
    '----',
  ].join('\n')
  expect(toPlainText(parseWiki(source))).toMatchInlineSnapshot(`
    "Title

    See the page (http://x.test), @ann and [image: a.png] (/)

    1. one
       - inner
    2. two

    a | b
    1 | 2

    > q1
    > 
    > q2

    T
    p

    x
      y

    ---"
  `)
})

it('lets no control character through, in whatever part it stands', () => {
  const hostile = 'a\u001B[31m\u202E\u0008\u009B'
  const source = [
    'h1. X',
    '* X',
    '{code:title=X}\n\tX\r\n{code}',
    '[X|http://x.test/X]',
    '[~X]',
    '||X||',
    '{X}',
    '!X.png!',
  ]
  const text = toPlainText(parseWiki(source.join('\n\n').replaceAll('X', hostile)))
  expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202A-\u202E]/u)
  expect(text).toContain('\ta[31m\n')
})
