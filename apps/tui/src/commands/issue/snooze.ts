import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { TargetFlags } from './flags.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueSnoozeOptions extends TargetFlags {
  /** Epoch milliseconds. */
  readonly until?: number
  readonly untilChanged?: boolean
  readonly remove?: boolean
}

/** `issue snooze KEY…`: hides issues from this program's lists; nothing is sent. */
export const runIssueSnooze = async (
  context: CommandContext,
  keys: readonly string[],
  { until, untilChanged = false, remove = false, ...targets }: IssueSnoozeOptions,
): CommandResult => {
  if (remove === (until !== undefined || untilChanged)) {
    throw new AppError('usage', 'Until when?', 'Give --until TIME, --until-changed or both; or --remove alone')
  }
  return writeIssues(context, {
    action: 'snooze',
    targets: { ...targets, keys },
    prepare: async (_bench, { key }) => [
      { kind: 'snooze', key, snooze: remove ? null : { until: until ?? null, untilChanged } },
    ],
  })
}
