import type { CommandContext, CommandResult } from '../invocation.ts'
import { whoAmI, whoIs } from './bench.ts'
import type { TargetFlags } from './flags.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueWatchOptions extends TargetFlags {
  readonly remove?: boolean
  readonly user?: string
}

/** `issue watch KEY…`: follows issues, or no longer, for oneself or for somebody else. */
export const runIssueWatch = (
  context: CommandContext,
  keys: readonly string[],
  options: IssueWatchOptions,
): CommandResult =>
  writeIssues(context, {
    action: 'watch',
    targets: { ...options, keys },
    needs: 'detail',
    prepare: async (bench, { key }) => {
      const somebody = options.user === undefined ? null : await whoIs(bench, options.user)
      const isOther = somebody !== null && somebody.id !== (await whoAmI(bench)).id
      return [{ kind: 'watch', key, isWatching: options.remove !== true, user: isOther ? somebody : null }]
    },
  })
