import { siteNames } from '../../session/site-names.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { defaultColumns } from './issue-columns.ts'
import { type ListOptions, type PrintOptions, printList, readListOptions } from './list-format.ts'
import type { Listed } from './list-site.ts'
import { type ListedTogether, listSites } from './list-sites.ts'

export interface IssueListOptions extends ListOptions {
  readonly jql?: string
  readonly limit: number | 'all'
}

/** `issue list`: the issues of a view or query as a table, JSON, CSV or tab-separated lines. */
export const runIssueList = async (context: CommandContext, options: IssueListOptions): CommandResult => {
  const { environment, globals, output, signal } = context
  const how = readListOptions(output, options)
  const query = { jql: options.jql, view: globals.view, limit: options.limit }
  // Offline nothing of the network is loaded.
  const list = async (one: CommandContext): Promise<Listed> =>
    globals.offline === true
      ? (await import('./list-copy.ts')).listCopy(one, query)
      : (await import('./list-site.ts')).listSite(one, query, signal)
  const names = siteNames(globals.site ?? environment.site ?? '')
  if (names.length > 1) return printTogether(context, how, await listSites(context, names, query, list))
  const { origin, ...found } = await list(context)
  for (const warning of found.warnings) output.note(warning)
  await printList(output, found, { originOf: () => origin, ...how })
  return undefined
}

const printTogether = async (
  { output }: CommandContext,
  how: Omit<PrintOptions, 'originOf'>,
  { errors, originOf, ...found }: ListedTogether,
): CommandResult => {
  for (const warning of found.warnings) output.note(warning)
  const isNamed = how.columns === undefined && how.format !== 'json'
  await printList(output, found, { originOf, ...how, ...(isNamed ? { columns: ['site', ...defaultColumns] } : {}) })
  for (const error of errors) output.error({ ...error, what: `${error.site}: ${error.what}` })
  return errors[0]?.exitCode
}
