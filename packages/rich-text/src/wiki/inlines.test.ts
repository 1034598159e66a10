import { describe, expect, it } from 'vitest'
import type { Inline, Mark } from '../document/document.ts'
import { parseWiki } from './parse.ts'

const inlines = (source: string): readonly Inline[] => {
  const [block] = parseWiki(source).blocks
  return block?.type === 'paragraph' ? block.content : []
}
const text = (words: string, ...marks: Mark[]): Inline =>
  marks.length === 0 ? { type: 'text', text: words } : { type: 'text', text: words, marks }

describe('marks', () => {
  it.each<[string, Mark]>([
    ['*x y*', 'strong'],
    ['_x y_', 'emphasis'],
    ['??x y??', 'cite'],
    ['-x y-', 'strike'],
    ['+x y+', 'inserted'],
    ['^x y^', 'sup'],
    ['~x y~', 'sub'],
    ['{{x y}}', 'code'],
  ])('reads %s', (source, mark) => {
    expect(inlines(`a ${source}.`)).toEqual([text('a '), text('x y', mark), text('.')])
  })

  it.each([
    'a*b*c',
    'snake_case_word',
    '5 * 3 * 2',
    'well-known-thing',
    '* not bold*',
    'a -b',
    '2 + 2 +',
    '--long --flags',
    '**b**',
  ])('leaves %s alone', (source) => {
    expect(inlines(`: ${source}`)).toEqual([text(`: ${source}`)])
  })

  it('nests marks', () => {
    expect(inlines('*a _b_ {{c}}*')).toEqual([
      text('a ', 'strong'),
      text('b', 'strong', 'emphasis'),
      text(' ', 'strong'),
      text('c', 'strong', 'code'),
    ])
  })

  it('does not carry a mark over the end of a line', () => {
    expect(inlines('*a\nb*')).toEqual([text('*a'), { type: 'break' }, text('b*')])
  })

  it('takes braces around a marker for force', () => {
    expect(inlines('un{*}believ{*}able')).toEqual([text('un'), text('believ', 'strong'), text('able')])
  })

  it('takes a backslash before a sign for the sign', () => {
    expect(inlines('\\*a\\* \\{b} \\[c] C:\\dir')).toEqual([text('*a* {b} [c] C:\\dir')])
  })

  it('reads two backslashes as a break and spaced dashes as dashes', () => {
    expect(inlines('a\\\\b -- c --- d')).toEqual([text('a'), { type: 'break' }, text('b – c — d')])
  })

  it('colours text, also over several blocks', () => {
    expect(inlines('a {color:RED}b *c*{color} d')).toEqual([
      text('a '),
      { type: 'text', text: 'b ', colour: 'red' },
      { type: 'text', text: 'c', marks: ['strong'], colour: 'red' },
      text(' d'),
    ])
    expect(parseWiki('{color:#0f0}a\n\nb{color}').blocks).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: 'a', colour: '#0f0' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'b', colour: '#0f0' }] },
    ])
  })

  it('shows a colour without an end as written', () => {
    expect(inlines('{color:red}a')).toEqual([{ type: 'macro', source: '{color:red}' }, text('a')])
  })

  it('decodes entities, but never into control characters', () => {
    expect(inlines('&lt;b&gt; &amp; &#65;&#x42; &#27;[2J &#x202e; &nope;')).toEqual([
      text('<b> & AB &#27;[2J &#x202e; &nope;'),
    ])
  })
})

describe('links and media', () => {
  const link = (href: string, words: string): Inline => ({ type: 'link', href, content: [text(words)] })

  it.each<[string, Inline]>([
    ['[http://x.test/a]', link('http://x.test/a', 'http://x.test/a')],
    ['[the page|http://x.test/a_b_c]', link('http://x.test/a_b_c', 'the page')],
    ['[the page|http://x.test|a tip]', link('http://x.test', 'the page')],
    ['[https://x.test|smart-link]', link('https://x.test', 'https://x.test')],
    ['[x|https://x.test|smart-link]', link('https://x.test', 'x')],
    ['[mailto:a@b.test]', link('mailto:a@b.test', 'a@b.test')],
    ['[file:///c:/x]', link('file:///c:/x', 'file:///c:/x')],
    ['[up|#top]', link('#top', 'up')],
    ['[that one|PAY-12]', link('PAY-12', 'that one')],
    ['[~anna.k]', { type: 'mention', user: 'anna.k' }],
    ['[Anna|~anna.k]', { type: 'mention', user: 'anna.k', name: 'Anna' }],
    ['[~accountid:5b10:ab-c]', { type: 'mention', user: 'accountid:5b10:ab-c' }],
    ['[^trace.log]', { type: 'attachment', file: 'trace.log' }],
    ['[the log^trace.log]', { type: 'attachment', file: 'trace.log', text: 'the log' }],
    ['[http://x.test|http://x.test]', link('http://x.test', 'http://x.test')],
    ['!shot.png!', { type: 'image', source: 'shot.png' }],
    ['!Screen Shot 1.png|thumbnail!', { type: 'image', source: 'Screen Shot 1.png' }],
    ['!http://x.test/y.png|width=3,alt=A cat!', { type: 'image', source: 'http://x.test/y.png', alt: 'A cat' }],
    ['{anchor:here}', { type: 'anchor', name: 'here' }],
    ['{unknown:a=b}', { type: 'macro', source: '{unknown:a=b}' }],
    ['PAY-12', { type: 'issue-key', key: 'PAY-12' }],
    ['(/)', { type: 'emoji', text: '✔', source: '(/)', colour: 'green' }],
  ])('reads %s', (source, expected) => {
    expect(inlines(`see ${source} .`)).toEqual([text('see '), expected, text(' .')])
  })

  it('calls who is mentioned by the name that is known of a login, unless the text has one', () => {
    const nameOf = (user: string) => (user === 'anna.k' ? 'Anna Kowalska' : undefined)
    expect(parseWiki('[~anna.k][Anna|~anna.k][~ben]', { nameOf }).blocks).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'mention', user: 'anna.k', name: 'Anna Kowalska' },
          { type: 'mention', user: 'anna.k', name: 'Anna' },
          { type: 'mention', user: 'ben' },
        ],
      },
    ])
  })

  it.each([
    '[ERROR] x',
    'a[0][1]',
    '[51,51]',
    'Wow! That is it!',
    'f(x) and C:D',
    'UTF-8 and SHA-256',
    'x-PAY-12',
    '[]',
    '!!',
  ])('leaves %s alone', (source) => {
    expect(inlines(source)).toEqual([text(source)])
  })

  it('finds a bare address and leaves the full stop outside', () => {
    expect(inlines('(see http://x.test/a_b?c=(d).)')).toEqual([
      text('(see '),
      link('http://x.test/a_b?c=(d)', 'http://x.test/a_b?c=(d)'),
      text('.)'),
    ])
    expect(inlines('(https://x.test/a_b_c)')).toEqual([
      text('('),
      link('https://x.test/a_b_c', 'https://x.test/a_b_c'),
      text(')'),
    ])
  })

  it('asks the caller which words are issue keys', () => {
    const isIssueKey = (key: string): boolean => key.startsWith('UTF-')
    expect(parseWiki('UTF-8 PAY-1', { isIssueKey }).blocks).toEqual([
      { type: 'paragraph', content: [{ type: 'issue-key', key: 'UTF-8' }, text(' PAY-1')] },
    ])
  })
})
