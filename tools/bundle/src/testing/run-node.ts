import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What a finished process left. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs this Node with arguments, and waits for its end. */
export const runNode = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> => {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', ...env },
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, stdout, stderr }
}
