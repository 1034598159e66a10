import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { ViewAddOptions } from './change.ts'

const names = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** The verbs of `mmd-tui view`: parsing only. */
export const addViewCommands = (view: Command, choose: Choose): void => {
  view
    .command('list')
    .description('the views: built in, your own, of files, favourite filters, and what the local copy has of them')
    .addHelpText('after', examples('mmd-tui view list', 'mmd-tui view list --offline --json'))
    .action(() => choose('view list', [], {}, async (context) => (await import('./list.ts')).runViewList(context)))
  view
    .command('show')
    .description('one view')
    .argument('<name>', 'its title or id')
    .addHelpText('after', examples('mmd-tui view show mine', 'mmd-tui view show "Late ones" --json'))
    .action((name: string) =>
      choose('view show', [name], {}, async (context) => (await import('./list.ts')).runViewShow(context, name)),
    )
  view
    .command('add')
    .description('save a view of your own')
    .argument('<name>', 'its title')
    .requiredOption('--jql <query>', 'what it lists')
    .option('--columns <fields>', 'fields by name or id, with commas between them', names)
    .option('--group <field>', 'the field whose values rows stand under')
    .option('--sort <field>', 'the field that rows are ordered by; with - before it, descending')
    .option('--sites <names>', 'saved sites that it is one list over, with commas between them', names)
    .addHelpText('after', examples('mmd-tui view add "Late ones" --jql "due < now()" --columns key,due --sort=-due'))
    .action((name: string, options: ViewAddOptions) =>
      choose('view add', [name], options, async (context) =>
        (await import('./change.ts')).runViewAdd(context, name, options),
      ),
    )
  view
    .command('remove')
    .description('forget a view of your own')
    .argument('<name>', 'its title or id')
    .addHelpText('after', examples('mmd-tui view remove "Late ones"'))
    .action((name: string) =>
      choose('view remove', [name], {}, async (context) => (await import('./change.ts')).runViewRemove(context, name)),
    )
}
