import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import { collect, severalIssues } from '../issue/flags.ts'
import type { MacroRunOptions } from './run.ts'

/** The verbs of `mmd-tui macro`: parsing only. */
export const addMacroCommands = (macro: Command, choose: Choose): void => {
  macro
    .command('list')
    .description('the macros of config.yaml, and those that this folder and the ones above share')
    .addHelpText('after', examples('mmd-tui macro list', 'mmd-tui macro list --json'))
    .action(() => choose('macro list', [], {}, async (context) => (await import('./list.ts')).runMacroList(context)))
  macro
    .command('show')
    .description('what a macro asks for and does')
    .argument('<macro>', 'its name')
    .addHelpText('after', examples('mmd-tui macro show triaged'))
    .action((name: string) =>
      choose('macro show', [name], {}, async (context) => (await import('./list.ts')).runMacroShow(context, name)),
    )
  const run = macro
    .command('run')
    .description('do what a macro does to issues, as one change')
    .argument('<macro>', 'its name')
  severalIssues(run)
    .option('--set <name=value>', 'what it asks for; may be repeated', collect)
    .option('--dry-run', 'only print the plan')
    .addHelpText(
      'after',
      examples(
        'mmd-tui macro run triaged PAY-12 PAY-13',
        'mmd-tui macro run triaged PAY-12 --set team=Blue --dry-run',
        'mmd-tui macro run triaged --jql "project = PAY AND labels is EMPTY" --yes',
      ),
    )
    .action((name: string, keys: string[], options: MacroRunOptions) =>
      choose('macro run', [name, ...keys], options, async (context) =>
        (await import('./run.ts')).runMacroRun(context, name, keys, options),
      ),
    )
}
