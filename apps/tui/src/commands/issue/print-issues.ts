import type { Output } from '../output/output.ts'
import { toTable } from '../output/table.ts'
import type { FoundIssues } from './fetch-issues.ts'
import { defaultColumns, toTableColumn } from './issue-columns.ts'
import { toIssueJson } from './issue-json.ts'
import { type PrintOptions, pick } from './list-format.ts'

/** Prints issues as a table, or as JSON. */
export const printIssues = (output: Output, found: FoundIssues, options: PrintOptions): void => {
  const { columns = defaultColumns } = options
  const issues = found.issues.map((issue) => toIssueJson(issue, options.originOf(issue)))
  if (options.format === 'json') {
    output.value(issues.map((issue) => pick(issue, options.columns)))
    return
  }
  if (issues.length === 0) {
    output.note('No issue matches')
    return
  }
  for (const line of toTable(columns.map(toTableColumn), issues, output)) output.line(line)
  if (found.total > issues.length) output.note(`${issues.length} of ${found.total}; --limit all shows every one`)
}
