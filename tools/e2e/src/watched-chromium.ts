import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

/** A real Chromium for the program to start and watch, and a way for the test to press its buttons meanwhile. */
export interface WatchedChromium extends AsyncDisposable {
  /** For `MMD_BROWSER`: the program takes it for a Chromium, as it is one. */
  readonly program: string
  /** The window that the program opened, once it shows an address that begins so. */
  page(address: string): Promise<Page>
  /** Arguments that the program started it with. */
  arguments(): Promise<readonly string[]>
  /** Its environment, as all of its own processes may read it. */
  environment(): Promise<string>
}

/** Reads a file that another process is about to write. */
const eventually = async <T>(read: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await read()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** A Chromium without a screen, behind a script of that name which also opens a debugging port beside the pipe. */
export const makeWatchedChromium = async (): Promise<WatchedChromium> => {
  const folder = await mkdtemp(join(tmpdir(), 'mmd-watched-'))
  const program = join(folder, 'chromium')
  const [argumentsFile, environmentFile] = [join(folder, 'arguments'), join(folder, 'environment')]
  await writeFile(
    program,
    `#!/bin/sh
env >'${environmentFile}'
printf '%s\\n' "$@" >'${argumentsFile}.new' && mv '${argumentsFile}.new' '${argumentsFile}'
exec '${findChromium()}' --headless=new --remote-debugging-port=0 --disable-gpu "$@"
`,
  )
  await chmod(program, 0o755)
  const given = async (): Promise<readonly string[]> => (await readFile(argumentsFile, 'utf8')).split('\n')
  const port = async (): Promise<string> => {
    const profile = (await given()).find((line) => line.startsWith('--user-data-dir='))?.split('=')[1] ?? ''
    const [written = ''] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')
    // The file is there before its text is.
    if (!/^\d+$/.test(written)) throw new Error('not yet')
    return written
  }
  const disconnects: (() => Promise<void>)[] = []
  return {
    program,
    page: async (address) => {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await eventually(port)}`)
      disconnects.push(() => browser.close().catch(() => undefined))
      return eventually(async () => {
        const page = browser
          .contexts()
          .flatMap((context) => context.pages())
          .find((candidate) => candidate.url().startsWith(address))
        if (page === undefined) throw new Error('not yet')
        return page
      })
    },
    arguments: () => eventually(given),
    environment: () => eventually(() => readFile(environmentFile, 'utf8')),
    [Symbol.asyncDispose]: async () => {
      for (const disconnect of disconnects) await disconnect()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
