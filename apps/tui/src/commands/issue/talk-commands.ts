import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { IssueCommentOptions } from './comment.ts'
import { toRemaining, toSeconds, toStarted } from './durations.ts'
import type { IssueWorklogOptions } from './worklog.ts'

/** The verbs that say something on an issue: parsing only. */
export const addTalkCommands = (issue: Command, choose: Choose): void => {
  issue
    .command('comment')
    .description('add a comment, or change or delete one')
    .argument('<key>', 'such as PAY-12')
    .option('--body <text>', 'what to say, in Markdown; - reads standard input')
    .option('--internal', 'a note of a service desk that customers do not see')
    .option('--role <name>', 'only people with this role of the project may read it')
    .option('--raw', 'the text is as the site keeps it, not Markdown')
    .option('--edit <id>', 'change this comment instead')
    .option('--delete <id>', 'delete this comment')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue comment PAY-12 --body "Reproduced on **1.4.2**"',
        'git log -1 --format=%B | mmd-tui issue comment PAY-12 --body -',
        'mmd-tui issue comment PAY-12 --delete 10042',
      ),
    )
    .action((key: string, options: IssueCommentOptions) =>
      choose('issue comment', [key], options, async (context) =>
        (await import('./comment.ts')).runIssueComment(context, key, options),
      ),
    )
  issue
    .command('worklog')
    .description('log work, or change or delete what was logged')
    .argument('<key>', 'such as PAY-12')
    .option('--time <time>', 'how long, such as 1h30m', toSeconds)
    .option('--started <time>', 'when it began, such as 2026-11-26T09:30 (default: now)', toStarted)
    .option('--comment <text>', 'what was done, in Markdown; - reads standard input')
    .option('--remaining <rule>', 'the remaining estimate: auto, leave, or 2h', toRemaining)
    .option('--raw', 'the text is as the site keeps it, not Markdown')
    .option('--edit <id>', 'change this worklog instead')
    .option('--delete <id>', 'delete this worklog')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue worklog PAY-12 --time 1h30m --comment "Found the cause"',
        'mmd-tui issue worklog PAY-12 --edit 10011 --time 2h',
      ),
    )
    .action((key: string, options: IssueWorklogOptions) =>
      choose('issue worklog', [key], options, async (context) =>
        (await import('./worklog.ts')).runIssueWorklog(context, key, options),
      ),
    )
}
