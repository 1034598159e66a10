import { AppError } from '../config/app-error.ts'
import type { CommandContext, CommandResult } from './invocation.ts'

/** `mmd-tui` alone: the screen, which needs a terminal on both ends. */
export const runScreen = async ({ environment, globals, early }: CommandContext): CommandResult => {
  if (!environment.isTerminal.stdin || !environment.isTerminal.stdout) {
    throw new AppError(
      'no-terminal',
      'The screen needs a terminal',
      'For scripts and pipes use mmd-tui issue list; mmd-tui --help lists the commands',
    )
  }
  const site = globals.site ?? environment.site
  const { startApp } = await import('../app/start.ts')
  return startApp({
    environment,
    ...(early === undefined ? {} : { early }),
    ...(site === undefined ? {} : { site }),
    ...(globals.view === undefined ? {} : { view: globals.view }),
  })
}
