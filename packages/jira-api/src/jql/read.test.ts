import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJql } from './read.ts'
import { tokeniseJql } from './token.ts'

/** Bits of queries in any order, well formed or not. */
const bits = fc
  .array(
    fc.constantFrom(
      ...'assignee|status|cf[10010]|"Story Points"|=|!=|~|in|not|is|empty|was|changed|by|during|(|)|,|and|OR|order|by|desc'.split(
        '|',
      ),
      'currentUser()',
      'linkedIssues("OPS-1", "blocks")',
      '-7d',
      '"open',
      "'it\\'s'",
      '\\u0041',
      '\\x',
      'a@b',
      '!',
      ' ',
      '\n',
      '漢字',
      '\uD83D',
    ),
    { maxLength: 40 },
  )
  .chain((parts) => fc.constantFrom(parts.join(' '), parts.join('')))

const anyText = fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 120 }))

test('the pieces of any text are the text, without a gap', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(
        tokeniseJql(text)
          .map(({ from, to }) => text.slice(from, to))
          .join(''),
      ).toBe(text)
    }),
  )
})

test('any text with any cursor is read: its spans cover it, and its fault and context lie within', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), (text, place) => {
      const cursor = place % (text.length + 1)
      const { spans, fault, context } = readJql(text, cursor)
      let at = 0
      for (const { from, to } of spans) {
        expect(from).toBe(at)
        expect(to).toBeGreaterThan(from)
        at = to
      }
      expect(at).toBe(text.length)
      if (fault !== null) {
        expect(fault.from).toBeGreaterThanOrEqual(0)
        expect(fault.to).toBeGreaterThanOrEqual(fault.from)
        expect(fault.to).toBeLessThanOrEqual(text.length)
        expect(fault.message).not.toBe('')
      }
      expect(context.from).toBeLessThanOrEqual(cursor)
      expect(context.to).toBeGreaterThanOrEqual(cursor)
    }),
  )
})

// What is not linear would not come to an end here.
test('very long texts of each shape are read', () => {
  const size = 200_000
  for (const part of ['(', ')', '"', '\\', '[', 'a[', 'not ', 'a = b and ', '!', 'a in (b,', ' ', 'was '])
    expect(readJql(part.repeat(size / part.length)).spans.length).toBeGreaterThan(0)
})

/** Each piece that is no blank with its role. */
const rolesOf = (text: string): readonly string[] =>
  readJql(text)
    .spans.filter(({ role }) => role !== 'blank')
    .map(({ from, to, role }) => `${text.slice(from, to)} ${role}`)

test('a query of every kind of condition is whole, and each piece has its role', () => {
  const whole = [
    'project = OPS',
    'assignee = currentUser() AND resolution IS EMPTY ORDER BY updated DESC, key',
    'assignee in (currentUser(), "712020:ab-cd", mira) OR NOT (status = Open)',
    'cf[10010] > 5 && "Story Points" is not null || !labels in (a,b)',
    "status WAS NOT IN ('In Progress', Done) DURING (startOfYear(), now()) BY mira",
    'status changed FROM Open TO "In Progress" AFTER -1w AND sprint in openSprints()',
    'status was "In Progress" BEFORE "2026/01/01"',
    'issue in linkedIssues(OPS-1, "is blocked by") and summary ~ "\\"a phrase\\""',
    'issue.property["com.example"].state = done and updated >= endOfDay("-1d")',
    'ORDER BY created',
    'development[pullrequests].open > 0',
  ]
  for (const text of whole) expect([text, readJql(text).fault]).toEqual([text, null])
  expect(rolesOf('NOT status WAS IN (Open, done()) BY mira ORDER BY "Story Points" DESC')).toEqual([
    'NOT keyword',
    'status field',
    'WAS operator',
    'IN operator',
    '( punctuation',
    'Open value',
    ', punctuation',
    'done function',
    '( punctuation',
    ') punctuation',
    ') punctuation',
    'BY keyword',
    'mira value',
    'ORDER keyword',
    'BY keyword',
    '"Story Points" field',
    'DESC keyword',
  ])
})

test.each([
  ['assignee', 8, 'An operator is expected here, such as =, IN or IS', true],
  ['assignee =', 10, 'A value is expected here', true],
  ['assignee = mira AND', 19, 'A field is expected here', true],
  ['assignee mira', 9, 'An operator is expected here, such as =, IN or IS, not mira', false],
  ['assignee = AND status = Open', 11, 'A value is expected here, not AND', false],
  ['assignee = "mira', 11, 'The quoted text is never closed', true],
  ['(assignee = mira', 16, 'AND, OR or ) is expected here', true],
  ['assignee = mira)', 15, 'No parenthesis is open here', false],
  ['assignee = mira status = Open', 16, 'AND, OR or ORDER BY is expected here, not status', false],
  ['assignee in mira', 12, 'A list in parentheses is expected here, not mira', false],
  ['assignee in ()', 13, 'A value is expected here, not )', false],
  ['assignee in (a b)', 15, 'A comma or ) is expected here, not b', false],
  ['assignee is mira', 12, 'EMPTY is expected here, not mira', false],
  ['assignee not mira', 13, 'IN is expected here, not mira', false],
  ['labels = order', 9, 'order is a word of JQL: quote it to mean a name', false],
  ['reporter = a@b.org', 12, '@ stands in quotes only, as in "@"', false],
  ['summary ~ "a\\qb"', 12, '\\q is no escape: a backslash is written \\\\', false],
  ['(a = b ORDER BY key', 0, 'This parenthesis is never closed', false],
  ['a = b ORDER key', 12, 'BY is expected here, not key', false],
  ['ORDER BY', 8, 'A field to sort by is expected here', true],
  ['ORDER BY key foo', 13, 'ASC, DESC or a comma is expected here, not foo', false],
  ['ORDER BY key DESC key', 18, 'A comma is expected here, not key', false],
] as const)('the first fault of %j is at %i: %s', (text, from, message, isOpen) => {
  expect(readJql(text).fault).toMatchObject({ from, message, isOpen })
})

test('an empty query is empty and not wrong', () => {
  expect(readJql(' ')).toMatchObject({ isEmpty: true, fault: null })
})

/** What is expected at `|`. */
const contextOf = (marked: string): object => {
  const cursor = marked.indexOf('|')
  const { context } = readJql(marked.replace('|', ''), cursor)
  const { expects, field, operator, typed, from, to } = context
  return { expects, field, operator, typed, from, to }
}

test.each([
  ['|', { expects: 'clause', typed: '' }],
  ['assi|', { expects: 'clause', typed: 'assi', from: 0, to: 4 }],
  ['as|signee = mira', { expects: 'clause', typed: 'as', from: 0, to: 8 }],
  ['assignee |', { expects: 'operator', field: 'assignee', typed: '', from: 9, to: 9 }],
  ['assignee !|', { expects: 'operator', field: 'assignee', typed: '!', from: 9, to: 10 }],
  ['assignee =|', { expects: 'value', field: 'assignee', operator: '=', from: 10, to: 10 }],
  ['assignee in (mira, an|', { expects: 'item', field: 'assignee', operator: 'in', typed: 'an' }],
  ['assignee not |', { expects: 'in', operator: 'not' }],
  ['assignee is |', { expects: 'empty', operator: 'is' }],
  ['status was not i|', { expects: 'was', operator: 'was not', typed: 'i' }],
  ['"Story Po|ints" > 5', { expects: 'clause', typed: 'Story Po', from: 0, to: 14 }],
  ['status = "In Pro|', { expects: 'value', field: 'status', typed: 'In Pro', from: 9, to: 16 }],
  ['status = "In Pro| AND a = b', { expects: 'value', field: 'status', typed: 'In Pro', from: 9, to: 16 }],
  ['status = "Done"|', { expects: 'connective', typed: '' }],
  ['status = Done | AND x = y', { expects: 'connective', field: 'status', from: 14, to: 14 }],
  ['status = Done ORDER |', { expects: 'by', field: null }],
  ['ORDER BY up|', { expects: 'sort', field: null, typed: 'up' }],
  ['ORDER BY updated |', { expects: 'direction' }],
] as const)('%s is where something can be offered', (marked, context) => {
  expect(contextOf(marked)).toMatchObject(context)
})

test('a predicate is offered behind WAS and CHANGED only, and has its own values', () => {
  expect(readJql('status changed ').context).toMatchObject({ takesPredicates: true, predicate: null })
  expect(readJql('status = Open ').context).toMatchObject({ takesPredicates: false })
  expect(readJql('status changed BY ').context).toMatchObject({ expects: 'value', predicate: 'by' })
})
