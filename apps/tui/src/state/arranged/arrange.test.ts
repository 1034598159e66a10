import type { Issue, IssueKey } from '@mmd/jira-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testIssue } from '../../app/testing.ts'
import { type Arrangement, arrange, headingBefore, type ReadValues } from './arrange.ts'
import { groupOf, isHeading } from './heading.ts'

const priorities = ['Low', 'Highest', 'Medium', 'High', 'Low'] as const

const issues = priorities.map((name, at) =>
  testIssue(at + 1, {
    priority: at === 2 ? null : { id: name, name },
    summary: `row ${9 - at}`,
    assignee: at % 2 === 0 ? null : { id: 'mira', name: 'Mira', active: true },
  }),
)

const reading = (rows: readonly Issue[]): { readonly keys: readonly IssueKey[]; readonly values: ReadValues } => {
  const kept = new Map<object, ReadonlyMap<IssueKey, never>>()
  return {
    keys: rows.map(({ key }) => key),
    values: (read) => {
      const known = kept.get(read) ?? (new Map(rows.map((row) => [row.key, read(row)])) as never)
      kept.set(read, known)
      return known
    },
  }
}

const none: ReadonlySet<string> = new Set()
const numbers = (keys: readonly IssueKey[]): readonly string[] =>
  keys.map((key) => (isHeading(key) ? `[${groupOf(key)}]` : key.replace(/^\D+/, '')))

const arranged = (wanted: Partial<Arrangement>, rows: readonly Issue[] = issues) => {
  const { keys, values } = reading(rows)
  return arrange(keys, { folded: none, ...wanted }, values)
}

test('rows are ordered by a field, those with the same value as they came, and those without one last', () => {
  expect(numbers(arranged({ sort: { field: 'priority', descending: false } }).keys)).toEqual(['1', '5', '4', '2', '3'])
  expect(numbers(arranged({ sort: { field: 'priority', descending: true } }).keys)).toEqual(['2', '4', '1', '5', '3'])
  expect(numbers(arranged({ sort: { field: 'summary', descending: false } }).keys)).toEqual(['5', '4', '3', '2', '1'])
})

test('rows stand under headings with their counts, and of a folded group only the heading', () => {
  const whole = arranged({ group: 'assignee' })
  expect(numbers(whole.keys)).toEqual(['[Mira]', '2', '4', '[]', '1', '3', '5'])
  expect([...whole.headings.values()]).toEqual([
    { text: 'Mira', count: 2, folded: false },
    { text: 'Unassigned', count: 3, folded: false },
  ])
  const folded = arranged({ group: 'assignee', folded: new Set(['Mira']) })
  expect(numbers(folded.keys)).toEqual(['[Mira]', '[]', '1', '3', '5'])
  expect(headingBefore(whole, 5)).toBe('')
  expect(headingBefore(whole, 1)).toBe('Mira')
})

test('what is asked for again without a change is not made again', () => {
  const { keys, values } = reading(issues)
  const wanted = { sort: { field: 'summary', descending: true }, group: 'priority', folded: none }
  expect(arrange(keys, wanted, values)).toBe(arrange(keys, { ...wanted }, values))
})

test('no row is lost or doubled, whatever they are ordered and grouped by', () => {
  const field = fc.constantFrom('key', 'priority', 'status', 'assignee', 'labels', 'updated', 'Story Points', 'parent')
  const rows = fc
    .array(fc.record({ summary: fc.string(), name: fc.string() }), { maxLength: 30 })
    .map((made) =>
      made.map(({ summary, name }, at) => testIssue(at + 1, { summary, labels: [name], priority: { id: name, name } })),
    )
  fc.assert(
    fc.property(rows, field, field, fc.boolean(), (made, sort, group, descending) => {
      const { keys } = arranged({ sort: { field: sort, descending }, group }, made)
      expect(keys.filter((key) => !isHeading(key)).toSorted()).toEqual(made.map(({ key }) => key).toSorted())
    }),
    { numRuns: 50 },
  )
})

test('a filter leaves rows in their order, counts them under their headings, and leaves out empty groups', () => {
  const { keys } = reading(issues)
  const sort = { field: 'summary', descending: false }
  expect(numbers(arranged({ sort, among: keys.slice(1, 4) }).keys)).toEqual(['4', '3', '2'])
  const grouped = arranged({ group: 'assignee', among: keys.slice(1, 2) })
  expect(numbers(grouped.keys)).toEqual(['[Mira]', '2'])
  expect([...grouped.headings.values()]).toEqual([{ text: 'Mira', count: 1, folded: false }])
})

test('until the values of a long list are there its rows stand as they came', () => {
  const { keys } = reading(issues)
  const wanted = { sort: { field: 'summary', descending: true }, group: 'priority', folded: none }
  const before = arrange(keys, wanted, () => new Map())
  expect(before).toEqual({ keys, headings: new Map(), isComing: true })
  expect(arrange([], wanted, () => new Map()).isComing).toBeUndefined()
})
