import { constants } from 'node:os'
import { spawn } from '@lydell/node-pty'

/** How a program ended; `signal` is a name such as `SIGTERM`, absent when it exited by itself. */
export interface ProgramExit {
  readonly code: number
  readonly signal: NodeJS.Signals | undefined
}

/** A program that runs in a pseudo-terminal: bytes in, bytes out. */
export interface PtyProgram {
  readonly pid: number
  /** Resolves after the last output has been handed over. */
  readonly exit: Promise<ProgramExit>
  write(bytes: string): void
  resize(cols: number, rows: number): void
  kill(signal: NodeJS.Signals): void
}

/** What to run and where; `output` is called with each chunk as it arrives. */
export interface PtyProgramOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Record<string, string>
  readonly cwd: string
  readonly cols: number
  readonly rows: number
  readonly output: (chunk: Uint8Array) => void
}

const signalName = (number: number | undefined): NodeJS.Signals | undefined => {
  const found = Object.entries(constants.signals).find(([, value]) => value === number)
  return found?.[0] as NodeJS.Signals | undefined
}

/** Starts a program in a new pseudo-terminal. A command that does not exist shows as an exit with code 1. */
export const startPtyProgram = (options: PtyProgramOptions): PtyProgram => {
  const { command, args, env, cwd, cols, rows } = options
  const pty = spawn(command, [...args], { name: env['TERM'] ?? 'dumb', env, cwd, cols, rows, encoding: null })
  // Typed as text, but with no encoding the chunks are the bytes themselves.
  pty.onData((chunk) => options.output(chunk as unknown as Uint8Array))
  let running = true
  const exit = new Promise<ProgramExit>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      running = false
      resolve({ code: exitCode, signal: signalName(signal) })
    })
  })
  return {
    pid: pty.pid,
    exit,
    write: (bytes) => {
      if (running) pty.write(bytes)
    },
    resize: (width, height) => {
      if (running) pty.resize(width, height)
    },
    kill: (signal) => {
      if (running) pty.kill(signal)
    },
  }
}
