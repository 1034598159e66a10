import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { type ProgramProcess, runProgram } from '../run-program.ts'
import { type CliOptions, type CliResult, createTranscript, readFolder } from './testing.ts'

/** What a person at the terminal types once the prompt is on screen. */
export interface Typing {
  readonly at: RegExp
  readonly type: string | (() => string | Promise<string>)
}

export interface InlineOptions extends CliOptions {
  /** There is a terminal, and somebody who answers its prompts in this order; without it there is none. */
  readonly typing?: readonly Typing[]
  /** The folder that it is started in; without it there is none. */
  readonly cwd?: string
}

/** A run that has not ended yet. */
export interface RunningInline {
  readonly result: Promise<CliResult>
  /** Resolves with the first match in standard output or error; rejects when the run ends without one. */
  see(pattern: RegExp): Promise<RegExpExecArray>
  /** Presses Ctrl-C outside of a prompt. */
  interrupt(): void
}

/** The program in this process, with a home of its own: nothing has to start, and it may have a terminal. */
export interface InlineCli extends Disposable {
  readonly home: string
  start(args: readonly string[], options?: InlineOptions): RunningInline
  run(args: readonly string[], options?: InlineOptions): Promise<CliResult>
  /** Runs with `--json` and gives the value of standard output; throws when the run failed. */
  json<T>(args: readonly string[], options?: InlineOptions): Promise<T>
  /** Everything in the files below the home but the secrets themselves. */
  readable(): string
  /** The stored secrets by their keys, such as `site/acme/client-secret`. */
  secrets(): Readonly<Record<string, string>>
}

class Ended extends Error {}

const program = { root: new URL('../', import.meta.url), version: '1.2.3' }

const stream = (write: (text: string) => void, isTTY: boolean): NodeJS.WriteStream =>
  Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        write(chunk.toString())
        done()
      },
    }),
    { isTTY, columns: 100 },
  ) as unknown as NodeJS.WriteStream

/** Types each answer once its prompt has come after the one before. */
const createTypist = (typing: readonly Typing[], stdin: PassThrough): ((text: string) => void) => {
  const waiting = [...typing]
  let unseen = ''
  return (text) => {
    unseen += text
    const [next] = waiting
    const match = next?.at.exec(unseen)
    if (next === undefined || match === null || match === undefined) return
    waiting.shift()
    unseen = unseen.slice(match.index + match[0].length)
    const answer = typeof next.type === 'string' ? next.type : next.type()
    void Promise.resolve(answer).then((line) => stdin.write(`${line}\r`))
  }
}

const start = (home: string, args: readonly string[], options: InlineOptions): RunningInline => {
  const { input, env = {}, typing, cwd } = options
  const isTTY = typing !== undefined
  const transcript = createTranscript()
  const stdin = new PassThrough()
  const typed = createTypist(typing ?? [], stdin)
  if (!isTTY) stdin.end(input ?? '')
  const stops = new Set<(error: unknown) => void>()
  const { promise: result, resolve } = Promise.withResolvers<CliResult>()
  const process: ProgramProcess = {
    argv: ['node', 'mmd-tui', ...args],
    env: { MMD_HOME: home, MMD_SECRETS: 'file', MMD_BROWSER: 'none', TERM: 'dumb', ...env },
    platform: 'linux',
    ...(cwd === undefined ? {} : { cwd: () => cwd }),
    stdin: Object.assign(stdin, { isTTY }) as unknown as NodeJS.ReadStream,
    stdout: stream(transcript.out, isTTY),
    stderr: stream((text) => {
      transcript.err(text)
      typed(text)
    }, isTTY),
    on: (name: string, listener: (error: unknown) => void) => name === 'SIGINT' && stops.add(listener),
    off: (name: string, listener: (error: unknown) => void) => name === 'SIGINT' && stops.delete(listener),
    exit: (code) => {
      resolve(transcript.end(code))
      throw new Ended()
    },
  }
  runProgram(process, program).catch((error: unknown) => {
    if (!(error instanceof Ended)) throw error
  })
  return { result, see: transcript.see, interrupt: () => [...stops].forEach((stop) => stop(undefined)) }
}

/** Runs the program from source in this process. */
export const createInlineCli = (): InlineCli => {
  const home = mkdtempSync(join(tmpdir(), 'mmd-inline-'))
  const run: InlineCli['run'] = (args, options = {}) => start(home, args, options).result
  return {
    home,
    run,
    start: (args, options = {}) => start(home, args, options),
    json: async <T>(args: readonly string[], options?: InlineOptions) => {
      const result = await run([...args, '--json'], options)
      if (result.code !== 0) throw new Error(`exit ${result.code}: ${result.stderr}`)
      return JSON.parse(result.stdout) as T
    },
    readable: () => readFolder(home),
    secrets: () => {
      const path = join(home, 'data', 'secrets.json')
      if (!existsSync(path)) return {}
      return (JSON.parse(readFileSync(path, 'utf8')) as { readonly secrets: Record<string, string> }).secrets
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}
