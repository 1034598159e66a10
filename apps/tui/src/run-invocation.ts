import { join } from 'node:path'
import type { CommandContext, Invocation, Opened } from './commands/invocation.ts'
import { namingSites } from './commands/output/name-site.ts'
import { createOutput, type Output } from './commands/output/output.ts'
import { AppError, isAppError } from './config/app-error.ts'
import { type Program, readEnvironment } from './config/environment.ts'
import { exitCodes, presentError } from './present-error.ts'
import { createRequestBudget } from './request-budget.ts'
import type { ProgramProcess } from './run-program.ts'
import { openLog } from './session/log.ts'

/** Prints what is wrong with a command line; as JSON when it has `--json` anywhere. Gives the exit code. */
export const reportUsage = (
  process: ProgramProcess,
  program: Program,
  usage: { readonly message: string; readonly hint: string },
): number => {
  const environment = readEnvironment(process, program, { color: !process.argv.includes('--no-color') })
  const presented = presentError(new AppError('usage', usage.message, usage.hint))
  createOutput(environment, process.argv.includes('--json')).error(presented)
  return presented.exitCode
}

/** Runs a command that was understood. Gives the exit code; never throws. */
export const runInvocation = async (
  process: ProgramProcess,
  program: Program,
  invocation: Invocation,
  opened?: Opened,
): Promise<number> => {
  const environment = opened?.environment ?? readEnvironment(process, program, invocation.globals)
  const output = createOutput(environment, invocation.globals.json === true)
  return run(process, invocation, { environment, ...opened }, output)
}

const run = async (
  process: ProgramProcess,
  invocation: Invocation,
  { environment, early }: Opened,
  plain: Output,
): Promise<number> => {
  const log = openLog({ folder: environment.folders.log, level: environment.logLevel })
  const isTimed = invocation.globals.timing === true
  // The first look at this clock loads a part of Node.
  const started = isTimed ? performance.now() : 0
  let asked: string | undefined
  const named = new Set<string>()
  const output = namingSites(plain, { asked: () => asked, isNamed: (site) => named.has(site) })
  const budget = createRequestBudget()
  const fail = (error: unknown): number => {
    const presented = presentError(error, {
      site: asked ?? invocation.globals.site,
      logFile: join(environment.folders.log, 'mmd-tui.log'),
    })
    if (!isAppError(error)) log.error(presented.what, { command: invocation.name, error })
    // Over the first rows nobody could read it.
    early?.takeBack()
    output.error(presented)
    return presented.exitCode
  }
  const crash = (error: unknown): never => process.exit(fail(error))
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  // Before anybody hears that it runs: from then on a signal ends it in order.
  const stop = invocation.name === 'app' ? undefined : stopOnSignals(process)
  log.info('started', { command: invocation.name, version: environment.version })

  const context: CommandContext = {
    environment,
    output,
    log,
    globals: invocation.globals,
    asking: (site, { isUsual = true } = {}) => {
      asked = site
      if (!isUsual) named.add(site)
    },
    countRequest: budget.count,
    ...(early === undefined ? {} : { early }),
    signal: stop?.signal ?? new AbortController().signal,
  }
  try {
    const code = (await invocation.run(context)) ?? exitCodes.done
    return code === exitCodes.cancelled && stop?.signal.aborted === true ? stop.exitCode() : code
  } catch (error) {
    if (stop?.signal.aborted === true) return stop.exitCode()
    return fail(error)
  } finally {
    stop?.release()
    if (isTimed) {
      const milliseconds = Math.round(performance.now() - started)
      output.note(`${milliseconds} ms · ${budget.describe()}`)
    }
  }
}

interface Stop {
  readonly signal: AbortSignal
  /** Exit code for the signal that came. */
  readonly exitCode: () => number
  readonly release: () => void
}

/** Ctrl-C and SIGTERM cancel what runs, so that everything is closed; a second one does not wait for that. */
const stopOnSignals = (process: ProgramProcess): Stop => {
  const controller = new AbortController()
  let code: number = exitCodes.cancelled
  const stopWith = (exitCode: number) => (): void => {
    if (controller.signal.aborted) process.exit(exitCode)
    code = exitCode
    controller.abort()
  }
  const interrupt = stopWith(exitCodes.cancelled)
  const terminate = stopWith(143)
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', terminate)
  return {
    signal: controller.signal,
    exitCode: () => code,
    release: () => {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', terminate)
    },
  }
}
