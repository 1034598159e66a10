import type { FieldValue, Issue, IssueField } from '@mmd/jira-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testIssue, testNow } from '../../../app/testing.ts'
import { headingKey } from '../../../state/arranged/heading.ts'
import { emptyList } from '../../../state/list.ts'
import type { ColumnChoice } from '../../../state/view.ts'
import { anyTheme, bare, cells, hostileLine, plainTheme } from '../../testing.ts'
import { listLines } from '../list-pane.ts'
import { rowFields } from './built-in-fields.ts'
import { cellOf, span } from './cell.ts'
import { placeColumns } from './place-columns.ts'

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: hostileLine }),
  fc.record({ kind: fc.constant('number' as const), number: fc.double({ noNaN: true }) }),
  fc.record({ kind: fc.constant('date' as const), date: fc.constantFrom('2026-11-26', '2024-01-01', 'odd') }),
  fc.record({ kind: fc.constant('words' as const), words: fc.array(hostileLine, { maxLength: 3 }) }),
)

const field: fc.Arbitrary<IssueField> = fc
  .record({ name: hostileLine, value })
  .map(({ name, value: held }) => ({ id: 'customfield_10107', name, value: held }))

const issue: fc.Arbitrary<Issue> = fc
  .record({ summary: hostileLine, name: hostileLine, field })
  .map(({ summary, name, field: one }) =>
    testIssue(1, { summary, labels: [name], priority: { id: '1', name }, fields: [one] }),
  )

const column: fc.Arbitrary<ColumnChoice> = fc
  .record({
    field: fc.oneof(fc.constantFrom(...Object.keys(rowFields), 'customfield_10107', 'Sprint'), hostileLine),
    width: fc.option(fc.integer({ min: -3, max: 90 }), { nil: undefined }),
  })
  .map(({ field: name, width }) => ({ field: name, ...(width === undefined ? {} : { width }) }))

const drawn = (row: Issue, chosen: readonly ColumnChoice[], width: number, theme = plainTheme) => {
  const heading = headingKey('A group')
  return listLines({
    rows: undefined,
    keys: [heading, row.key],
    issue: () => row,
    marks: () => ({ unread: true, pending: false, failed: false, conflict: false }),
    list: emptyList,
    chosen,
    heading: (key) => (key === heading ? { text: row.summary, count: 1, folded: false } : undefined),
    focused: true,
    width,
    height: 5,
    now: testNow,
    theme,
    notice: [],
  })
}

test('titles, headings and rows have exactly the width of the list, whatever the columns and values are', () => {
  const width = fc.integer({ min: 3, max: 180 })
  fc.assert(
    fc.property(issue, fc.array(column, { maxLength: 12 }), width, anyTheme, (row, chosen, room, theme) => {
      for (const line of drawn(row, chosen.length === 0 ? [{ field: 'key' }] : chosen, room, theme))
        expect(cells(line)).toBe(room)
    }),
    { numRuns: 300 },
  )
})

const choices = ['key', 'summary', 'status', 'Story Points', 'labels'].map((name) => ({ field: name }))

test('columns give way from the right, and the summary has a third at least', () => {
  const fields = (width: number): readonly string[] => placeColumns(choices, width, 8).map(({ field: name }) => name)
  expect(fields(120)).toEqual(['key', 'summary', 'status', 'Story Points', 'labels'])
  expect(fields(64)).toEqual(['key', 'summary', 'status', 'Story Points'])
  expect(fields(46)).toEqual(['key', 'summary', 'status'])
  expect(fields(24)).toEqual(['key', 'summary'])
  const [, summary] = placeColumns(choices, 120, 8)
  expect(summary?.cells).toBeGreaterThan(40)
})

test('a narrow column stays where only a wide one is too much', () => {
  const several = ['key', 'Sprint', 'type', 'priority', 'summary', 'assignee', 'updated'].map((field) => ({ field }))
  const fields = placeColumns(several, 52, 8).map(({ field }) => field)
  expect(fields).toEqual(['key', 'Sprint', 'priority', 'summary', 'updated'])
})

test('numbers stand at the right under their title', () => {
  const row = testIssue(1, {
    fields: [{ id: 'customfield_1', name: 'Story Points', value: { kind: 'number', number: 3 } }],
  })
  const [titles = '', , line = ''] = drawn(row, [{ field: 'key' }, { field: 'story points' }], 40).map(bare)
  expect(titles.indexOf('story points') + 'story points'.length).toBe(line.lastIndexOf('3') + 1)
})

test('times are said in as few letters as they need', () => {
  expect(span(45 * 60_000)).toBe('45m')
  expect(span(-(2 * 60 + 5) * 60_000)).toBe('-2h05')
  expect(span(3 * 86_400_000)).toBe('3d')
  const due = (date: string): string =>
    cellOf(testIssue(1, { due: date }), 'Due date', Date.parse('2026-11-26T10:00:00')).text
  expect([due('2026-11-26'), due('2026-11-29'), due('2026-11-20')]).toEqual(['today', 'in 3d', '6d ago'])
})
