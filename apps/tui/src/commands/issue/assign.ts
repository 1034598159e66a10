import type { CommandContext, CommandResult } from '../invocation.ts'
import { whoWorks } from './bench.ts'
import type { TargetFlags } from './flags.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueAssignOptions extends TargetFlags {
  readonly to: string
}

/** `issue assign KEY…`: who may be assigned is asked once per project. */
export const runIssueAssign = (
  context: CommandContext,
  keys: readonly string[],
  options: IssueAssignOptions,
): CommandResult =>
  writeIssues(context, {
    action: 'assign',
    targets: { ...options, keys },
    prepare: async (bench, { key }) => [{ kind: 'assign', key, assignee: await whoWorks(bench, key, options.to) }],
  })
