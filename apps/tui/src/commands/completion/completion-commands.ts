import { Argument, type Command } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'

/** Shells that can be told what may follow. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** `completion`, and `complete`, which its scripts call: parsing only. `words` finds the candidates. */
export const addCompletionCommands = (program: Command, version: string, choose: Choose): void => {
  program
    .command('completion')
    .description('print what makes a shell complete commands, flags and issues')
    .addArgument(new Argument('<shell>', 'the shell that it is for').choices(shells))
    .addHelpText('after', examples('eval "$(mmd-tui completion bash)"', 'mmd-tui completion fish | source'))
    .action((shell: Shell) =>
      choose('completion', [shell], {}, async ({ output }) => {
        output.line((await import('./scripts.ts')).scriptOf(shell))
        return undefined
      }),
    )
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) =>
      choose('complete', words, {}, async (context) =>
        (await import('./complete.ts')).runComplete(context, words, version),
      ),
    )
}
