import { parseCommandLine } from './commands/program.ts'
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
  const parsed = await parseCommandLine(process.argv.slice(2), program.version)
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text)
    return 0
  }
  const { reportUsage, runInvocation } = await import('./run-invocation.ts')
  return parsed.kind === 'error'
    ? reportUsage(process, program, parsed)
    : runInvocation(process, program, parsed.invocation)
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve())
  })
