import { spawn } from 'node:child_process'

/** tmux is on the same machine, ms. */
const patience = 1000

/** Runs tmux with this text as its input; whether it did what it was told. */
export const runTmux = (args: readonly string[], input: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn('tmux', args, { stdio: ['pipe', 'ignore', 'ignore'], timeout: patience })
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
    // What ends before it has read all says so by its exit.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
