import { AppError } from '../config/app-error.ts'
import { isDumb } from '../config/environment.ts'
import type { CommandContext, CommandResult } from './invocation.ts'

const forCommands = 'For scripts and pipes use mmd-tui issue list; mmd-tui --help lists the commands'

/** In the terminal of Git for Windows programs of Windows have pipes in the place of a terminal. */
const wayWithout = ({ terminalVariables }: CommandContext['environment']): string =>
  terminalVariables['MSYSTEM'] === undefined
    ? forCommands
    : 'In Git Bash start it as winpty mmd-tui, or use Windows Terminal; mmd-tui --help lists the commands'

/** `mmd-tui` alone: the screen, which needs a terminal on both ends. */
export const runScreen = async ({ environment, globals, early }: CommandContext): CommandResult => {
  if (!environment.isTerminal.stdin || !environment.isTerminal.stdout)
    throw new AppError('no-terminal', 'The screen needs a terminal', wayWithout(environment))
  if (isDumb(environment))
    throw new AppError('no-terminal', 'TERM=dumb says that this terminal can place nothing', forCommands)
  const site = globals.site ?? environment.site
  const { startApp } = await import('../app/start.ts')
  return startApp({
    environment,
    ...(early === undefined ? {} : { early }),
    ...(site === undefined ? {} : { site }),
    ...(globals.view === undefined ? {} : { view: globals.view }),
  })
}
