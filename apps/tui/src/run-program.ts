import type { Invocation, Opened } from './commands/invocation.ts'
import { listCommand } from './commands/issue/list-command.ts'
import type { Parsed } from './commands/program.ts'
import { rootHelp } from './commands/root-help.ts'
import type { ProcessLike, Program } from './config/environment.ts'

/** The process as the program runs in it. */
export interface ProgramProcess extends ProcessLike {
  readonly argv: readonly string[]
  on(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  off(event: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown
  exit(code: number): never
}

/**
 * Runs one command line to its end and leaves the process with the exit code that the contract gives. Help needs nothing
 * but the parser; everything else is loaded once the command line is understood.
 */
export const runProgram = async (process: ProgramProcess, program: Program): Promise<never> => {
  outlive(process, process.stdout)
  const code = await run(process, program)
  return process.exit(code)
}

/** A reader that has seen enough (`| head`) is no error: the command goes on and cleans up behind it. */
const outlive = (process: ProgramProcess, stream: NodeJS.WriteStream): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(1)
  })
}

const run = async (process: ProgramProcess, program: Program): Promise<number> => {
  const args = process.argv.slice(2)
  const parsed =
    helpAlone(args, process.stdout) ??
    screenCommand(args) ??
    listCommand(args) ??
    (await parseArguments(args, program.version))
  if (parsed.kind === 'help') {
    // Standard error is not touched: opening it costs help a millisecond.
    process.stdout.write(parsed.text)
    await flushed(process.stdout)
    return 0
  }
  outlive(process, process.stderr)
  const opened =
    parsed.kind === 'run' && parsed.invocation.name === 'app'
      ? await openEarly(process, program, parsed.invocation)
      : undefined
  const code = await runParsed(process, program, parsed, opened).catch((error: unknown) => {
    // What is told now must be read.
    opened?.early?.takeBack()
    throw error
  })
  await Promise.all([flushed(process.stdout), flushed(process.stderr)])
  return code
}

const runParsed = async (
  process: ProgramProcess,
  program: Program,
  parsed: Exclude<Parsed, { readonly kind: 'help' }>,
  opened: Opened | undefined,
): Promise<number> => {
  const { reportUsage, runInvocation } = await import('./run-invocation.ts')
  return parsed.kind === 'error'
    ? reportUsage(process, program, parsed)
    : runInvocation(process, program, parsed.invocation, opened)
}

/** The first rows of the screen, before what keeps them up to date is loaded. Whatever is wrong shows itself later, in words. */
const openEarly = async (process: ProgramProcess, program: Program, { globals }: Invocation): Promise<Opened> => {
  const { readEnvironment } = await import('./config/environment.ts')
  const environment = readEnvironment(process, program, globals)
  // Before anything large is loaded: what has grown by then stays.
  const { keepHeapSmall } = await import('./app/keep-heap-small.ts')
  keepHeapSmall()
  try {
    const { drawFirstRows } = await import('./app/first-rows.ts')
    const early = await drawFirstRows(environment, globals)
    return early === undefined ? { environment } : { environment, early }
  } catch {
    return { environment }
  }
}

const parseArguments = async (args: readonly string[], version: string): Promise<Parsed> => {
  const { parseCommandLine } = await import('./commands/program.ts')
  return parseCommandLine(args, version)
}

/** Help needs no parser where its lines fit as they are. */
const helpAlone = (args: readonly string[], stdout: { readonly columns?: number }): Parsed | undefined =>
  args.length === 1 && args[0] === '--help' && (stdout.columns ?? 80) >= 80
    ? { kind: 'help', text: rootHelp }
    : undefined

/**
 * The screen, with `--site` and `--view` at most, needs no parser: it is the start that people wait for. Anything else is
 * the parser's.
 */
export const screenCommand = (args: readonly string[]): Parsed | undefined => {
  const globals: { site?: string; view?: string } = {}
  for (let at = 0; at < args.length; at += 2) {
    const [flag, value] = [args[at], args[at + 1]]
    if (value === undefined || value.startsWith('-')) return undefined
    if (flag === '--site') globals.site = value
    else if (flag === '--view') globals.view = value
    else return undefined
  }
  const run: Invocation['run'] = async (context) => (await import('./commands/open-screen.ts')).runScreen(context)
  return { kind: 'run', invocation: { name: 'app', args: [], options: {}, globals, run } }
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve())
  })
