import type { CommandContext, CommandResult } from '../invocation.ts'
import { type ListOptions, printList, readListOptions } from '../issue/list-format.ts'
import type { Listed } from '../issue/list-site.ts'
import { listSites } from '../issue/list-sites.ts'
import { originOf } from '../issue/origin.ts'
import { printTogether } from '../issue/print-together.ts'
import { severalSites } from '../several-sites.ts'
import { withReplica } from '../with-replica.ts'

export interface SearchOptions extends ListOptions {
  readonly limit: number | 'all'
}

/** `search WORDS`: full-text search over the local copy; no site is asked. Of several copies the best of each take turns. */
export const runSearch = async (
  context: CommandContext,
  words: readonly string[],
  options: SearchOptions,
): CommandResult => {
  const { limit } = options
  const how = readListOptions(context.output, options)
  const search = (one: CommandContext): Promise<Listed> => searchCopy(one, words.join(' '), limit)
  const names = severalSites(context)
  if (names !== undefined) return printTogether(context, how, await listSites(context, names, { limit }, search))
  const { origin, ...found } = await search(context)
  await printList(context.output, found, { originOf: () => origin, ...how })
  return undefined
}

const searchCopy = (context: CommandContext, words: string, limit: number | 'all'): Promise<Listed> =>
  withReplica(
    context,
    async ({ site, replica }) => {
      const issues = replica.search(words, limit === 'all' ? Number.MAX_SAFE_INTEGER : limit).map(({ issue }) => issue)
      return { origin: originOf(site), jql: '', issues, total: issues.length, warnings: [] }
    },
    { readOnly: true },
  )
