import { type Cell, linksIn, type ScreenLink } from './cell.ts'
import { keyBytes, pasteBytes } from './keys.ts'
import { isBusy } from './process-activity.ts'
import { programEnvironment } from './program-environment.ts'
import { type ProgramExit, type PtyProgram, startPtyProgram } from './pty-program.ts'
import { createQuietWatch } from './quiet.ts'
import type { Screen, ScreenOptions, WaitOptions } from './screen.ts'
import { screenReport } from './screen-report.ts'
import { type Cursor, createTerminalModel, type TerminalModel } from './terminal-model.ts'
import { createWaiting } from './waiting.ts'

const defaultTimeoutMs = 15_000
const defaultQuietMs = 50
/** A program that is told to hang up has this long before it is killed. */
const hangUpGraceMs = 3_000
/** A program that never rests, because something on its screen moves, gets the next key after this long. */
const restlessMs = 2_000
/** Bytes shown by a failed wait. */
const reportedBytes = 500

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const contains = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string'
    ? text.includes(wanted)
    : new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).test(text)

/** Starts a program in a real pseudo-terminal whose other end is a terminal model. */
export const openScreen = (options: ScreenOptions): Promise<Screen> => Promise.resolve(new PtyScreen(options))

class PtyScreen implements Screen {
  readonly startedAt: number
  readonly exit: Promise<ProgramExit>
  readonly #model: TerminalModel
  readonly #program: PtyProgram
  readonly #timeoutMs: number
  readonly #quietMs: number
  readonly #waiting = createWaiting()
  readonly #quiet = createQuietWatch(() => this.#unparsed === 0 && !isBusy(this.#program.pid))
  readonly #chunks: Uint8Array[] = []
  readonly #listeners = new Set<(chunk: Uint8Array) => void>()
  /** Output that is kept from the model, while drawing is held. */
  #held: Uint8Array[] | undefined
  /** Chunks that the model was given and has not drawn yet. */
  #unparsed = 0
  #ended: ProgramExit | undefined
  #closing: Promise<void> | undefined

  constructor(options: ScreenOptions) {
    const { cols = 120, rows = 30, background = 'dark', graphics = 'none' } = options
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs
    this.#quietMs = options.quietMs ?? defaultQuietMs
    this.#model = createTerminalModel({
      cols,
      rows,
      background,
      graphics,
      answer: (bytes) => this.#program.write(bytes),
    })
    const env = programEnvironment(process.env, options.env)
    this.startedAt = performance.now()
    this.#program = startPtyProgram({
      command: options.command,
      args: options.args ?? [],
      env,
      cwd: options.cwd ?? process.cwd(),
      cols,
      rows,
      output: (chunk) => this.#take(chunk),
    })
    this.exit = this.#program.exit.then((how) => this.#finish(how))
  }

  #take(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    for (const listener of this.#listeners) listener(chunk)
    this.#quiet.heard()
    if (this.#held === undefined) this.#draw(chunk)
    else this.#held.push(chunk)
  }

  #draw(chunk: Uint8Array): void {
    this.#unparsed += 1
    this.#model.write(chunk, () => {
      this.#unparsed -= 1
      this.#waiting.changed()
    })
  }

  async #finish(how: ProgramExit): Promise<ProgramExit> {
    await new Promise<void>((drawn) => this.#model.end(drawn))
    this.#ended = how
    this.#quiet.end()
    this.#waiting.changed()
    return how
  }

  #until(what: string, holds: () => boolean, { timeoutMs = this.#timeoutMs }: WaitOptions = {}): Promise<void> {
    return this.#waiting.until(holds, {
      timeoutMs,
      over: () =>
        this.#ended && `and the program has ended (code ${this.#ended.code}, signal ${this.#ended.signal ?? 'none'})`,
      explain: (reason) => {
        const end = this.rawOutput().subarray(-reportedBytes)
        return new Error(screenReport(`waited for ${what}, ${reason}`, this.#model.lines(), this.cols, end))
      },
    })
  }

  /** The text of which it holds: the screen may be another one by the time that the caller goes on. */
  async #untilText(what: string, holds: (text: string) => boolean, options?: WaitOptions): Promise<string> {
    let text = ''
    await this.#until(
      what,
      () => {
        text = this.text()
        return holds(text)
      },
      options,
    )
    return text
  }

  async #strike(bytes: string): Promise<void> {
    this.#program.write(bytes)
    // A lone escape is told from the start of a sequence by what does not follow it: leave it alone for longer.
    await this.#quiet.settled(bytes === '\x1b' ? this.#quietMs * 2 : this.#quietMs, restlessMs)
  }

  get pid(): number {
    return this.#program.pid
  }

  get cols(): number {
    return this.#model.cols
  }

  get rows(): number {
    return this.#model.rowCount
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#strike(keyBytes(key, this.#model.applicationCursor))
  }

  async type(text: string): Promise<void> {
    for (const { segment } of graphemes.segment(text)) await this.#strike(segment === '\n' ? '\r' : segment)
  }

  paste(text: string): Promise<void> {
    return this.#strike(pasteBytes(text, this.#model.bracketedPaste))
  }

  send(bytes: string): void {
    this.#program.write(bytes)
  }

  text(): string {
    return this.#model.lines().join('\n')
  }

  line(row: number): string {
    return this.#model.lines().at(row) ?? ''
  }

  cells(): readonly (readonly Cell[])[] {
    return this.#model.cells()
  }

  cursor(): Cursor {
    return this.#model.cursor()
  }

  async waitForText(wanted: string | RegExp, options?: WaitOptions): Promise<string> {
    return this.#untilText(`the text ${String(wanted)}`, (text) => contains(text, wanted), options)
  }

  async waitForNoText(unwanted: string | RegExp, options?: WaitOptions): Promise<string> {
    return this.#untilText(`the text ${String(unwanted)} to go`, (text) => !contains(text, unwanted), options)
  }

  waitUntil(what: string, holds: (screen: Screen) => boolean, options?: WaitOptions): Promise<void> {
    return this.#until(what, () => holds(this), options)
  }

  async waitIdle(options?: WaitOptions): Promise<void> {
    let isResting = false
    void this.#quiet.settled(this.#quietMs, options?.timeoutMs ?? this.#timeoutMs).then((rested) => {
      isResting = rested
      this.#waiting.changed()
    })
    await this.#until('the program to rest', () => isResting, options)
  }

  async resize(cols: number, rows: number): Promise<void> {
    this.#model.resize(cols, rows)
    this.#program.resize(cols, rows)
    await this.waitIdle()
  }

  get alternateScreen(): boolean {
    return this.#model.alternateScreen
  }

  get title(): string {
    return this.#model.title
  }

  get clipboard(): string | undefined {
    return this.#model.clipboard
  }

  links(): readonly ScreenLink[] {
    return linksIn(this.cells())
  }

  rawOutput(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  onOutput(listener: (chunk: Uint8Array) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  holdDrawing(): () => void {
    this.#held ??= []
    return () => {
      const kept = this.#held ?? []
      this.#held = undefined
      for (const chunk of kept) this.#draw(chunk)
    }
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.#program.kill(signal)
  }

  close(): Promise<void> {
    this.#closing ??= this.#end()
    return this.#closing
  }

  async #end(): Promise<void> {
    this.#program.kill('SIGHUP')
    const force = setTimeout(() => this.#program.kill('SIGKILL'), hangUpGraceMs)
    await this.exit
    clearTimeout(force)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
