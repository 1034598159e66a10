import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { IssueAssignOptions } from './assign.ts'
import type { IssueCreateOptions } from './create.ts'
import type { IssueEditOptions } from './edit.ts'
import { collect, collectLabels, setFlags, severalIssues } from './flags.ts'
import type { IssueTransitionOptions } from './transition.ts'

/** The verbs that make issues and change their fields: parsing only. */
export const addWriteCommands = (issue: Command, choose: Choose): void => {
  addCreate(issue, choose)
  addEdit(issue, choose)
  severalIssues(issue.command('assign').description('give issues to somebody'))
    .requiredOption('--to <name>', 'a login or name, me, none or default')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue assign PAY-12 PAY-13 --to me',
        'mmd-tui issue assign PAY-12 --to "Ada Lovelace"',
        'mmd-tui issue assign --jql "project = OPS AND assignee is EMPTY" \\',
        '  --to ada --yes',
      ),
    )
    .action((keys: string[], options: IssueAssignOptions) =>
      choose('issue assign', keys, options, async (context) =>
        (await import('./assign.ts')).runIssueAssign(context, keys, options),
      ),
    )
  severalIssues(issue.command('transition').description('move issues to another status'))
    .requiredOption('--to <name>', 'a status or a transition')
    .option('--field <name=value>', 'a field of the transition’s screen; may be repeated', collect)
    .option('--resolution <name>', 'the resolution, where the screen asks for one')
    .option('--comment <text>', 'a comment made together with it')
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue transition PAY-12 --to Done --resolution Fixed',
        'mmd-tui issue transition PAY-12 --to "Needs info" \\',
        '  --field "Question=Which browser?" --comment "See the form"',
      ),
    )
    .action((keys: string[], options: IssueTransitionOptions) =>
      choose('issue transition', keys, options, async (context) =>
        (await import('./transition.ts')).runIssueTransition(context, keys, options),
      ),
    )
}

const addCreate = (issue: Command, choose: Choose): void => {
  const create = issue
    .command('create')
    .description('make an issue, or with --parent a sub-task')
    .option('--project <key>', 'where; with --parent, the project of that issue')
    .option('--type <name>', 'the type of issue; with --parent, the sub-task if there is only one')
  setFlags(create)
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue create --project PAY --type Bug --summary "Refund fails"',
        'mmd-tui issue create --parent PAY-12 --summary "Write the test"',
        'mmd-tui issue create --project PAY --type Bug --summary S \\',
        '  --field "Severity=High" --description - < report.md',
      ),
    )
    .action((options: IssueCreateOptions) =>
      choose('issue create', [], options, async (context) =>
        (await import('./create.ts')).runIssueCreate(context, options),
      ),
    )
}

const addEdit = (issue: Command, choose: Choose): void => {
  const edit = severalIssues(issue.command('edit').description('change fields of issues')).option(
    '--type <name>',
    'another type of issue',
  )
  setFlags(edit)
  for (const [flag, what] of [
    ['label', 'label'],
    ['component', 'component'],
    ['fix-version', 'fix version'],
  ] as const) {
    const take = flag === 'label' ? collectLabels : collect
    edit
      .option(`--add-${flag} <name>`, `one more ${what}; may be repeated`, take)
      .option(`--remove-${flag} <name>`, `one ${what} less; may be repeated`, take)
  }
  edit
    .addHelpText(
      'after',
      examples(
        'mmd-tui issue edit PAY-12 --priority High --due 2026-12-24',
        'mmd-tui issue edit PAY-12 PAY-13 --add-label triaged --remove-label new',
        'mmd-tui issue edit PAY-12 --field "Environment=" --field "Severity=Low"',
      ),
    )
    .action((keys: string[], options: IssueEditOptions) =>
      choose('issue edit', keys, options, async (context) =>
        (await import('./edit.ts')).runIssueEdit(context, keys, options),
      ),
    )
}
