import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'

/** The verbs of `mmd-tui view`: parsing only. */
export const addViewCommands = (view: Command, choose: Choose): void => {
  view
    .command('list')
    .description('the views: built in, favourite filters, and what the local copy has of them')
    .addHelpText('after', examples('mmd-tui view list', 'mmd-tui view list --offline --json'))
    .action(() => choose('view list', [], {}, async (context) => (await import('./list.ts')).runViewList(context)))
}
