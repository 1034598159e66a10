import type { CommandContext, CommandResult } from '../invocation.ts'
import { defaultColumns } from './issue-columns.ts'
import { type PrintOptions, printList } from './list-format.ts'
import type { ListedTogether } from './list-sites.ts'

/** Prints the list of several sites, each issue with its own, and names those that gave none: the first has the exit code. */
export const printTogether = async (
  { output }: CommandContext,
  how: Omit<PrintOptions, 'originOf'>,
  { errors, originOf, columns = defaultColumns, ...found }: ListedTogether,
): CommandResult => {
  for (const warning of found.warnings) output.note(warning)
  const isNamed = how.columns === undefined && how.format !== 'json'
  await printList(output, found, {
    originOf,
    ...how,
    ...(isNamed ? { columns: ['site', ...columns.filter((column) => column !== 'site')] } : {}),
  })
  for (const error of errors) output.error({ ...error, what: `${error.site}: ${error.what}` })
  return errors[0]?.exitCode
}
