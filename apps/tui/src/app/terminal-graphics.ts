import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Environment } from '../config/environment.ts'
import type { Graphics } from '../images/graphics/graphics.ts'
import type { App } from './app.ts'

/** Pictures drawn by the terminal of this run. */
export interface TerminalGraphics {
  /** Loads what draws them, once. */
  readonly of: (app: App) => Promise<Graphics>
  /** Takes what is drawn off the screen; safe to call twice, and before there was a picture. */
  readonly close: () => void
}

type Ground = Pick<Environment, 'stdin' | 'stdout' | 'terminalVariables' | 'terminal' | 'screenReader' | 'root'>

/** tmux is on the same machine, ms. */
const patience = 1000

export const createTerminalGraphics = (environment: Ground): TerminalGraphics => {
  let made: Promise<Graphics> | undefined
  let close = (): void => {}
  const load = async (app: App): Promise<Graphics> => {
    const [{ createGraphics }, { makeApart }, { tmuxFormat }] = await Promise.all([
      import('../images/graphics/graphics.ts'),
      import('../images/graphics/make-apart.ts'),
      import('../images/graphics/tmux.ts'),
    ])
    const graphics = createGraphics(app, {
      input: environment.stdin,
      output: environment.stdout,
      variables: environment.terminalVariables,
      colourLevel: environment.terminal.colourLevel,
      spoken: environment.screenReader,
      make: (job) => makeApart(environment.root, job),
      tmux: async () =>
        (await promisify(execFile)('tmux', ['display-message', '-p', tmuxFormat], { timeout: patience })).stdout,
    })
    close = graphics.close
    return graphics
  }
  return {
    of: (app) => {
      made ??= load(app)
      return made
    },
    close: () => close(),
  }
}
