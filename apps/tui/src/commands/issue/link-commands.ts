import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { IssueAttachOptions } from './attach.ts'
import { severalIssues } from './flags.ts'
import type { IssueLinkOptions } from './link.ts'
import type { IssueVoteOptions } from './vote.ts'
import type { IssueWatchOptions } from './watch.ts'

/** The verbs that connect an issue with others, with files and with people: parsing only. */
export const addLinkCommands = (issue: Command, choose: Choose): void => {
  addLink(issue, choose)
  addAttach(issue, choose)
  severalIssues(issue.command('watch').description('follow issues'))
    .option('--remove', 'follow them no longer')
    .option('--user <name>', 'somebody else: a login or name')
    .addHelpText(
      'after',
      examples('mmd-tui issue watch PAY-12 PAY-13', 'mmd-tui issue watch PAY-12 --user ada --remove'),
    )
    .action((keys: string[], options: IssueWatchOptions) =>
      choose('issue watch', keys, options, async (context) =>
        (await import('./watch.ts')).runIssueWatch(context, keys, options),
      ),
    )
  severalIssues(issue.command('vote').description('vote for issues'))
    .option('--remove', 'take the vote back')
    .addHelpText('after', examples('mmd-tui issue vote PAY-12', 'mmd-tui issue vote PAY-12 --remove'))
    .action((keys: string[], options: IssueVoteOptions) =>
      choose('issue vote', keys, options, async (context) =>
        (await import('./vote.ts')).runIssueVote(context, keys, options),
      ),
    )
}

const addLink = (issue: Command, choose: Choose): void => {
  issue
    .command('link')
    .description('link an issue to another one, or to an address')
    .argument('<key>', 'such as PAY-12')
    .argument('[other]', 'the other issue')
    .option('--type <words>', 'how, in the words of either direction, such as blocks or "is blocked by"')
    .option('--remove', 'take the link away')
    .option('--url <url>', 'an address of the web, instead of another issue')
    .option('--title <text>', 'what is shown for the address')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue link PAY-12 PAY-9 --type "is blocked by"',
        'mmd-tui issue link PAY-12 PAY-9 --remove',
        'mmd-tui issue link PAY-12 --url https://example.com/log --title "The log"',
      ),
    )
    .action((key: string, other: string | undefined, options: IssueLinkOptions) =>
      choose('issue link', other === undefined ? [key] : [key, other], options, async (context) =>
        (await import('./link.ts')).runIssueLink(context, key, other, options),
      ),
    )
}

const addAttach = (issue: Command, choose: Choose): void => {
  issue
    .command('attach')
    .description('attach files, or save or delete an attachment')
    .argument('<key>', 'such as PAY-12')
    .argument('[files...]', 'files to attach')
    .option('--save <id>', 'save this attachment')
    .option('-o, --output <file>', 'where to (default: its own name, in this folder)')
    .option('--delete <id>', 'delete this attachment')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue attach PAY-12 trace.log screen.png',
        'mmd-tui issue attach PAY-12 --save 10010 -o trace.log',
      ),
    )
    .action((key: string, files: string[], options: IssueAttachOptions) =>
      choose('issue attach', [key, ...files], options, async (context) =>
        (await import('./attach.ts')).runIssueAttach(context, key, files, options),
      ),
    )
}
