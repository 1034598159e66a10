import type { Invocation } from './commands/invocation.ts'
import type { Parsed } from './commands/program.ts'
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
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has seen enough (`| head`) is no error: the command goes on and cleans up behind it.
      if (error.code !== 'EPIPE') process.exit(1)
    })
  }
  const code = await run(process, program)
  await Promise.all([flushed(process.stdout), flushed(process.stderr)])
  return process.exit(code)
}

const run = async (process: ProgramProcess, program: Program): Promise<number> => {
  const args = process.argv.slice(2)
  const parsed = screenCommand(args) ?? (await parseArguments(args, program.version))
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text)
    return 0
  }
  const { reportUsage, runInvocation } = await import('./run-invocation.ts')
  return parsed.kind === 'error'
    ? reportUsage(process, program, parsed)
    : runInvocation(process, program, parsed.invocation)
}

const parseArguments = async (args: readonly string[], version: string): Promise<Parsed> => {
  const { parseCommandLine } = await import('./commands/program.ts')
  return parseCommandLine(args, version)
}

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
