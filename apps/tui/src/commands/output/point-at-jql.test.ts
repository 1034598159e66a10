import { textWidth } from '@mmd/rich-text/cells'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pointedAt } from './point-at-jql.ts'

test('the place is marked below the query', () => {
  expect(pointedAt('status = Opne AND foo', { from: 9, to: 13 }, 80)).toEqual([
    '  status = Opne AND foo',
    '           ^^^^',
  ])
  expect(pointedAt('project PAY', { from: 11, to: 11 }, 80)).toEqual(['  project PAY', '             ^'])
})

test('what is about the whole query has no place', () => {
  expect(pointedAt('status = Open', { from: 0, to: 13 }, 80)).toEqual([])
})

test('of a long query the part around the place is shown, and wide letters are counted as they are drawn', () => {
  const jql = `${'summary ~ "漢字" OR '.repeat(20)}labls = x`
  const from = jql.indexOf('labls')
  const [query = '', marks = ''] = pointedAt(jql, { from, to: from + 5 }, 60)
  expect(query.startsWith('  …')).toBe(true)
  expect(textWidth(query)).toBeLessThanOrEqual(60)
  expect(textWidth(query.slice(0, query.indexOf('labls')))).toBe(marks.indexOf('^'))
  expect(marks.trim()).toBe('^^^^^')
})

test('whatever the query, both lines fit and neither breaks', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(60),
      fc.nat(60),
      fc.integer({ min: 30, max: 120 }),
      (jql, a, b, width) => {
        const [from, to] = [Math.min(a, b, jql.length), Math.min(Math.max(a, b), jql.length)]
        for (const text of pointedAt(jql, { from, to }, width)) {
          expect(text).not.toContain('\n')
          expect(textWidth(text)).toBeLessThanOrEqual(width)
        }
      },
    ),
  )
})
