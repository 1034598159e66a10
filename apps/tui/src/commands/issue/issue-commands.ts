import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import { toLimit, toNames } from './flags.ts'
import { addLinkCommands } from './link-commands.ts'
import type { IssueListOptions } from './list.ts'
import { addPlanCommands } from './plan-commands.ts'
import { addTalkCommands } from './talk-commands.ts'
import type { IssueViewOptions } from './view.ts'
import { addWriteCommands } from './write-commands.ts'

/** The verbs of `mmd-tui issue`: parsing only. */
export const addIssueCommands = (issue: Command, choose: Choose): void => {
  addList(issue, choose)
  addView(issue, choose)
  addWriteCommands(issue, choose)
  addTalkCommands(issue, choose)
  addLinkCommands(issue, choose)
  addPlanCommands(issue, choose)
  addOpen(issue, choose)
}

const addOpen = (issue: Command, choose: Choose): void => {
  issue
    .command('open')
    .description('show issues in the browser, and print their addresses')
    .argument('<keys...>', 'such as PAY-12')
    .addHelpText('after', examples('mmd-tui issue open PAY-12', 'MMD_BROWSER=none mmd-tui issue open PAY-12'))
    .action((keys: string[]) =>
      choose('issue open', keys, {}, async (context) => (await import('./open.ts')).runIssueOpen(context, keys)),
    )
}

const addList = (issue: Command, choose: Choose): void => {
  issue
    .command('list')
    .description('the issues of a view or of a JQL query')
    .option('--jql <jql>', 'what to look for')
    .option('--limit <count|all>', 'how many at most', toLimit, 50)
    .option(
      '--columns <names>',
      'which columns, by their JSON names or as fields of the site, separated by commas',
      toNames,
    )
    .option('--csv', 'comma-separated values with a heading')
    .option('--plain', 'tab-separated values without a heading')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue list --view Untriaged --limit all --json',
        'mmd-tui issue list --jql "project = PAY AND priority = High" --csv',
        'mmd-tui issue list --site work,lab --columns site,key,summary',
        'mmd-tui issue list --columns "key,sprint,Story Points,summary"',
      ),
    )
    .action((options: IssueListOptions) =>
      choose('issue list', [], options, async (context) => (await import('./list.ts')).runIssueList(context, options)),
    )
}

const addView = (issue: Command, choose: Choose): void => {
  issue
    .command('view')
    .description('one issue with its description and comments')
    .argument('<key>', 'such as PAY-12')
    .option('--comments <count|all>', 'how many of the newest comments', toLimit)
    .option('--raw', 'texts as the site keeps them')
    .option('--fields <names>', 'only these, by their JSON names, separated by commas', toNames)
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue view PAY-12 --comments 5',
        'mmd-tui issue view PAY-12 --json --fields status,assignee',
        'mmd-tui issue view PAY-12 --offline',
      ),
    )
    .action((key: string, options: IssueViewOptions) =>
      choose('issue view', [key], options, async (context) =>
        (await import('./view.ts')).runIssueView(context, key, options),
      ),
    )
}
