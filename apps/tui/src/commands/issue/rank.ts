import type { RankPlace } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { TargetFlags } from './flags.ts'
import { exactlyOneOf } from './one-of.ts'
import { parseKey } from './parse-key.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueRankOptions extends TargetFlags {
  readonly before?: string
  readonly after?: string
}

/** `issue rank KEY…`: puts issues, in the order in which they are given, before or after another one. */
export const runIssueRank = async (
  context: CommandContext,
  keys: readonly string[],
  { before, after, ...targets }: IssueRankOptions,
): CommandResult => {
  exactlyOneOf('Where to?', { '--before': before, '--after': after })
  const place = placeOf(before, after)
  const anchor = 'after' in place ? place.after : place.before
  let last = anchor
  return writeIssues(context, {
    action: 'rank',
    targets: { ...targets, keys },
    isOrdered: true,
    prepare: async (_bench, { key }) => {
      if (key === anchor) throw new AppError('bad-value', 'An issue has no place next to itself', 'Name another issue')
      // Each behind the one before, so that they keep their order.
      const next: RankPlace = 'before' in place ? place : { after: last }
      last = key
      return [{ kind: 'rank', key, place: next }]
    },
  })
}

const placeOf = (before: string | undefined, after: string | undefined): RankPlace =>
  before === undefined ? { after: parseKey(after ?? '') } : { before: parseKey(before) }
