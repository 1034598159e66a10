import { expect, test } from 'vitest'
import { plainTheme } from '../testing.ts'
import { IssueDocument } from './issue-document.ts'
import { sectionItem, webItem } from './item.ts'
import type { Row } from './row.ts'

const plain = (count: number): readonly Row[] => Array.from({ length: count }, (_, at) => ({ text: String(at) }))

test('lines are made as far as they are looked at, and once', () => {
  let made = 0
  const lines = new IssueDocument(
    (function* () {
      for (; made < 100; ) yield { text: String(made++) }
    })(),
    plainTheme,
  )
  expect(lines.slice(0, 3)).toEqual([' 0', ' 1', ' 2'])
  expect(made).toBe(3)
  expect(lines.hasMore(3)).toBe(true)
  expect(made).toBe(4)
  expect(lines.slice(1, 3)).toEqual([' 1', ' 2'])
  expect(made).toBe(4)
  expect(lines.clampTop(95, 10)).toBe(90)
  expect(lines.clampTop(-3, 10)).toBe(0)
  expect(lines.hasMore(100)).toBe(false)
})

test('the cursor has a bar beside each line of its item, and news have a dot', () => {
  const item = webItem('1', 'https://example.com')
  const lines = new IssueDocument(
    [
      { text: 'a', isNews: true },
      { text: 'b', item },
      { text: 'c', item },
    ],
    plainTheme,
  )
  expect(lines.slice(0, 3)).toEqual(['•a', ' b', ' c'])
  expect(lines.slice(0, 3, item.id)).toEqual(['•a', '▌b', '▌c'])
})

test('items and titles are found from a line, in both directions', () => {
  const [one, two] = [webItem('1', ''), webItem('2', '')]
  const lines = new IssueDocument(
    [
      { text: 'title', section: 'links' },
      { text: 'one', item: one },
      { text: 'one, too', item: one },
      ...plain(2),
      { text: 'title', section: 'history', item: sectionItem('history'), wants: 'history' },
      { text: 'two', item: two },
    ],
    plainTheme,
  )
  expect(lines.itemFrom(0)).toEqual({ item: one, from: 1, to: 3 })
  // The rest of an item that is scrolled out is not its beginning.
  expect(lines.itemFrom(2)?.item.id).toBe('section/history')
  expect(lines.itemBefore(5)).toEqual({ item: one, from: 1, to: 3 })
  expect(lines.itemBefore(1)).toBeUndefined()
  expect(lines.itemFrom(7)).toBeUndefined()
  expect(lines.lineOf('history')).toBe(5)
  expect(lines.lineOf('comments')).toBeUndefined()
  expect(lines.titleFrom(0, 1)).toBe(5)
  expect(lines.titleFrom(5, -1)).toBe(0)
  expect(lines.sectionAt(4)).toBe('links')
  expect([...lines.wanted(0, 7)]).toEqual(['history'])
  expect([...lines.wanted(0, 5)]).toEqual([])
})
