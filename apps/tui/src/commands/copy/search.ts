import type { CommandContext, CommandResult } from '../invocation.ts'
import { type ListOptions, printList, readListOptions } from '../issue/list-format.ts'
import { originOf } from '../issue/origin.ts'
import { withReplica } from '../with-replica.ts'

export interface SearchOptions extends ListOptions {
  readonly limit: number | 'all'
}

/** `search WORDS`: full-text search over the local copy; no site is asked. */
export const runSearch = (context: CommandContext, words: readonly string[], options: SearchOptions): CommandResult => {
  const how = readListOptions(context.output, options)
  return withReplica(
    context,
    async ({ site, replica }) => {
      const limit = options.limit === 'all' ? Number.MAX_SAFE_INTEGER : options.limit
      const issues = replica.search(words.join(' '), limit).map(({ issue }) => issue)
      await printList(
        context.output,
        { issues, total: issues.length, warnings: [] },
        { originOf: () => originOf(site), ...how },
      )
      return undefined
    },
    { readOnly: true },
  )
}
