import type { Issue } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { toCsvLine, toPlainLine } from '../output/delimited.ts'
import type { Output } from '../output/output.ts'
import type { FoundIssues } from './fetch-issues.ts'
import {
  columnKey,
  defaultColumns,
  type ListColumn,
  type ListedRow,
  parseColumns,
  parseListColumns,
  toCell,
  toCellJson,
} from './issue-columns.ts'
import { type IssueOrigin, toIssueJson } from './issue-json.ts'

/** The flags that say how issues are printed. */
export interface ListOptions {
  readonly columns?: readonly string[]
  readonly csv?: boolean
  readonly plain?: boolean
}

type ListFormat = 'json' | 'csv' | 'plain' | 'table'

/** How issues are printed, and whose they are. */
export interface PrintOptions {
  readonly originOf: (issue: Issue) => IssueOrigin
  /** Undefined: all in JSON, the usual ones elsewhere. */
  readonly columns?: readonly ListColumn[] | undefined
  readonly format: ListFormat
}

/**
 * Checks these flags, which exclude each other in part. Throws a usage error. `takesFields`: a column may be any field of the
 * site.
 */
export const readListOptions = (
  output: Output,
  options: ListOptions,
  { takesFields = false }: { readonly takesFields?: boolean } = {},
): Omit<PrintOptions, 'originOf'> => {
  const formats = [output.json, options.csv === true, options.plain === true].filter(Boolean)
  if (formats.length > 1) {
    throw new AppError('usage', '--json, --csv and --plain exclude each other', 'Leave one of them')
  }
  const parse = takesFields ? parseListColumns : parseColumns
  const columns = options.columns === undefined ? undefined : parse(options.columns)
  return { columns, format: toFormat(output, options) }
}

const toFormat = (output: Output, options: ListOptions): ListFormat => {
  if (output.json) return 'json'
  if (options.csv === true) return 'csv'
  return options.plain === true ? 'plain' : 'table'
}

/** Prints a list of issues. What measures the columns of a table is loaded for a table alone: a script need not wait for it. */
export const printList = async (output: Output, found: FoundIssues, options: PrintOptions): Promise<void> => {
  const { format, columns = defaultColumns } = options
  if (format === 'table') return (await import('./print-issues.ts')).printIssues(output, found, options)
  const rows = toRows(found, options)
  if (format === 'json') return output.value(rows.map((row) => pick(row, options.columns)))
  if (format === 'csv') output.line(toCsvLine(columns.map(columnKey)))
  const toLine = format === 'csv' ? toCsvLine : toPlainLine
  for (const row of rows) output.line(toLine(columns.map((column) => toCell(row, column))))
}

/** Issues as they are printed. */
export const toRows = ({ issues }: FoundIssues, { originOf }: Pick<PrintOptions, 'originOf'>): readonly ListedRow[] =>
  issues.map((issue) => ({ json: toIssueJson(issue, originOf(issue)), fields: issue.fields ?? [] }))

/** Some of an issue's keys, or all. */
export const pick = (row: ListedRow, columns: readonly ListColumn[] | undefined): object =>
  columns === undefined
    ? row.json
    : Object.fromEntries(columns.map((column) => [columnKey(column), toCellJson(row, column)]))
