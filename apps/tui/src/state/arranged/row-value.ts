import type { FieldValue, Issue } from '@mmd/jira-api'
import { splitKey } from '@mmd/replica/first-page'
import { type RowField, toRowField } from '../../screens/triage/columns/built-in-fields.ts'
import { cellOf, fieldOf } from '../../screens/triage/columns/cell.ts'

/** What rows are compared by; null comes last in either direction. */
export type SortValue = string | number | null

/** What of a row tells its place in a list that is ordered, or in groups, here. */
export interface RowValue {
  readonly sort: SortValue
  /** What its group is called; empty: it has no value. */
  readonly group: string
  /** Groups stand in the order of this, then of their names. */
  readonly rank: number
}

/** Highest first, as far as names tell. */
const priorityRank = (name: string): number => {
  const at = [/highest|blocker/i, /high|critical/i, /medium|major|normal/i, /lowest|trivial/i, /low|minor/i].findIndex(
    (names) => names.test(name),
  )
  return [0, 1, 2, 4, 3][at] ?? 2.5
}

const categories = ['new', 'indeterminate', 'unknown', 'done'] as const

const folded = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text.toLowerCase()

const names = (values: readonly { readonly name: string }[]): string | null =>
  folded(values.map(({ name }) => name).join(', '))

/** `PAY-7` before `PAY-12`. */
const keyText = (key: Issue['key']): string => {
  const plain = splitKey(key).key
  const at = plain.lastIndexOf('-')
  return `${plain.slice(0, at)}-${plain.slice(at + 1).padStart(9, '0')}`
}

const ownValues: Readonly<Record<RowField, (issue: Issue) => SortValue>> = {
  key: ({ key }) => keyText(key),
  type: ({ type }) => folded(type.name),
  // The least first, as sites order them; groups stand the other way round.
  priority: ({ priority }) => (priority === null ? null : -priorityRank(priority.name)),
  summary: ({ summary }) => folded(summary),
  status: ({ status }) => `${categories.indexOf(status.category)}${status.name.toLowerCase()}`,
  assignee: ({ assignee }) => folded(assignee?.name),
  reporter: ({ reporter }) => folded(reporter?.name),
  labels: ({ labels }) => folded(labels.join(', ')),
  components: ({ components }) => names(components),
  fixVersions: ({ fixVersions }) => names(fixVersions),
  parent: ({ parent }) => (parent === null ? null : keyText(parent.key)),
  project: ({ project }) => folded(project.key),
  resolution: ({ resolution }) => folded(resolution?.name),
  created: ({ created }) => created,
  updated: ({ updated }) => updated,
  due: ({ due }) => due,
}

const valueOf = (value: FieldValue | undefined, text: string): SortValue => {
  switch (value?.kind) {
    case 'number':
      return value.number
    case 'date':
      return value.date
    case 'time':
      return value.time
    case 'estimates':
      return value.estimates.remaining ?? value.estimates.original
    case 'sla':
      return value.sla.ongoing?.remaining ?? null
    default:
      return folded(text)
  }
}

const sortValue = (issue: Issue, field: string): SortValue => {
  const own = toRowField(field)
  return own === undefined ? valueOf(fieldOf(issue, field)?.value, cellOf(issue, field, 0).text) : ownValues[own](issue)
}

/** Values of a group do not change with the time of day. */
const groupText = (issue: Issue, field: string): string => {
  const own = toRowField(field)
  if (own === 'assignee') return issue.assignee?.name ?? ''
  if (own === 'parent') return issue.parent === null ? '' : `${issue.parent.key} ${issue.parent.summary}`
  if (own === 'project') return `${issue.project.key} ${issue.project.name}`
  if (own === 'created' || own === 'updated') return issue[own]?.slice(0, 10) ?? ''
  if (own === 'due') return issue.due ?? ''
  const value = own === undefined ? fieldOf(issue, field)?.value : undefined
  if (value?.kind === 'date') return value.date
  if (value?.kind === 'time') return value.time.slice(0, 10)
  if (value?.kind === 'sla') return value.sla.ongoing?.breached === true ? 'missed' : 'in time'
  return cellOf(issue, field, 0).text
}

const groupRank = (issue: Issue, field: string): number => {
  const own = toRowField(field)
  if (own === 'status') return categories.indexOf(issue.status.category)
  if (own === 'priority') return priorityRank(issue.priority?.name ?? '')
  return 0
}

/** Readers, by what they read: the copy keeps what each has read. */
const readers = new Map<string, (issue: Issue) => RowValue>()

/** What reads the values of rows for an order and groups by these fields; the same function each time. */
export const readerOf = (sort: string | undefined, group: string | undefined): ((issue: Issue) => RowValue) => {
  const name = `${sort ?? ''}\n${group ?? ''}`
  const known = readers.get(name)
  if (known !== undefined) return known
  const reader = (issue: Issue): RowValue => ({
    sort: sort === undefined ? null : sortValue(issue, sort),
    group: group === undefined ? '' : groupText(issue, group),
    rank: group === undefined ? 0 : groupRank(issue, group),
  })
  if (readers.size >= 20) readers.clear()
  readers.set(name, reader)
  return reader
}
