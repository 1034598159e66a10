import type { FirstRows } from '../app/first-rows.ts'
import type { Environment, LogLevel } from '../config/environment.ts'
import type { RequestCost } from '../request-budget.ts'
import type { Log } from '../session/log.ts'
import type { Output } from './output/output.ts'

/** The flags that every command takes. */
export interface GlobalOptions {
  readonly site?: string
  readonly view?: string
  /** All of them, where several were given. */
  readonly views?: readonly string[]
  readonly json?: boolean
  /** Only the local copy is read, and what is written waits in the outbox. */
  readonly offline?: boolean
  readonly timing?: boolean
  readonly color?: boolean
  readonly logLevel?: LogLevel
}

/** What a start of the screen has done before the rest of the program is loaded. */
export interface Opened {
  readonly environment: Environment
  /** The first rows, where they could be drawn. */
  readonly early?: FirstRows
}

/** What a command runs with. */
export interface CommandContext {
  readonly environment: Environment
  readonly globals: GlobalOptions
  readonly output: Output
  readonly log: Log
  /** Says which site is being asked, so that an error can name it. The usual one is meant also when none is named. */
  readonly asking: (site: string, options?: { readonly isUsual?: boolean }) => void
  /** Counts the HTTP requests of this run, for `--timing`; without its cost, one of which no more is known. */
  readonly countRequest: (cost?: RequestCost) => void
  /** Of the screen: its first rows, where they are drawn already. */
  readonly early?: FirstRows
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
}

/** Exit code of a command; nothing is 0. */
export type CommandResult = Promise<number | undefined>

/** A command line that was understood: parsing makes it, `run` does the work and loads what it needs. */
export interface Invocation {
  /** `issue list`; `app` is the screen. */
  readonly name: string
  readonly args: readonly string[]
  readonly options: object
  readonly globals: GlobalOptions
  readonly run: (context: CommandContext) => CommandResult
}

/** Says what a command does once its command line was understood. */
export type Choose = (
  name: string,
  args: readonly string[],
  options: object,
  run: (context: CommandContext) => CommandResult,
) => void
