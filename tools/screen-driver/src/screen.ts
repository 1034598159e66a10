import type { Cell, ScreenLink } from './cell.ts'
import type { TerminalGraphics } from './graphics-answers.ts'
import type { EnvironmentOverrides } from './program-environment.ts'
import type { ProgramExit } from './pty-program.ts'
import type { Cursor } from './terminal-model.ts'

/** What to run, in which surroundings. */
export interface ScreenOptions {
  /** A path, or a name that is found through PATH. */
  readonly command: string
  readonly args?: readonly string[]
  /** On top of `programEnvironment`; `undefined` takes a variable away. */
  readonly env?: EnvironmentOverrides
  /** Default: the current folder. */
  readonly cwd?: string
  /** Default 120. */
  readonly cols?: number
  /** Default 30. */
  readonly rows?: number
  /** How long a wait may last that does not say it, milliseconds. Default 15,000. */
  readonly timeoutMs?: number
  /** How long without output counts as quiet, milliseconds. Default 50. */
  readonly quietMs?: number
  /** What the terminal says its background is when asked. Default dark. */
  readonly background?: 'dark' | 'light'
  /** Which pictures the terminal says it can draw. Default none; what is written for them is in `rawOutput`. */
  readonly graphics?: TerminalGraphics
}

/** How long a wait may last, milliseconds. */
export interface WaitOptions {
  /** Default: that of the screen. */
  readonly timeoutMs?: number
}

/** A program in a terminal: what a person at the keyboard could do and see. */
export interface Screen {
  readonly pid: number
  /** Just before the program was started, by `performance.now()`. */
  readonly startedAt: number
  readonly cols: number
  readonly rows: number
  /** Presses keys one after the other, each once the program rests or after two seconds: `enter`, `ctrl-c`, `alt-x`, or one character. */
  press(...keys: readonly string[]): Promise<void>
  /** Types text, one key event per grapheme. */
  type(text: string): Promise<void>
  /** Pastes text at once, bracketed if the program has asked for that. */
  paste(text: string): Promise<void>
  /** Sends bytes as they are and waits for nothing. */
  send(bytes: string): void
  /** The whole screen: its lines without the blanks at their ends, joined by line feeds. */
  text(): string
  /** One line, from 0; negative counts from the bottom. Empty if there is no such line. */
  line(row: number): string
  /** All cells with their styles, row by row. */
  cells(): readonly (readonly Cell[])[]
  cursor(): Cursor
  /** Resolves with the screen's text when it contains `wanted`. */
  waitForText(wanted: string | RegExp, options?: WaitOptions): Promise<string>
  /** Resolves with the screen's text when it does not contain `unwanted`. */
  waitForNoText(unwanted: string | RegExp, options?: WaitOptions): Promise<string>
  /** Resolves when `holds` is true; it is asked again after each change of the screen. `what` names it in the error. */
  waitUntil(what: string, holds: (screen: Screen) => boolean, options?: WaitOptions): Promise<void>
  /**
   * Resolves when the program rests: all its output is on the screen, none came for the quiet period, and (on Linux)
   * none of its threads is running. A program that has ended rests.
   */
  waitIdle(options?: WaitOptions): Promise<void>
  /** Changes the size of the window and waits until the program rests. */
  resize(cols: number, rows: number): Promise<void>
  readonly alternateScreen: boolean
  readonly title: string
  /** The last text that the program put on the clipboard (OSC 52). */
  readonly clipboard: string | undefined
  /** The hyperlinks (OSC 8) on the screen. */
  links(): readonly ScreenLink[]
  /** Every byte the program wrote so far. */
  rawOutput(): Buffer
  /** Calls back with each chunk as it arrives, before it is interpreted; returns the way to stop. */
  onOutput(listener: (chunk: Uint8Array) => void): () => void
  /** Keeps output from being interpreted until the returned function is called, so that time can be taken. */
  holdDrawing(): () => void
  readonly exit: Promise<ProgramExit>
  kill(signal?: NodeJS.Signals): void
  /** Ends the program (SIGHUP as a closed window does, then SIGKILL) and waits until it is gone. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
