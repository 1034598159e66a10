import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import { toLimit } from '../issue/flags.ts'
import type { BoardListOptions } from './list.ts'
import type { BoardShowOptions } from './show.ts'

/** The verbs of `mmd-tui board`: parsing only. */
export const addBoardCommands = (board: Command, choose: Choose): void => {
  board
    .command('list')
    .description('the boards that you may see')
    .option('--project <key>', 'of one project alone')
    .addHelpText('after', examples('mmd-tui board list', 'mmd-tui board list --project PAY --json'))
    .action((options: BoardListOptions) =>
      choose('board list', [], options, async (context) => (await import('./list.ts')).runBoardList(context, options)),
    )
  board
    .command('show')
    .description('the columns of a board with their issues, in the order of their rank')
    .argument('<board>', 'its id or name')
    .option('--backlog', 'what waits in its backlog instead')
    .option('--limit <count|all>', 'how many issues at most', toLimit, 'all')
    .addHelpText('after', examples('mmd-tui board show 12', 'mmd-tui board show "Payments board" --json'))
    .action((which: string, options: BoardShowOptions) =>
      choose('board show', [which], options, async (context) =>
        (await import('./show.ts')).runBoardShow(context, which, options),
      ),
    )
}
