import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '../../atomic-file.ts'
import { AuthError } from '../../errors.ts'
import type { WatchableBrowser } from '../../ports.ts'
import type { DevToolsPipe } from './devtools.ts'
import { launchArguments, launchEnvironment } from './launch-command.ts'
import { createProfile, profilesFolder } from './profile-folder.ts'

export interface BrowserProcess extends DevToolsPipe {
  /** Resolves when the program has ended, by itself or not. */
  readonly ended: Promise<void>
  /** Ends it with all its children and removes the profile; resolves when both are gone. May be called twice. */
  end(): Promise<void>
}

/** A process group: the browser starts many programs. Windows has none; there the children follow by themselves. */
const hasGroups = process.platform !== 'win32'

/** False when nothing of it is left. */
const signalAll = (child: ChildProcess, signal: 'SIGKILL' | 0): boolean => {
  if (child.pid === undefined) return false
  try {
    return hasGroups ? process.kill(-child.pid, signal) : child.kill(signal)
  } catch {
    return false
  }
}

/** The children follow within milliseconds; where nobody collects the dead, they seem to live on. */
const childrenEnded = async (child: ChildProcess): Promise<void> => {
  if (!hasGroups) return
  for (let tries = 0; tries < 25 && signalAll(child, 0); tries += 1) await delay(20)
}

// A browser that is being killed may still write for a moment.
const removal = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const

const start = async (program: string, profile: string): Promise<ChildProcess> => {
  const args = launchArguments({ profile, isRoot: process.getuid?.() === 0 })
  const child = spawn(program, args, {
    // Whatever a browser prints is for nobody.
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: launchEnvironment(process.env),
    // A group of its own, which can be ended as a whole, and which Ctrl-C in the terminal does not reach.
    detached: hasGroups,
  })
  await once(child, 'spawn')
  return child
}

const notStarted = (name: string, error: unknown): AuthError =>
  new AuthError('browser-failed', `${name} could not be started (${errorCode(error)})`)

/** Starts the browser with a new profile. Throws `browser-failed`; then nothing is left of it. */
export const startBrowser = async ({ name, program }: WatchableBrowser): Promise<BrowserProcess> => {
  let profile: string | undefined
  try {
    profile = await createProfile(await profilesFolder(program))
    return supervise(await start(program, profile), profile)
  } catch (error) {
    if (profile !== undefined) await rm(profile, removal).catch(() => undefined)
    throw notStarted(name, error)
  }
}

const supervise = (child: ChildProcess, profile: string): BrowserProcess => {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // For example when it cannot be killed; whether it ends is what counts.
  child.on('error', () => undefined)
  // When our own program ends first, there is no time for anything that waits.
  const endNow = (): void => {
    signalAll(child, 'SIGKILL')
    rmSync(profile, removal)
  }
  process.once('exit', endNow)

  const end = async (): Promise<void> => {
    signalAll(child, 'SIGKILL')
    await ended
    signalAll(child, 'SIGKILL')
    await childrenEnded(child)
    // What Windows still holds is removed by the next start.
    await rm(profile, removal).catch(() => undefined)
    process.removeListener('exit', endNow)
  }
  let ending: Promise<void> | undefined
  return {
    input: child.stdio[3] as Writable,
    output: child.stdio[4] as Readable,
    ended,
    end: () => {
      ending ??= end()
      return ending
    },
  }
}
