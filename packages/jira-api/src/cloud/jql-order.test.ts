import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnbounded, orderFully } from './jql-order.ts'

test.each([
  ['project = PAY ORDER BY updated DESC', 'project = PAY ORDER BY updated DESC, key ASC'],
  ['project = PAY order\n by created  ', 'project = PAY order\n by created, key ASC'],
  ['summary ~ "it\'s" ORDER BY cf[10001]', 'summary ~ "it\'s" ORDER BY cf[10001], key ASC'],
  ['summary ~ "a \\" b" ORDER BY "Story Points"', 'summary ~ "a \\" b" ORDER BY "Story Points", key ASC'],
  ["summary ~ 'order by key' ORDER BY rank", "summary ~ 'order by key' ORDER BY rank, key ASC"],
  ['project = PAY ORDER BY "key", rank', 'project = PAY ORDER BY "key", rank, key ASC'],
])('orders %j fully', (jql, ordered) => {
  expect(orderFully(jql)).toBe(ordered)
})

test.each([
  'project = PAY',
  'summary ~ "order by rank"',
  'summary ~ "never closed ORDER BY rank',
  'project = PAY ORDER BY "Story Points',
  'project = PAY ORDER BY "a\\"',
  'project = PAY ORDER BY',
  'project = PAY ORDER BY key DESC',
  'project = PAY ORDER BY priority, IssueKey',
  'project = PAY ORDER BY a, b, c, d, e, f, g',
  '',
])('leaves %j as it is', (jql) => {
  expect(orderFully(jql)).toBe(jql)
})

test.each([
  ['', true],
  [' \n', true],
  ['ORDER BY created DESC', true],
  [' order by created', true],
  ['project = PAY', false],
  ['project = PAY ORDER BY created', false],
  ['"order by" = 1', false],
])('whether %j asks for everything is %s', (jql, unbounded) => {
  expect(isUnbounded(jql)).toBe(unbounded)
})

test('keeps every query in front, once', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', "'", '\\', ' ', 'a', ',', ' order by ', 'key') }), (jql) => {
      const ordered = orderFully(jql)
      expect([jql, `${jql.trimEnd()}, key ASC`]).toContain(ordered)
      expect(orderFully(ordered)).toBe(ordered)
    }),
  )
})

test('reads a hostile query of a megabyte in one go', () => {
  const jql = `${'"\\'.repeat(500_000)}\\`
  expect(orderFully(jql)).toBe(jql)
})
