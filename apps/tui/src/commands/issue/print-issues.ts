import type { Output } from '../output/output.ts'
import { toTable } from '../output/table.ts'
import type { FoundIssues } from './fetch-issues.ts'
import { defaultColumns, toTableColumn } from './issue-columns.ts'
import { type PrintOptions, pick, toRows } from './list-format.ts'

/** Prints issues as a table, or as JSON. */
export const printIssues = (output: Output, found: FoundIssues, options: PrintOptions): void => {
  const { columns = defaultColumns } = options
  const rows = toRows(found, options)
  if (options.format === 'json') {
    output.value(rows.map((row) => pick(row, options.columns)))
    return
  }
  if (rows.length === 0) {
    output.note('No issue matches')
    return
  }
  for (const line of toTable(columns.map(toTableColumn), rows, output)) output.line(line)
  if (found.total > rows.length) output.note(`${rows.length} of ${found.total}; --limit all shows every one`)
}
