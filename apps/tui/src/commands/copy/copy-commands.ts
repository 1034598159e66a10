import { type Command, InvalidArgumentError } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import { collect, toLimit, toNames } from '../issue/flags.ts'
import { refuseUnknown } from '../unknown-command.ts'
import type { OutboxEditOptions } from './outbox-edit.ts'
import type { SearchOptions } from './search.ts'
import type { SyncOptions } from './sync.ts'
import type { UndoOptions } from './undo.ts'

/** `sync`: parsing only. */
export const addSyncCommand = (program: Command, choose: Choose): void => {
  program
    .command('sync')
    .description('copy lists of issues to this machine, and send what waits')
    .option('--all', 'every view, also the favourite filters')
    .addHelpText(
      'after',
      examples('mmd-tui sync', 'mmd-tui sync --view Untriaged --view Mine --json', 'mmd-tui sync --all'),
    )
    .action((options: SyncOptions) =>
      choose('sync', [], options, async (context) => (await import('./sync.ts')).runSync(context, options)),
    )
}

/** The verbs of `outbox`: parsing only. */
export const addOutboxCommands = (outbox: Command, choose: Choose): void => {
  const list = (): void =>
    choose('outbox list', [], {}, async (context) => (await import('./outbox-list.ts')).runOutboxList(context))
  outbox
    .usage('[options] [command]')
    .argument('[unknown...]')
    .addHelpText('after', examples('mmd-tui outbox', 'mmd-tui outbox retry --all'))
    .action((unknown: string[]) => {
      refuseUnknown(outbox, unknown)
      list()
    })
  outbox
    .command('list')
    .description('what was not sent yet, and why; also without a command')
    .addHelpText('after', examples('mmd-tui outbox', 'mmd-tui outbox list --json'))
    .action(list)
  outbox
    .command('retry')
    .description('send what failed once more')
    .argument('[ids...]', 'numbers in the outbox', toIds)
    .option('--all', 'everything that failed')
    .option('--yes', 'also what may have been done already, and then is done twice')
    .addHelpText('after', examples('mmd-tui outbox retry 57 58', 'mmd-tui outbox retry --all'))
    .action((ids: number[], options: { readonly all?: boolean; readonly yes?: boolean }) =>
      choose('outbox retry', ids.map(String), options, async (context) =>
        (await import('./outbox-decide.ts')).runOutboxRetry(context, ids, options),
      ),
    )
  outbox
    .command('drop')
    .description('give up what was not sent')
    .argument('<ids...>', 'numbers in the outbox', toIds)
    .addHelpText('after', examples('mmd-tui outbox drop 57 58'))
    .action((ids: number[]) =>
      choose('outbox drop', ids.map(String), {}, async (context) =>
        (await import('./outbox-decide.ts')).runOutboxDrop(context, ids),
      ),
    )
  outbox
    .command('edit')
    .description('change what was not sent, and send it')
    .argument('<id>', 'number in the outbox', toId)
    .option('--body <text>', 'another text, in Markdown; - reads standard input')
    .option('--field <name=value>', 'another value; may be repeated', collect)
    .option('--raw', 'texts are as the site keeps them, not Markdown')
    .addHelpText(
      'after',
      examples(
        'mmd-tui outbox edit 57 --body "Reproduced on **1.4.3**"',
        'mmd-tui outbox edit 58 --field priority=High',
      ),
    )
    .action((id: number, options: OutboxEditOptions) =>
      choose('outbox edit', [String(id)], options, async (context) =>
        (await import('./outbox-edit.ts')).runOutboxEdit(context, id, options),
      ),
    )
  outbox
    .command('resolve')
    .description('decide a conflict')
    .argument('<id>', 'number in the outbox', toId)
    .option('--mine', 'what was to be set is set over theirs')
    .option('--theirs', 'what somebody else has set stays')
    .addHelpText('after', examples('mmd-tui outbox resolve 57 --mine'))
    .action((id: number, options: { readonly mine?: boolean; readonly theirs?: boolean }) =>
      choose('outbox resolve', [String(id)], options, async (context) =>
        (await import('./outbox-decide.ts')).runOutboxResolve(context, id, options),
      ),
    )
}

/** `undo` and `redo`: parsing only. */
export const addUndoCommands = (program: Command, choose: Choose): void => {
  program
    .command('undo')
    .description('take back the last change, or another one')
    .argument('[id]', 'an operation’s number; its whole change is taken back', toId)
    .option('--change <id>', 'a change’s number, instead', toId)
    .option('--yes', 'also when not everything comes back')
    .addHelpText('after', examples('mmd-tui undo', 'mmd-tui undo 57 --json', 'mmd-tui undo --change 41 --yes'))
    .action((id: number | undefined, options: UndoOptions) =>
      choose('undo', id === undefined ? [] : [String(id)], options, async (context) =>
        (await import('./undo.ts')).runUndo(context, id, options),
      ),
    )
  program
    .command('redo')
    .description('do again what was taken back last')
    .option('--yes', 'also when not everything comes back')
    .addHelpText('after', examples('mmd-tui redo'))
    .action((options: Pick<UndoOptions, 'yes'>) =>
      choose('redo', [], options, async (context) => (await import('./undo.ts')).runRedo(context, options)),
    )
}

/** `search`: parsing only. */
export const addSearchCommand = (program: Command, choose: Choose): void => {
  program
    .command('search')
    .description('issues of the local copy in which words stand')
    .argument('<words...>', 'the last one may be a beginning')
    .option('--limit <count|all>', 'how many at most', toLimit, 25)
    .option('--columns <names>', 'which columns, by their JSON names, separated by commas', toNames)
    .option('--csv', 'comma-separated values with a heading')
    .option('--plain', 'tab-separated values without a heading')
    .addHelpText('after', examples('mmd-tui search refund fails', 'mmd-tui search PAY-12'))
    .action((words: string[], options: SearchOptions) =>
      choose('search', words, options, async (context) =>
        (await import('./search.ts')).runSearch(context, words, options),
      ),
    )
}

const toId = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be a number.')
  return Number(text)
}

const toIds = (text: string, before: readonly number[] | undefined): readonly number[] => [
  ...(before ?? []),
  toId(text),
]
