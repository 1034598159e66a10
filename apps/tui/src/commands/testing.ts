import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a run of the program left. */
export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  /** Standard input; empty unless given. */
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A run that has not ended yet. */
export interface RunningCli {
  readonly child: ChildProcess
  readonly result: Promise<CliResult>
  /** Resolves with the first match in standard output or error; rejects when the run ends without one. */
  see(pattern: RegExp): Promise<RegExpExecArray>
}

/** The program as a child process with a home of its own. */
export interface Cli extends Disposable {
  readonly home: string
  /** Names of what lies in its folder for temporary things. */
  temporary(): readonly string[]
  start(args: readonly string[], options?: CliOptions): RunningCli
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>
  /** Runs with `--json` and gives the value of standard output; throws when the run failed. */
  json<T>(args: readonly string[], options?: CliOptions): Promise<T>
  /** Everything in the files below the home but the secrets themselves. */
  readable(): string
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** Runs the program from source, on the Node that runs the tests. */
export const createCli = (): Cli => {
  const home = mkdtempSync(join(tmpdir(), 'mmd-cli-'))
  mkdirSync(join(home, 'tmp'))
  const start = (args: readonly string[], options: CliOptions = {}): RunningCli => startCli(home, args, options)
  const run: Cli['run'] = (args, options) => start(args, options).result
  return {
    home,
    start,
    run,
    json: async <T>(args: readonly string[], options?: CliOptions) => {
      const result = await run([...args, '--json'], options)
      if (result.code !== 0) throw new Error(`exit ${result.code}: ${result.stderr}`)
      return JSON.parse(result.stdout) as T
    },
    temporary: () => readdirSync(join(home, 'tmp')),
    readable: () => readFolder(home),
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}

const startCli = (home: string, args: readonly string[], { input = '', env = {} }: CliOptions): RunningCli => {
  const child = spawn(process.execPath, ['--conditions=@mmd/source', main, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      NODE_COMPILE_CACHE: join(tmpdir(), 'mmd-cli-compile-cache'),
      TMPDIR: join(home, 'tmp'),
      MMD_HOME: home,
      MMD_SECRETS: 'file',
      MMD_BROWSER: 'none',
      ...env,
    },
  })
  const transcript = createTranscript()
  child.stdout.setEncoding('utf8').on('data', transcript.out)
  child.stderr.setEncoding('utf8').on('data', transcript.err)
  child.stdin.on('error', () => undefined).end(input)
  const result = new Promise<CliResult>((resolve) => {
    child.once('close', (code) => resolve(transcript.end(code)))
  })
  return { child, result, see: transcript.see }
}

/** What a run has said so far. */
export interface Transcript {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly end: (code: number | null) => CliResult
  /** Resolves with the first match in standard output or error; rejects when the run ends without one. */
  readonly see: (pattern: RegExp) => Promise<RegExpExecArray>
}

export const createTranscript = (): Transcript => {
  let [stdout, stderr, ended] = ['', '', false]
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    out: (text) => {
      stdout += text
      changed()
    },
    err: (text) => {
      stderr += text
      changed()
    },
    end: (code) => {
      ended = true
      changed()
      return { code, stdout, stderr }
    },
    see: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(`${stdout}\n${stderr}`)
          if (match === null && !ended) return
          listeners.delete(look)
          if (match === null) reject(new Error(`${String(pattern)} was never seen in:\n${stdout}\n${stderr}`))
          else resolve(match)
        }
        listeners.add(look)
        look()
      }),
  }
}

/** Everything in the files below a folder but the secrets themselves. */
export const readFolder = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('secrets.json') && statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')

/** A web server on loopback that is no Jira. */
export interface OtherServer extends AsyncDisposable {
  readonly url: string
}

export const startOtherServer = async (answer: Parameters<typeof createServer>[1]): Promise<OtherServer> => {
  const server = answer === undefined ? createServer() : createServer(answer)
  await listen(server)
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
