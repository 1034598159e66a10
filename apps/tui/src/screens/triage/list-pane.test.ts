import type { RowMarks } from '@mmd/replica'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testIssue, testNow } from '../../app/testing.ts'
import { headingKey } from '../../state/arranged/heading.ts'
import { emptyList, moveTo } from '../../state/list.ts'
import { anyTheme, bare, cells, isHarmless, themes, widths } from '../testing.ts'
import { columnsFor, issueRow, type ListPaneInput, listLines } from './list-pane.ts'
import { hostileIssue, listInput, noMarks } from './testing.ts'

test('a row is exactly as wide as its pane, whatever the issue says', () => {
  fc.assert(
    fc.property(hostileIssue, widths, fc.boolean(), anyTheme, (issue, width, marked, theme) => {
      const marks = { ...noMarks, unread: marked }
      const drawn = issueRow(issue, marked, marks, { columns: columnsFor(width, 8), width, theme, now: testNow })
      expect(cells(drawn)).toBe(width)
      expect(isHarmless(drawn)).toBe(true)
    }),
  )
})

test('a list has at most its height, and each row its width', () => {
  fc.assert(
    fc.property(
      fc.array(hostileIssue, { maxLength: 8 }),
      widths,
      fc.nat(6),
      anyTheme,
      (drafts, width, height, theme) => {
        const issues = drafts.map((issue, at) => ({ ...issue, key: testIssue(at + 1).key }))
        const keys = issues.map(({ key }) => key)
        const list = moveTo(emptyList, keys, 3, Math.max(1, height))
        const issue: ListPaneInput['issue'] = (key) => issues.find((one) => one.key === key)
        const drawn = listLines(listInput({ keys, issue, list, width, height, theme }))
        expect(drawn.length).toBeLessThanOrEqual(height)
        expect(drawn.map(cells)).toEqual(drawn.map(() => width))
      },
    ),
  )
})

test('why there are no rows is said whole, also where it has no room in one line', () => {
  const what = 'Field “attachments” does not exist or you do not have permission to view it'
  const hint = 'J edits the JQL'
  const drawn = listLines(
    listInput({
      keys: [],
      width: 40,
      notice: [
        ['bad', what],
        ['dim', ` · ${hint}`],
      ],
    }),
  )
  expect(drawn.map(cells)).toEqual(drawn.map(() => 40))
  expect(drawn.map((row) => bare(row).trim()).join(' ')).toBe(` ${what} ${hint}`)
})

test('the background of the row under the cursor lies under the whole row', () => {
  for (const theme of themes) {
    const [, drawn = ''] = listLines(listInput({ theme }))
    const ground = theme.select('', true).slice(0, -'\u001B[0m'.length)
    expect(drawn.startsWith(ground)).toBe(true)
    // After each end of a look the background begins again, but after the last.
    expect(
      drawn
        .split('\u001B[0m')
        .slice(1, -1)
        .every((rest) => rest.startsWith(ground)),
    ).toBe(true)
    expect(drawn.endsWith('\u001B[0m')).toBe(true)
  }
})

test('the cursor row looks different without the focus, also without colours', () => {
  for (const theme of themes) {
    expect(listLines(listInput({ theme, focused: false }))[1]).not.toBe(listLines(listInput({ theme }))[1])
  }
})

test('a marked row and a row of a range begin with a dot', () => {
  const { keys } = listInput()
  const marked = new Set(keys.slice(0, 1))
  expect(listLines(listInput({ list: { ...emptyList, marked } })).map((row) => bare(row)[0])).toEqual(['●', ' ', ' '])
  const list = { ...moveTo(emptyList, keys, 2, 10), rangeFrom: 1 }
  expect(listLines(listInput({ list })).map((row) => bare(row)[0])).toEqual([' ', '●', '●'])
})

test('a heading makes no room for itself among the keys', () => {
  const { keys } = listInput()
  const heading = headingKey('Waiting for somebody who is on holidays')
  const plain = listLines(listInput({ list: emptyList }))
  const grouped = listLines(
    listInput({
      keys: [heading, ...keys],
      list: { ...emptyList, cursor: 1 },
      heading: (key) => (key === heading ? { text: 'Waiting', count: 3, folded: false } : undefined),
    }),
  )
  expect(grouped.slice(1)).toEqual(plain)
})

test('an empty list says so in its width', () => {
  const drawn = listLines(listInput({ keys: [] }))
  expect(drawn.map(bare).join('\n')).toContain('Nothing here')
  expect(drawn.map(cells)).toEqual(drawn.map(() => 90))
})

test('the wider the list, the more columns; the summary is always there', () => {
  expect(columnsFor(30, 8)).toMatchObject({ type: 0, status: 0, assignee: 0, age: 0 })
  expect(columnsFor(52, 8)).toMatchObject({ type: 0, age: 4, summary: 33 })
  expect(columnsFor(90, 8)).toMatchObject({ type: 8, status: 12, assignee: 14, age: 4 })
  expect(columnsFor(104, 8)).toMatchObject({ status: 20 })
  fc.assert(
    fc.property(widths, fc.integer({ min: 7, max: 30 }), (width, keyWidth) => {
      expect(columnsFor(width, keyWidth).summary).toBeGreaterThan(0)
    }),
  )
})

test('a row says without colours what became of it: unread, on its way, to be decided', () => {
  const at = (marks: Partial<RowMarks>): string => {
    const [drawn = ''] = listLines(listInput({ marks: () => ({ ...noMarks, ...marks }) }))
    return bare(drawn).slice(0, 7)
  }
  expect(at({})).toBe('  PAY-1')
  expect(at({ unread: true })).toBe(' •PAY-1')
  expect(at({ unread: true, pending: true })).toBe(' ⇅PAY-1')
  expect(at({ pending: true, failed: true })).toBe(' !PAY-1')
  expect(at({ conflict: true })).toBe(' !PAY-1')
})
