import { spawn } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openScreen, type Screen } from '@mmd/tools-screen-driver'

/** The built program: what a user runs, not its sources. `MMD_PROGRAM` names another build of it. */
export const program =
  process.env['MMD_PROGRAM'] ?? fileURLToPath(new URL('../../../apps/tui/dist/mmd-tui.js', import.meta.url))

/** How long a person waits for what they expect, milliseconds: machines that build at the same time are slow. */
export const patienceMs = 30_000

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A person's machine: folders of their own, secrets in a file, no browser unless a test brings one. */
export interface Home extends AsyncDisposable {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** Runs one command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<CommandResult>
  /** Opens the program in a terminal; it is closed with the home. */
  open(args: readonly string[], options?: OpenOptions): Promise<Screen>
}

export interface OpenOptions {
  readonly cols?: number
  readonly rows?: number
  /** Another copy of the program. */
  readonly program?: string
  readonly env?: Readonly<Record<string, string>>
  /** Which pictures the terminal can draw; none unless this says so. */
  readonly graphics?: 'kitty' | 'sixel' | 'iterm'
}

/** The program copied into the home's folder: its main file, and what its parts are whose names begin so. */
const copyProgram = async (home: Home, part: string): Promise<readonly [program: string, parts: readonly string[]]> => {
  const copy = join(home.folder, 'program')
  await cp(dirname(program), join(copy, 'dist'), { recursive: true })
  await cp(join(dirname(program), '../package.json'), join(copy, 'package.json'))
  const chunks = await readdir(join(copy, 'dist/chunks'))
  const parts = chunks.filter((name) => name.startsWith(part) && name.endsWith('.js'))
  if (parts.length === 0) throw new Error(`The program has no part ${part}`)
  return [join(copy, 'dist/mmd-tui.js'), parts.map((name) => join(copy, 'dist/chunks', name))]
}

/** A copy of the program in the home's folder that lacks the parts whose names begin so. */
export const copyWithout = async (home: Home, part: string): Promise<string> => {
  const [copy, parts] = await copyProgram(home, part)
  await Promise.all(parts.map((file) => rm(file)))
  return copy
}

/** A copy of the program in the home's folder that crashes as soon as it has loaded a part whose name begins so. */
export const copyCrashingAt = async (home: Home, part: string): Promise<string> => {
  const [copy, parts] = await copyProgram(home, part)
  const crash = "\nsetImmediate(() => { throw new Error('crashed by a test') })\n"
  await Promise.all(parts.map((file) => appendFile(file, crash)))
  return copy
}

const runProgram = (args: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: 'pipe' })
    const chunks = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (chunks.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (chunks.stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...chunks }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })

/** A new home, or a copy of another one with what is saved in it. */
export const makeHome = async (from?: string): Promise<Home> => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-tui-test-'))
  if (from !== undefined) await cp(from, folder, { recursive: true })
  const env = { MMD_HOME: folder, MMD_SECRETS: 'file', MMD_BROWSER: 'none', PATH: process.env['PATH'] ?? '' }
  const screens: Screen[] = []
  return {
    folder,
    env,
    run: (args, { input = '', env: more = {} } = {}) => runProgram(args, { ...env, ...more }, input),
    open: async (args, { cols = 120, rows = 32, env: more = {}, program: file = program, graphics } = {}) => {
      const screen = await openScreen({
        command: process.execPath,
        args: [file, ...args],
        env: { ...env, ...more },
        cols,
        rows,
        timeoutMs: patienceMs,
        ...(graphics === undefined ? {} : { graphics }),
      })
      screens.push(screen)
      return screen
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(screens.map((screen) => screen.close()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
