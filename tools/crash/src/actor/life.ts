import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ActorLine } from './messages.ts'

/** How a process ended. */
interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The end of what it wrote to its standard error. */
  readonly said: string
}

/** A process of a run. */
export interface Life {
  /** Ends it as `kill -9` does. */
  kill(): void
  readonly ended: Promise<End>
}

/** Starts a bundled actor with its task; `onLine` hears everything that it says, also what arrives after its end. */
export const startLife = (file: string, taskFile: string, onLine: (line: ActorLine) => void): Life => {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dirname(file), 'compiled') }
  const child = spawn(process.execPath, [file, taskFile], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => onLine(JSON.parse(line) as ActorLine))
  const read = new Promise<void>((resolve) => lines.once('close', resolve))
  const ended = new Promise<End>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => void read.then(() => resolve({ code, signal, said })))
  })
  return { ended, kill: () => void child.kill('SIGKILL') }
}
