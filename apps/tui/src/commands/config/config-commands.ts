import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'

/** The verbs of `mmd-tui config`: parsing only. */
export const addConfigCommands = (config: Command, choose: Choose): void => {
  config
    .command('path')
    .description('where the configuration file is')
    .addHelpText('after', examples('mmd-tui config path'))
    .action(() => choose('config path', [], {}, async (context) => (await import('./path.ts')).runConfigPath(context)))
  config
    .command('check')
    .description('look for mistakes in it, with line and column')
    .addHelpText('after', examples('mmd-tui config check', 'mmd-tui config check --json'))
    .action(() =>
      choose('config check', [], {}, async (context) => (await import('./check.ts')).runConfigCheck(context)),
    )
  config
    .command('keys')
    .description('every action with its keys: those of the file and of macros too')
    .addHelpText('after', examples('mmd-tui config keys', 'mmd-tui config keys --json'))
    .action(() => choose('config keys', [], {}, async (context) => (await import('./keys.ts')).runConfigKeys(context)))
  config
    .command('edit')
    .description('open it in your editor (VISUAL, EDITOR), and look for mistakes afterwards')
    .addHelpText('after', examples('mmd-tui config edit'))
    .action(() => choose('config edit', [], {}, async (context) => (await import('./edit.ts')).runConfigEdit(context)))
}
