import { type Command, InvalidArgumentError } from 'commander'
import type { Choose } from '../invocation.ts'
import type { IssueAssignOptions } from './assign.ts'
import type { IssueCommentOptions } from './comment.ts'
import type { IssueListOptions } from './list.ts'
import type { IssueTransitionOptions } from './transition.ts'
import type { IssueViewOptions } from './view.ts'

/** The verbs of `mmd-tui issue`: parsing only. */
export const addIssueCommands = (issue: Command, choose: Choose): void => {
  addList(issue, choose)
  addView(issue, choose)
  addWrites(issue, choose)
}

const addList = (issue: Command, choose: Choose): void => {
  issue
    .command('list')
    .description('the issues of a view or of a JQL query')
    .option('--jql <jql>', 'what to look for')
    .option('--limit <count|all>', 'how many at most', toLimit, 50)
    .option('--columns <names>', 'which columns, by their JSON names, separated by commas', toNames)
    .option('--csv', 'comma-separated values with a heading')
    .option('--plain', 'tab-separated values without a heading')
    .action((options: IssueListOptions) =>
      choose('issue list', [], options, async (context) => (await import('./list.ts')).runIssueList(context, options)),
    )
}

const addView = (issue: Command, choose: Choose): void => {
  issue
    .command('view')
    .description('one issue with its description and comments')
    .argument('<key>')
    .option('--comments <count|all>', 'how many of the newest comments', toLimit)
    .option('--raw', 'texts as the site keeps them')
    .option('--fields <names>', 'only these, by their JSON names, separated by commas', toNames)
    .action((key: string, options: IssueViewOptions) =>
      choose('issue view', [key], options, async (context) =>
        (await import('./view.ts')).runIssueView(context, key, options),
      ),
    )
}

const addWrites = (issue: Command, choose: Choose): void => {
  severalIssues(issue.command('assign').description('give issues to somebody'))
    .requiredOption('--to <name>', 'a login or name, me, none or default')
    .action((keys: string[], options: IssueAssignOptions) =>
      choose('issue assign', keys, options, async (context) =>
        (await import('./assign.ts')).runIssueAssign(context, keys, options),
      ),
    )
  severalIssues(issue.command('transition').description('move issues to another status'))
    .requiredOption('--to <name>', 'a status or a transition')
    .option('--field <name=value>', 'a field of the transition’s screen; may be repeated', collect, [])
    .option('--resolution <name>', 'the resolution, where the screen asks for one')
    .option('--comment <text>', 'a comment made together with it')
    .action((keys: string[], options: IssueTransitionOptions) =>
      choose('issue transition', keys, options, async (context) =>
        (await import('./transition.ts')).runIssueTransition(context, keys, options),
      ),
    )
  issue
    .command('comment')
    .description('add a comment')
    .argument('<key>')
    .requiredOption('--body <text>', 'what to say; - reads standard input')
    .action((key: string, options: IssueCommentOptions) =>
      choose('issue comment', [key], options, async (context) =>
        (await import('./comment.ts')).runIssueComment(context, key, options),
      ),
    )
}

const severalIssues = (command: Command): Command =>
  command
    .argument('[keys...]')
    .option('--jql <jql>', 'the issues that match, instead of keys')
    .option('--yes', 'do it; without, --jql only prints the plan')

const toLimit = (text: string): number | 'all' => {
  if (text === 'all') return 'all'
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a number above 0, or all.')
  return Number(text)
}

const toNames = (text: string): readonly string[] => {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) throw new InvalidArgumentError('It must name at least one.')
  return names
}

const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text]
