import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Subject } from './subject.ts'

/** A home with one saved site, in a temporary folder. */
export interface PreparedHome extends AsyncDisposable {
  readonly folder: string
  /** The name of its site. */
  readonly site: string
  readonly subject: Subject
}

/** What is measured, against which site. */
export interface HomeOptions {
  /** The built program. */
  readonly program: string
  readonly baseUrl: string
  /** A personal access token; it goes in by standard input only. */
  readonly token: string
  /** Undefined: the program chooses. */
  readonly view: string | undefined
  readonly marker: string
}

const siteName = 'bench'

/** Runs the program to its end with something on its standard input. Throws with what it said on standard error. */
const run = (command: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { env, stdio: ['pipe', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${command.slice(1, 3).join(' ')} ended with code ${code}: ${said.trim()}`))
    })
  })

/** Makes a home by the program's own commands: the site is added, then signed in to with the token. */
export const prepareHome = async (options: HomeOptions): Promise<PreparedHome> => {
  const home = await mkdtemp(join(tmpdir(), 'mmd-bench-'))
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true, maxRetries: 3 })
  const own = { MMD_HOME: home, MMD_SECRETS: 'file', MMD_BROWSER: 'none' }
  const env = { ...process.env, ...own }
  try {
    await run([options.program, 'site', 'add', options.baseUrl, '--name', siteName, '--method', 'pat'], env, '')
    await run([options.program, 'auth', 'login', siteName, '--token-stdin'], env, `${options.token}\n`)
  } catch (error) {
    await remove()
    throw error
  }
  return {
    folder: home,
    site: siteName,
    subject: {
      command: [process.execPath, options.program],
      screenArgs: ['--site', siteName, ...(options.view === undefined ? [] : ['--view', options.view])],
      env: own,
      marker: options.marker,
      forgetCompiled: () => rm(join(home, 'cache'), { recursive: true, force: true }),
    },
    [Symbol.asyncDispose]: remove,
  }
}
