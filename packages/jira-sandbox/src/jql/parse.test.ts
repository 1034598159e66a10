import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JqlError } from './jql-error.ts'
import { parseJql } from './parse.ts'

const refusalOf = (query: string): string => {
  try {
    parseJql(query)
  } catch (error) {
    if (error instanceof JqlError) return error.message
    throw error
  }
  return 'accepted'
}

const words = 'project and or not in is was empty order by desc now() cf[10201] -1d PAY-1'.split(' ')
const signs = [
  '=',
  '!=',
  '~',
  '!',
  '(',
  ')',
  ',',
  '"',
  "'",
  '\\',
  '\\u00e9',
  '&&',
  '||',
  '>',
  '<=',
  '@',
  '\n',
  ' ',
  '[',
  '',
]
const pieces = fc.constantFrom(...words, ...signs)
const query = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
)

describe('parseJql', () => {
  test('never throws anything but its own error', () => {
    fc.assert(
      fc.property(query, (text) => {
        expect(() => refusalOf(text)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })

  test('refuses nesting that would exhaust the stack', () => {
    expect(refusalOf(`${'('.repeat(100_000)}a = b`)).toMatch(/nested too deeply/u)
    expect(refusalOf(`${'not '.repeat(100_000)}a = b`)).toMatch(/nested too deeply/u)
  })

  test('binds AND closer than OR, and NOT closest', () => {
    expect(parseJql('a = 1 or not b = 2 and c = 3').where).toMatchObject({
      kind: 'or',
      parts: [{ field: 'a' }, { kind: 'and', parts: [{ kind: 'not', part: { field: 'b' } }, { field: 'c' }] }],
    })
  })

  test('reads lists, functions, EMPTY and quoted words', () => {
    expect(parseJql('x not in ("a, b", f(1, "2"), EMPTY)').where).toEqual({
      kind: 'comparison',
      field: 'x',
      operator: 'not in',
      operand: {
        kind: 'list',
        items: [
          { kind: 'value', text: 'a, b', quoted: true },
          { kind: 'function', name: 'f', args: ['1', '2'] },
          { kind: 'empty' },
        ],
      },
    })
    expect(parseJql('"Story Points" = "empty"').where).toMatchObject({
      field: 'Story Points',
      operand: { kind: 'value', text: 'empty' },
    })
  })

  test('reads ORDER BY alone and with directions', () => {
    expect(parseJql('order by Created desc, key').orderBy).toEqual([
      { field: 'Created', descending: true },
      { field: 'key', descending: undefined },
    ])
    expect(parseJql('  ')).toEqual({ where: undefined, orderBy: [] })
  })

  test('takes escapes in words and strings', () => {
    expect(parseJql(String.raw`summary ~ "say \"hi\" \u00e9"`).where).toMatchObject({ operand: { text: 'say "hi" é' } })
    expect(refusalOf(String.raw`a = "\q"`)).toMatch(/illegal JQL escape sequence/u)
  })

  test.each([
    ['project PAY', "but got 'PAY'. (line 1, character 9)"],
    [
      'project = PAY\nAND OR',
      "'OR' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 2, character 5)",
    ],
    ['project = PAY AND', 'Expecting either a word or string before the end of the query.'],
    ['project = PAY assignee = mira', "Expecting either 'OR' or 'AND' but got 'assignee'. (line 1, character 15)"],
    ['(project = PAY', "Expecting either ')', 'OR' or 'AND' before the end of the query."],
    ['a in b', "Expecting '(' but got 'b'. (line 1, character 6)"],
    ['a is b', "Expecting either 'EMPTY' or 'NULL' but got 'b'. (line 1, character 6)"],
    ['a not b', "Expecting 'IN' but got 'b'. (line 1, character 7)"],
    ['assignee = a@b.example', "The character '@' is a reserved JQL character."],
    ['summary ~ "open', "The quoted string 'open' has not been completed. (line 1, character 11)"],
    ['a = 1 order created', "Expecting 'BY' but got 'created'. (line 1, character 13)"],
    ['a = select', "'select' is a reserved JQL word."],
  ])('refuses %j and says where', (text, message) => {
    expect(refusalOf(text)).toContain(message)
    expect(refusalOf(text)).toMatch(/^Error in the JQL Query: /u)
  })
})
