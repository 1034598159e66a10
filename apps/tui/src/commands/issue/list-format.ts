import type { Issue } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { toCsvLine, toPlainLine } from '../output/delimited.ts'
import type { Output } from '../output/output.ts'
import type { FoundIssues } from './fetch-issues.ts'
import { type ColumnName, defaultColumns, parseColumns, toCell } from './issue-columns.ts'
import { type IssueJson, type IssueOrigin, toIssueJson } from './issue-json.ts'

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
  readonly columns?: readonly ColumnName[] | undefined
  readonly format: ListFormat
}

/** Checks these flags, which exclude each other in part. Throws a usage error. */
export const readListOptions = (output: Output, options: ListOptions): Omit<PrintOptions, 'originOf'> => {
  const formats = [output.json, options.csv === true, options.plain === true].filter(Boolean)
  if (formats.length > 1) {
    throw new AppError('usage', '--json, --csv and --plain exclude each other', 'Leave one of them')
  }
  const columns = options.columns === undefined ? undefined : parseColumns(options.columns)
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
  const issues = found.issues.map((issue) => toIssueJson(issue, options.originOf(issue)))
  const cells = (issue: IssueJson): string[] => columns.map((column) => toCell(issue, column))
  if (format === 'json') return output.value(issues.map((issue) => pick(issue, options.columns)))
  if (format === 'csv') output.line(toCsvLine(columns))
  const toLine = format === 'csv' ? toCsvLine : toPlainLine
  for (const issue of issues) output.line(toLine(cells(issue)))
}

/** Some of an issue's keys, or all. */
export const pick = (issue: IssueJson, columns: readonly ColumnName[] | undefined): Partial<IssueJson> =>
  columns === undefined ? issue : Object.fromEntries(columns.map((column) => [column, issue[column]]))
