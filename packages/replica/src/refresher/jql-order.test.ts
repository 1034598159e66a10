import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedWithin, splitOrder } from './jql-order.ts'

test.each([
  ['project = PAY ORDER BY updated DESC', 'project = PAY', 'updated DESC'],
  ['project = PAY order\n\tBy key', 'project = PAY', 'key'],
  ['ORDER BY key', '', 'key'],
  ['(a = 1)order by key', '(a = 1)', 'key'],
  ['summary ~ "order by"', 'summary ~ "order by"', null],
  ['summary ~ "say \\" order by x" order by key', 'summary ~ "say \\" order by x"', 'key'],
  ["summary ~ 'it\\'s order by x' ORDER BY key", "summary ~ 'it\\'s order by x'", 'key'],
  ['reorder by = 1', 'reorder by = 1', null],
  ['"border" = border by_1', '"border" = border by_1', null],
  ['project = PAY', 'project = PAY', null],
  ['  ', '', null],
  ['summary ~ "never closed order by key', 'summary ~ "never closed order by key', null],
])('%j is taken apart before its sorting', (jql, where, order) => {
  expect(splitOrder(jql)).toEqual({ where, order })
})

test('what was changed is asked for within the whole condition, and oldest first', () => {
  expect(changedWithin('a = 1 OR b = 2 ORDER BY rank', 7)).toBe(
    '(a = 1 OR b = 2) AND updated >= -7m ORDER BY updated ASC',
  )
  expect(changedWithin('ORDER BY rank', 7)).toBe('updated >= -7m ORDER BY updated ASC')
})

const quoted = fc
  .tuple(
    fc.constantFrom('"', "'"),
    fc.array(fc.constantFrom(' ', 'order', 'by', 'order by', "\\'", '\\"', '\\\\', 'x')),
  )
  .map(([quote, parts]) => `${quote}${parts.join('')}${quote}`)
const word = fc.constantFrom(
  'a',
  '=',
  '~',
  'AND',
  '(',
  ')',
  'reorder',
  'by',
  'border',
  'order_by',
  'ORDER.BY',
  'Überorder',
)

test('whatever the quoted parts hold, the sorting is found, and only the sorting', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(quoted, word)),
      fc.option(fc.constantFrom('key', 'updated DESC, "order by" ASC')),
      (parts, order) => {
        const where = parts.join(' ')
        const jql = order === null ? where : `${where} oRder  bY ${order}`
        expect(splitOrder(jql)).toEqual({ where: where.trim(), order })
      },
    ),
  )
})

test('any text at all is taken apart without loss', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', "'", '\\', 'o', 'order by', ' ', 'é') }), (jql) => {
      const { where, order } = splitOrder(jql)
      const again = splitOrder(order === null ? where : `${where} order by ${order}`)
      expect(again.order).toBe(order)
    }),
  )
})
