import type { CommandContext, CommandResult } from '../invocation.ts'
import type { TargetFlags } from './flags.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueVoteOptions extends TargetFlags {
  readonly remove?: boolean
}

/** `issue vote KEY…`: votes for issues, or takes the vote back. */
export const runIssueVote = (
  context: CommandContext,
  keys: readonly string[],
  options: IssueVoteOptions,
): CommandResult =>
  writeIssues(context, {
    action: 'vote',
    targets: { ...options, keys },
    needs: 'detail',
    prepare: async (_bench, { key }) => [{ kind: 'vote', key, isFor: options.remove !== true }],
  })
