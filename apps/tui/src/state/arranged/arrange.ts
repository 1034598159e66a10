import type { Issue, IssueKey } from '@mmd/jira-api'
import { groupOf, type Heading, headingKey } from './heading.ts'
import { type RowValue, readerOf, type SortValue } from './row-value.ts'

/** How rows are to stand. */
export interface Arrangement {
  /** Absent: in the order in which they came. */
  readonly sort?: { readonly field: string; readonly descending: boolean } | undefined
  /** The field whose values they stand under. */
  readonly group?: string | undefined
  /** Groups of which only the heading is shown. */
  readonly folded: ReadonlySet<string>
}

/** Rows in their order, with what stands where a group begins. */
export interface Arranged {
  readonly keys: readonly IssueKey[]
  readonly headings: ReadonlyMap<IssueKey, Heading>
}

/** How the values of rows are read. */
export type ReadValues = (read: (issue: Issue) => RowValue) => ReadonlyMap<IssueKey, RowValue>

interface Known {
  readonly values: ReadonlyMap<IssueKey, RowValue>
  readonly sort: string
  readonly group: string | undefined
  readonly folded: ReadonlySet<string>
  readonly arranged: Arranged
}

const noHeadings: ReadonlyMap<IssueKey, Heading> = new Map()

/** The last arrangement of each list: a key press asks several times for the same rows. */
const known = new WeakMap<readonly IssueKey[], Known>()

/** The rows in groups and in order; what is asked for again without a change is the same. */
export const arrange = (keys: readonly IssueKey[], wanted: Arrangement, valuesOf: ReadValues): Arranged => {
  const { sort, group, folded } = wanted
  const values = valuesOf(readerOf(sort?.field, group))
  const order = sort === undefined ? '' : `${sort.descending ? '-' : ''}${sort.field}`
  const last = known.get(keys)
  if (last?.values === values && last.sort === order && last.group === group && last.folded === folded)
    return last.arranged
  const sorted = sort === undefined ? keys : inOrder(keys, values, sort.descending)
  const arranged =
    group === undefined ? { keys: sorted, headings: noHeadings } : inGroups(sorted, values, group, folded)
  known.set(keys, { values, sort: order, group, folded, arranged })
  return arranged
}

const compare = (a: SortValue, b: SortValue): number => (a === b || a === null || b === null ? 0 : a < b ? -1 : 1)

/** Stable: rows with the same value stay as the site has them. Those without one come last, in either direction. */
const inOrder = (
  keys: readonly IssueKey[],
  values: ReadonlyMap<IssueKey, RowValue>,
  descending: boolean,
): readonly IssueKey[] => {
  const rows = keys.map((key) => ({ key, value: values.get(key)?.sort ?? null }))
  const there = rows.filter(({ value }) => value !== null)
  const sign = descending ? -1 : 1
  there.sort((a, b) => sign * compare(a.value, b.value))
  return [...there, ...rows.filter(({ value }) => value === null)].map(({ key }) => key)
}

/** Without a value. */
const noneOf = (field: string): string =>
  field.toLowerCase() === 'assignee' ? 'Unassigned' : `No ${field.toLowerCase()}`

const inGroups = (
  keys: readonly IssueKey[],
  values: ReadonlyMap<IssueKey, RowValue>,
  field: string,
  folded: ReadonlySet<string>,
): Arranged => {
  const groups = new Map<string, { readonly rank: number; readonly keys: IssueKey[] }>()
  for (const key of keys) {
    const { group = '', rank = 0 } = values.get(key) ?? {}
    const known = groups.get(group)
    if (known === undefined) groups.set(group, { rank, keys: [key] })
    else known.keys.push(key)
  }
  // A name may have ranks of two kinds; those without a value come last.
  const ordered = [...groups].toSorted(
    ([a, { rank: rankA }], [b, { rank: rankB }]) =>
      Number(a === '') - Number(b === '') || rankA - rankB || a.localeCompare(b),
  )
  const all: IssueKey[] = []
  const headings = new Map<IssueKey, Heading>()
  for (const [group, { keys: own }] of ordered) {
    const key = headingKey(group)
    const isFolded = folded.has(group)
    headings.set(key, { text: group === '' ? noneOf(field) : group, count: own.length, folded: isFolded })
    all.push(key)
    // One by one: a spread of many thousand arguments does not fit on the stack.
    if (!isFolded) for (const one of own) all.push(one)
  }
  return { keys: all, headings }
}

/** The heading of the group that a row stands under: the nearest one before it. */
export const headingBefore = (arranged: Arranged, at: number): string | undefined => {
  for (let row = at; row >= 0; row -= 1) {
    const key = arranged.keys[row]
    if (key !== undefined && arranged.headings.has(key)) return groupOf(key)
  }
  return undefined
}
