import type { FieldInfo, Issue, SlaValue } from '@mmd/jira-api'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { fetchIssues } from '../issue/fetch-issues.ts'
import { toFieldsJson, toValueText } from '../issue/field-json.ts'
import { type ListedRow, toTableColumn } from '../issue/issue-columns.ts'
import { type IssueOrigin, toIssueJson } from '../issue/issue-json.ts'
import { whichOne } from '../issue/which-one.ts'
import { type Column, toTable } from '../output/table.ts'
import { findQueues, type QueueFlags } from './find-queues.ts'

export interface QueueShowOptions extends QueueFlags {
  readonly limit: number | 'all'
}

interface Waiting extends ListedRow {
  readonly issue: Issue
}

const isClock = ({ schema }: FieldInfo): boolean => schema.custom?.endsWith(':sd-sla-field') === true

const clocksOf = ({ fields = [] }: Issue): readonly SlaValue[] =>
  fields.flatMap(({ value }) => (value.kind === 'sla' ? [value.sla] : []))

/** Milliseconds to the limit that is reached first; infinite where no clock runs. */
const timeLeft = (issue: Issue): number =>
  Math.min(...clocksOf(issue).map(({ ongoing }) => ongoing?.remaining ?? Number.POSITIVE_INFINITY))

const byTimeLeft = (a: Issue, b: Issue): number => {
  const [left, other] = [timeLeft(a), timeLeft(b)]
  return left === other ? 0 : left - other
}

const clockColumn = ({ id, name }: FieldInfo): Column<Waiting> => {
  const valueOf = ({ fields }: Waiting) => fields.find((field) => field.id === id)?.value
  return {
    title: name,
    value: (row) => {
      const value = valueOf(row)
      return value === undefined ? '' : toValueText(value)
    },
    style: (row) => {
      const value = valueOf(row)
      return value?.kind === 'sla' && value.sla.ongoing?.breached === true ? 'red' : undefined
    },
  }
}

const rowOf = (issue: Issue, origin: IssueOrigin): Waiting => ({
  issue,
  json: toIssueJson(issue, origin),
  fields: issue.fields ?? [],
})

/** `queue show QUEUE`: its issues, those with the least time left first. */
export const runQueueShow = async (
  context: CommandContext,
  which: string,
  options: QueueShowOptions,
): CommandResult => {
  const { output, signal } = context
  const { client, origin } = await connect(context)
  const [queues, fields] = await Promise.all([findQueues(client, options, { signal }), client.fields({ signal })])
  const queue = whichOne(queues, which, 'queue')
  const clocks = fields.filter(isClock)
  const wanted = fields.filter((field) => isClock(field) || (field.custom && queue.fields.includes(field.id)))
  // The order of the site is another one: which have the least time left is known of all of them alone.
  const found = await fetchIssues(client, { jql: queue.jql, limit: 'all', fields: wanted, signal })
  for (const warning of found.warnings) output.note(warning)
  const most = options.limit === 'all' ? found.issues.length : options.limit
  const rows = [...found.issues]
    .sort(byTimeLeft)
    .slice(0, most)
    .map((issue) => rowOf(issue, origin))
  if (output.json) {
    output.value(rows.map(({ json, fields: own }) => ({ ...json, fields: toFieldsJson(own) })))
    return undefined
  }
  if (rows.length === 0) {
    output.note(`Nothing waits in ${queue.name}`)
    return undefined
  }
  const shown = clocks.filter(({ id }) => rows.some((row) => row.fields.some((field) => field.id === id)))
  const columns = [
    toTableColumn('key'),
    ...shown.map(clockColumn),
    ...(['priority', 'status', 'assignee', 'summary'] as const).map(toTableColumn),
  ]
  for (const line of toTable(columns, rows, output)) output.line(line)
  if (found.total > rows.length) output.note(`${rows.length} of ${found.total}; --limit all shows every one`)
  return undefined
}
