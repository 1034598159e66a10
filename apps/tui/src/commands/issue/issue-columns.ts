import type { IssueField } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { toRowField } from '../../screens/triage/columns/built-in-fields.ts'
import type { ColumnChoice } from '../../state/view.ts'
import type { Style } from '../output/colour.ts'
import type { Column } from '../output/table.ts'
import { toValueJson, toValueText } from './field-json.ts'
import type { IssueJson } from './issue-json.ts'
import type { ListQuery } from './list-site.ts'
import type { PersonJson } from './person-json.ts'

/** Names of columns: the keys of an issue in JSON. */
export type ColumnName = keyof IssueJson

/** A column of a list: one of an issue's own, or any field of the site as it was typed. */
export type ListColumn = ColumnName | { readonly field: string }

/** An issue as it is printed. */
export interface ListedRow {
  readonly json: IssueJson
  /** Those that were asked for besides. */
  readonly fields: readonly IssueField[]
}

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

/** True for a column that rows do not have by themselves. In which custom field a sprint is each site says. */
export const needsFields = (column: ListColumn): boolean => typeof column !== 'string' || column === 'sprint'

const columnNamed = (name: string): ColumnName | undefined =>
  columnNames.find((known) => known.toLowerCase() === name.toLowerCase())

/** The columns that a flag names, in its order and any case; throws a usage error that lists all. */
export const parseColumns = (names: readonly string[]): readonly ColumnName[] =>
  names.map((name) => {
    const column = columnNamed(name)
    if (column !== undefined) return column
    throw new AppError('usage', `There is no column “${name}”`, `There are: ${columnNames.join(', ')}`)
  })

/** The same where a site can be asked: any other name is that of a field. */
export const parseListColumns = (names: readonly string[]): readonly ListColumn[] =>
  names.map((name) => columnNamed(name) ?? { field: name })

/**
 * The columns that a view has on the screen, as a list prints them where it is to take them and none are named; undefined: it
 * has none of its own.
 */
export const printedOfView = (
  { columns, takesColumnsOfView = false }: Pick<ListQuery, 'columns' | 'takesColumnsOfView'>,
  ofView: readonly ColumnChoice[] = [],
): readonly ListColumn[] | undefined =>
  columns !== undefined || !takesColumnsOfView || ofView.length === 0
    ? undefined
    : parseListColumns(ofView.map(({ field }) => toRowField(field) ?? field))

/** What a column is called in JSON and in files: a field as it was typed. */
export const columnKey = (column: ListColumn): string => (typeof column === 'string' ? column : column.field)

const fieldOf = ({ fields }: ListedRow, wanted: string): IssueField | undefined => {
  const folded = wanted.trim().toLowerCase()
  return (
    fields.find(({ id }) => id.toLowerCase() === folded) ?? fields.find(({ name }) => name.toLowerCase() === folded)
  )
}

/** A column's value in JSON. */
export const toCellJson = (row: ListedRow, column: ListColumn): unknown => {
  if (typeof column === 'string') return row.json[column]
  const field = fieldOf(row, column.field)
  return field === undefined ? null : toValueJson(field.value)
}

/** A column's value as one text: lists joined by commas, people by their name. */
export const toCell = (row: ListedRow, column: ListColumn): string => {
  if (typeof column !== 'string') {
    const field = fieldOf(row, column.field)
    return field === undefined ? '' : toValueText(field.value)
  }
  const value = row.json[column]
  if (value === null) return ''
  if (typeof value === 'string') return value
  return isPerson(value) ? value.name : value.join(', ')
}

const isPerson = (value: PersonJson | readonly string[]): value is PersonJson => !Array.isArray(value)

/** A column of the table for people: days instead of moments, colours by meaning. */
export const toTableColumn = (column: ListColumn): Column<ListedRow> => {
  if (typeof column !== 'string') return { title: column.field, value: (row) => toCell(row, column) }
  return {
    title: titles[column],
    value: (row) => {
      const cell = toCell(row, column)
      return column === 'created' || column === 'updated' ? cell.slice(0, 10) : cell
    },
    ...(column === 'summary' ? { flexible: true } : {}),
    style: ({ json }) => styleOf(json, column),
  }
}

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
