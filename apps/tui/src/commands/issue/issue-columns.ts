import { AppError } from '../../config/app-error.ts'
import type { Style } from '../output/colour.ts'
import type { Column } from '../output/table.ts'
import type { IssueJson } from './issue-json.ts'
import type { PersonJson } from './person-json.ts'

/** Names of columns: the keys of an issue in JSON. */
export type ColumnName = keyof IssueJson

const titles: Readonly<Record<ColumnName, string>> = {
  site: 'Site',
  key: 'Key',
  id: 'Id',
  url: 'URL',
  project: 'Project',
  type: 'Type',
  summary: 'Summary',
  status: 'Status',
  statusCategory: 'Category',
  priority: 'Priority',
  resolution: 'Resolution',
  assignee: 'Assignee',
  reporter: 'Reporter',
  labels: 'Labels',
  components: 'Components',
  fixVersions: 'Fix versions',
  parent: 'Parent',
  sprint: 'Sprint',
  created: 'Created',
  updated: 'Updated',
  due: 'Due',
}

/** All names, in the order of the JSON. */
export const columnNames: readonly ColumnName[] = Object.keys(titles) as ColumnName[]

/** What a list shows when no columns are named. */
export const defaultColumns: readonly ColumnName[] = [
  'key',
  'type',
  'priority',
  'status',
  'assignee',
  'created',
  'summary',
]

/** The columns that a flag names, in its order and any case; throws a usage error that lists all. */
export const parseColumns = (names: readonly string[]): readonly ColumnName[] =>
  names.map((name) => {
    const column = columnNames.find((known) => known.toLowerCase() === name.toLowerCase())
    if (column !== undefined) return column
    throw new AppError('usage', `There is no column “${name}”`, `There are: ${columnNames.join(', ')}`)
  })

/** A column's value as one text: lists joined by commas, people by their name. */
export const toCell = (issue: IssueJson, column: ColumnName): string => {
  const value = issue[column]
  if (value === null) return ''
  if (typeof value === 'string') return value
  return isPerson(value) ? value.name : value.join(', ')
}

const isPerson = (value: PersonJson | readonly string[]): value is PersonJson => !Array.isArray(value)

/** A column of the table for people: days instead of moments, colours by meaning. */
export const toTableColumn = (name: ColumnName): Column<IssueJson> => ({
  title: titles[name],
  value: (issue) => {
    const cell = toCell(issue, name)
    return name === 'created' || name === 'updated' ? cell.slice(0, 10) : cell
  },
  ...(name === 'summary' ? { flexible: true } : {}),
  style: (issue) => styleOf(issue, name),
})

const styleOf = (issue: IssueJson, name: ColumnName): Style | undefined => {
  if (name === 'key') return 'bold'
  if (name === 'status') return issue.statusCategory === null ? undefined : statusStyles[issue.statusCategory]
  if (name === 'created' || name === 'updated' || name === 'type') return 'dim'
  return undefined
}

const statusStyles = { new: 'cyan', indeterminate: 'yellow', done: 'green' } as const satisfies Record<
  NonNullable<IssueJson['statusCategory']>,
  Style
>
