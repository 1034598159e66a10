import { AppError } from '../../config/app-error.ts'
import { toCsvLine, toPlainLine } from '../output/delimited.ts'
import type { Output } from '../output/output.ts'
import { toTable } from '../output/table.ts'
import type { FoundIssues } from './fetch-issues.ts'
import { type ColumnName, defaultColumns, parseColumns, toCell, toTableColumn } from './issue-columns.ts'
import { type IssueJson, type IssueOrigin, toIssueJson } from './issue-json.ts'

/** The flags that say how issues are printed. */
export interface ListOptions {
  readonly columns?: readonly string[]
  readonly csv?: boolean
  readonly plain?: boolean
}

/** Checks these flags, which exclude each other in part. Throws a usage error. */
export const readListOptions = (output: Output, options: ListOptions): Omit<PrintOptions, 'origin'> => {
  const formats = [output.json, options.csv === true, options.plain === true].filter(Boolean)
  if (formats.length > 1) {
    throw new AppError('usage', '--json, --csv and --plain exclude each other', 'Leave one of them')
  }
  const columns = options.columns === undefined ? undefined : parseColumns(options.columns)
  return { columns, format: toFormat(output, options) }
}

type ListFormat = 'json' | 'csv' | 'plain' | 'table'

const toFormat = (output: Output, options: ListOptions): ListFormat => {
  if (output.json) return 'json'
  if (options.csv === true) return 'csv'
  return options.plain === true ? 'plain' : 'table'
}

export interface PrintOptions {
  readonly origin: IssueOrigin
  /** Undefined: all in JSON, the usual ones elsewhere. */
  readonly columns?: readonly ColumnName[] | undefined
  readonly format: ListFormat
}

/** Prints a list of issues. */
export const printIssues = (output: Output, found: FoundIssues, options: PrintOptions): void => {
  const { format, columns = defaultColumns } = options
  const issues = found.issues.map((issue) => toIssueJson(issue, options.origin))
  const cells = (issue: IssueJson): string[] => columns.map((column) => toCell(issue, column))
  if (format === 'json') {
    output.value(issues.map((issue) => pick(issue, options.columns)))
  } else if (format === 'csv') {
    output.line(toCsvLine(columns))
    for (const issue of issues) output.line(toCsvLine(cells(issue)))
  } else if (format === 'plain') {
    for (const issue of issues) output.line(toPlainLine(cells(issue)))
  } else {
    printTable(output, found, issues, columns)
  }
}

const printTable = (
  output: Output,
  found: FoundIssues,
  issues: readonly IssueJson[],
  columns: readonly ColumnName[],
): void => {
  if (issues.length === 0) {
    output.note('No issue matches')
    return
  }
  for (const line of toTable(columns.map(toTableColumn), issues, output)) output.line(line)
  if (found.total > issues.length) output.note(`${issues.length} of ${found.total}; --limit all shows every one`)
}

const pick = (issue: IssueJson, columns: readonly ColumnName[] | undefined): Partial<IssueJson> =>
  columns === undefined ? issue : Object.fromEntries(columns.map((column) => [column, issue[column]]))
