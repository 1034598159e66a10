import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import { toWakeTime } from './durations.ts'
import { severalIssues } from './flags.ts'
import type { IssueRankOptions } from './rank.ts'
import type { IssueSnoozeOptions } from './snooze.ts'
import type { IssueSprintOptions } from './sprint.ts'

/** The verbs that say when an issue's turn comes: parsing only. */
export const addPlanCommands = (issue: Command, choose: Choose): void => {
  severalIssues(issue.command('rank').description('put issues before or after another one'))
    .option('--before <key>', 'the issue that they go before')
    .option('--after <key>', 'the issue that they go after')
    .addHelpText('after', examples('mmd-tui issue rank PAY-12 PAY-13 --before PAY-9'))
    .action((keys: string[], options: IssueRankOptions) =>
      choose('issue rank', keys, options, async (context) =>
        (await import('./rank.ts')).runIssueRank(context, keys, options),
      ),
    )
  severalIssues(issue.command('sprint').description('move issues to a sprint or to the backlog'))
    .requiredOption('--to <name>', 'a sprint’s name or id, or backlog')
    .option('--board <id>', 'the board whose sprints are meant')
    .addHelpText('after', examples('mmd-tui issue sprint PAY-12 --to "PAY Sprint 7"'))
    .action((keys: string[], options: IssueSprintOptions) =>
      choose('issue sprint', keys, options, async (context) =>
        (await import('./sprint.ts')).runIssueSprint(context, keys, options),
      ),
    )
  severalIssues(issue.command('snooze').description('hide issues from the lists of this program for a while'))
    .option('--until <time>', 'such as 4h, 3d, 1w, 2026-12-01 or 2026-12-01T09:00', (text: string) => toWakeTime(text))
    .option('--until-changed', 'until somebody changes them')
    .option('--remove', 'show them again')
    .addHelpText('after', examples('mmd-tui issue snooze PAY-12 --until 3d --until-changed'))
    .action((keys: string[], options: IssueSnoozeOptions) =>
      choose('issue snooze', keys, options, async (context) =>
        (await import('./snooze.ts')).runIssueSnooze(context, keys, options),
      ),
    )
}
