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
  /** Those of the rows that are to be shown, as they came; absent: all. */
  readonly among?: readonly IssueKey[]
}

/** Rows in their order, with what stands where a group begins. */
export interface Arranged {
  readonly keys: readonly IssueKey[]
  /** The same with the rows of folded groups; absent: no group is folded. */
  readonly whole?: readonly IssueKey[]
  readonly headings: ReadonlyMap<IssueKey, Heading>
  /** Their values are not there yet: the rows stand as they came. */
  readonly isComing?: true
}

type Values = ReadonlyMap<IssueKey, RowValue>

/** How the values of rows are read. */
export type ReadValues = (read: (issue: Issue) => RowValue) => Values

const noHeadings: ReadonlyMap<IssueKey, Heading> = new Map()

/** Remembers the last answer for each list: a key press asks several times for the same rows, and most change one step only. */
const lastOf = <Wanted extends readonly unknown[], Answer>(
  make: (keys: readonly IssueKey[], ...wanted: Wanted) => Answer,
): typeof make => {
  const known = new WeakMap<readonly IssueKey[], { readonly wanted: Wanted; readonly answer: Answer }>()
  return (keys, ...wanted) => {
    const last = known.get(keys)
    if (last?.wanted.every((one, at) => one === wanted[at]) === true) return last.answer
    const answer = make(keys, ...wanted)
    known.set(keys, { wanted, answer })
    return answer
  }
}

/** The rows in groups and in order; what is asked for again without a change is the same. */
export const arrange = (keys: readonly IssueKey[], wanted: Arrangement, valuesOf: ReadValues): Arranged => {
  const { sort, group, folded, among = keys } = wanted
  const values = valuesOf(readerOf(sort?.field, group))
  if (values.size === 0 && keys.length > 0) return coming(among)
  const sorted = sort === undefined ? keys : inOrder(keys, values, sort.descending)
  const shown = among === keys ? sorted : sorted === keys ? among : onlyThose(sorted, among)
  return group === undefined ? ungrouped(shown) : withHeadings(shown, inGroups(shown, values), group, folded)
}

const coming = lastOf((keys): Arranged => ({ keys, headings: noHeadings, isComing: true }))

const ungrouped = lastOf((keys): Arranged => ({ keys, headings: noHeadings }))

const onlyThose = lastOf((keys, among: readonly IssueKey[]): readonly IssueKey[] => {
  const wanted = new Set(among)
  return keys.filter((key) => wanted.has(key))
})

const compare = (a: SortValue, b: SortValue): number => (a === b || a === null || b === null ? 0 : a < b ? -1 : 1)

/** Stable: rows with the same value stay as the site has them. Those without one come last, in either direction. */
const inOrder = lastOf((keys, values: Values, descending: boolean): readonly IssueKey[] => {
  const there: { readonly key: IssueKey; readonly value: SortValue }[] = []
  const without: IssueKey[] = []
  for (const key of keys) {
    const value = values.get(key)?.sort ?? null
    if (value === null) without.push(key)
    else there.push({ key, value })
  }
  const sign = descending ? -1 : 1
  there.sort((a, b) => sign * compare(a.value, b.value))
  return [...there.map(({ key }) => key), ...without]
})

/** Without a value. */
const noneOf = (field: string): string =>
  field.toLowerCase() === 'assignee' ? 'Unassigned' : `No ${field.toLowerCase()}`

interface Group {
  readonly name: string
  readonly rank: number
  readonly keys: IssueKey[]
}

let collator: Intl.Collator | undefined

/** Many times as fast as `localeCompare` where there are thousands of names; its tables take up to nine milliseconds to load. */
const byName = (a: string, b: string): number => {
  collator ??= new Intl.Collator()
  return collator.compare(a, b)
}

const inGroups = lastOf((keys, values: Values): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const key of keys) {
    const { group: name = '', rank = 0 } = values.get(key) ?? {}
    const known = groups.get(name)
    if (known === undefined) groups.set(name, { name, rank, keys: [key] })
    else known.keys.push(key)
  }
  // A name may have ranks of two kinds; those without a value come last.
  return [...groups.values()].toSorted(
    (a, b) => Number(a.name === '') - Number(b.name === '') || a.rank - b.rank || byName(a.name, b.name),
  )
})

const withHeadings = lastOf((_keys, groups: readonly Group[], field: string, folded: ReadonlySet<string>): Arranged => {
  const shown: IssueKey[] = []
  const whole: IssueKey[] = []
  const headings = new Map<IssueKey, Heading>()
  for (const { name, keys } of groups) {
    const key = headingKey(name)
    const isFolded = folded.has(name)
    headings.set(key, { text: name === '' ? noneOf(field) : name, count: keys.length, folded: isFolded })
    // One by one: a spread of many thousand arguments does not fit on the stack.
    whole.push(key)
    for (const one of keys) whole.push(one)
    shown.push(key)
    if (!isFolded) for (const one of keys) shown.push(one)
  }
  return shown.length === whole.length ? { keys: shown, headings } : { keys: shown, whole, headings }
})

/** The heading of the group that a row stands under: the nearest one before it. */
export const headingBefore = (arranged: Arranged, at: number): string | undefined => {
  for (let row = at; row >= 0; row -= 1) {
    const key = arranged.keys[row]
    if (key !== undefined && arranged.headings.has(key)) return groupOf(key)
  }
  return undefined
}
