import type { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import { toLimit } from '../issue/flags.ts'
import type { QueueListOptions } from './list.ts'
import type { QueueShowOptions } from './show.ts'

const deskFlag = ['--desk <key>', 'of the service desk of this project alone'] as const

/** The verbs of `mmd-tui queue`: parsing only. */
export const addQueueCommands = (queue: Command, choose: Choose): void => {
  queue
    .command('list')
    .description('the queues of the service desks that you work for, and how many issues wait in each')
    .option(...deskFlag)
    .addHelpText('after', examples('mmd-tui queue list', 'mmd-tui queue list --desk SUP --json'))
    .action((options: QueueListOptions) =>
      choose('queue list', [], options, async (context) => (await import('./list.ts')).runQueueList(context, options)),
    )
  queue
    .command('show')
    .description('the issues of a queue with their time limits, those with the least time left first')
    .argument('<queue>', 'its id or name')
    .option(...deskFlag)
    .option('--limit <count|all>', 'how many issues at most', toLimit, 'all')
    .addHelpText('after', examples('mmd-tui queue show "Waiting for us"', 'mmd-tui queue show 12 --json'))
    .action((which: string, options: QueueShowOptions) =>
      choose('queue show', [which], options, async (context) =>
        (await import('./show.ts')).runQueueShow(context, which, options),
      ),
    )
}
