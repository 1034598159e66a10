import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Column, toTable } from '../output/table.ts'
import { type DeskQueue, findQueues, type QueueFlags } from './find-queues.ts'

export type QueueListOptions = QueueFlags

const columns: readonly Column<DeskQueue>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Queue', value: ({ name }) => name, style: () => 'bold', flexible: true },
  { title: 'Desk', value: ({ desk }) => desk.projectKey },
  { title: 'Issues', value: ({ count }) => (count === null ? '' : String(count)) },
]

/** `queue list`: the queues of the desks that one is an agent of. */
export const runQueueList = async (context: CommandContext, options: QueueListOptions): CommandResult => {
  const { output, signal } = context
  const { client, site } = await connect(context)
  const queues = await findQueues(client, options, { withCounts: true, signal })
  if (output.json)
    output.value(
      queues.map(({ id, name, desk, jql, count }) => ({
        site: site.name,
        id,
        name,
        desk: desk.projectKey,
        jql,
        issues: count,
      })),
    )
  else if (queues.length === 0) output.note('There is no queue that you may see')
  else for (const line of toTable(columns, queues, output)) output.line(line)
  return undefined
}
