import type { CommandContext, CommandResult } from '../invocation.ts'
import { type ListOptions, printList, readListOptions } from './list-format.ts'

export interface IssueListOptions extends ListOptions {
  readonly jql?: string
  readonly limit: number | 'all'
}

/** `issue list`: the issues of a view or query as a table, JSON, CSV or tab-separated lines. */
export const runIssueList = async (context: CommandContext, options: IssueListOptions): CommandResult => {
  const { globals, output, signal } = context
  const how = readListOptions(output, options)
  const query = { jql: options.jql, view: globals.view, limit: options.limit }
  // Offline nothing of the network is loaded.
  const { origin, ...found } =
    globals.offline === true
      ? await (await import('./list-copy.ts')).listCopy(context, query)
      : await (await import('./list-site.ts')).listSite(context, query, signal)
  for (const warning of found.warnings) output.note(warning)
  await printList(output, found, { origin, ...how })
  return undefined
}
