import { AppError } from '../../config/app-error.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { toCsvLine, toPlainLine } from '../output/delimited.ts'
import type { Output } from '../output/output.ts'
import { toTable } from '../output/table.ts'
import { type FoundIssues, fetchIssues } from './fetch-issues.ts'
import { findJql } from './find-jql.ts'
import { type ColumnName, defaultColumns, parseColumns, toCell, toTableColumn } from './issue-columns.ts'
import { type IssueJson, type IssueOrigin, toIssueJson } from './issue-json.ts'

export interface IssueListOptions {
  readonly jql?: string
  readonly limit: number | 'all'
  readonly columns?: readonly string[]
  readonly csv?: boolean
  readonly plain?: boolean
}

/** `issue list`: the issues of a view or query as a table, JSON, CSV or tab-separated lines. */
export const runIssueList = async (context: CommandContext, options: IssueListOptions): CommandResult => {
  const { globals, output, signal } = context
  const formats = [output.json, options.csv === true, options.plain === true].filter(Boolean)
  if (formats.length > 1) {
    throw new AppError('usage', '--json, --csv and --plain exclude each other', 'Leave one of them')
  }
  const columns = options.columns === undefined ? undefined : parseColumns(options.columns)
  const { client, origin } = await connect(context)
  const jql = await findJql(client, { jql: options.jql, view: globals.view }, { signal })
  const found = await fetchIssues(client, { jql, limit: options.limit, signal })
  for (const warning of found.warnings) output.note(warning)
  printIssues(output, found, { origin, columns, format: toFormat(output, options) })
  return undefined
}

type ListFormat = 'json' | 'csv' | 'plain' | 'table'

const toFormat = (output: Output, options: IssueListOptions): ListFormat => {
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
