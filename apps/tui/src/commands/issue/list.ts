import type { CommandContext, CommandResult } from '../invocation.ts'
import { pointingAt } from '../output/point-at-jql.ts'
import { severalSites } from '../several-sites.ts'
import { type ListOptions, printList, readListOptions } from './list-format.ts'
import type { Listed } from './list-site.ts'

export interface IssueListOptions extends ListOptions {
  readonly jql?: string
  readonly limit: number | 'all'
}

/** `issue list`: the issues of a view or query as a table, JSON, CSV or tab-separated lines. */
export const runIssueList = async (context: CommandContext, options: IssueListOptions): CommandResult => {
  const { globals, output, signal } = context
  const how = readListOptions(output, options, { takesFields: globals.offline !== true })
  const query = {
    jql: options.jql,
    view: globals.view,
    limit: options.limit,
    columns: how.columns,
    takesColumnsOfView: how.format !== 'json',
  }
  // Offline nothing of the network is loaded.
  const list = async (one: CommandContext): Promise<Listed> =>
    globals.offline === true
      ? ((await import('./list-page.ts')).listPage(one, query) ?? (await import('./list-copy.ts')).listCopy(one, query))
      : (await import('./list-site.ts')).listSite(one, query, signal)
  const names = severalSites(context)
  if (names !== undefined) {
    const { listSites } = await import('./list-sites.ts')
    const { printTogether } = await import('./print-together.ts')
    return printTogether(context, how, await listSites(context, names, query, list))
  }
  const { origin, columns = how.columns, ...found } = await pointingAt(output, options.jql, () => list(context))
  for (const warning of found.warnings) output.note(warning)
  await printList(output, found, { originOf: () => origin, ...how, columns })
  return undefined
}
