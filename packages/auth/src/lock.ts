import { randomUUID } from 'node:crypto'
import { closeSync, futimesSync, openSync, readFileSync, readlinkSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from './atomic-file.ts'
import { AuthError } from './errors.ts'

export interface LockOptions {
  /** A lock that its holder has not touched for so long belongs to nobody. Milliseconds. */
  readonly staleAfterMs?: number
  /** How often the holder touches it. Milliseconds. */
  readonly heartbeatMs?: number
  /** After so long, waiting fails with `store-failed`. Milliseconds. */
  readonly waitMs?: number
  readonly signal?: AbortSignal
}

interface Holder {
  readonly id: string
  readonly pid: number
  readonly host: string
}

/** What a waiter saw of the lock file, and since when it has not changed (monotonic milliseconds). */
interface Sighting {
  readonly id: string
  readonly touched: number
  readonly since: number
}

const remove = (path: string): void => {
  try {
    unlinkSync(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

/** A process number means something only inside its own process namespace (containers may share a host name). */
const thisHost = (): string => {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && 'id' in value && 'pid' in value && typeof value.pid === 'number'

const readHolder = (path: string): Holder | undefined => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isHolder(value) ? value : undefined
  } catch {
    // Gone, or opened but not yet written.
    return undefined
  }
}

const isDead = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return errorCode(error) === 'ESRCH'
  }
}

const createExclusive = (path: string, content: string): number | undefined => {
  try {
    const fd = openSync(path, 'wx', 0o600)
    writeSync(fd, content)
    return fd
  } catch (error) {
    const code = errorCode(error)
    // Windows answers EPERM while a removed file still has a reader.
    if (code === 'EEXIST' || (code === 'EPERM' && process.platform === 'win32')) return undefined
    throw new AuthError('store-failed', `The lock file cannot be made (${code})`, path)
  }
}

const look = (path: string, before: Sighting | undefined): Sighting | undefined => {
  try {
    const touched = statSync(path).mtimeMs
    const id = readHolder(path)?.id ?? ''
    if (before !== undefined && before.id === id && before.touched === touched) return before
    return { id, touched, since: performance.now() }
  } catch {
    return undefined
  }
}

const isAbandoned = (path: string, sighting: Sighting, options: Required<Omit<LockOptions, 'signal'>>): boolean => {
  const holder = readHolder(path)
  if (holder !== undefined && holder.host === thisHost() && isDead(holder.pid)) return true
  const watched = performance.now() - sighting.since
  const age = Date.now() - sighting.touched
  // After a laptop's sleep every lock looks old: its holder gets the time to touch it again.
  return watched >= options.staleAfterMs || (age >= options.staleAfterMs && watched >= 2 * options.heartbeatMs)
}

/**
 * Removes an abandoned lock. Two waiters may find the same one: a second file makes sure that the slower of them does
 * not remove the lock that the quicker has taken since. All of it runs without a pause.
 */
const breakLock = (path: string, seen: Sighting, staleAfterMs: number): void => {
  const guard = `${path}.break`
  const fd = createExclusive(guard, '')
  if (fd === undefined) {
    const guardSeen = look(guard, undefined)
    if (guardSeen !== undefined && Date.now() - guardSeen.touched > staleAfterMs) remove(guard)
    return
  }
  try {
    const now = look(path, undefined)
    if (now !== undefined && now.id === seen.id && now.touched === seen.touched) remove(path)
  } finally {
    closeSync(fd)
    remove(guard)
  }
}

const acquire = async (
  path: string,
  id: string,
  options: Required<Omit<LockOptions, 'signal'>>,
  signal?: AbortSignal,
) => {
  const content = JSON.stringify({ id, pid: process.pid, host: thisHost(), at: new Date().toISOString() })
  const deadline = performance.now() + options.waitMs
  let sighting: Sighting | undefined
  for (;;) {
    signal?.throwIfAborted()
    const fd = createExclusive(path, content)
    if (fd !== undefined) return fd
    sighting = look(path, sighting)
    if (sighting !== undefined && isAbandoned(path, sighting, options)) {
      breakLock(path, sighting, options.staleAfterMs)
      sighting = undefined
    } else if (performance.now() > deadline) {
      throw new AuthError('store-failed', 'Another mmd-tui holds the lock and does not let go', path)
    }
    await delay(10 + Math.random() * 30, undefined, signal === undefined ? {} : { signal })
  }
}

/** The file system's clock may differ from ours: the age is judged by ours. */
const touch = (fd: number): void => {
  try {
    futimesSync(fd, new Date(), new Date())
  } catch {
    // The disk may be full or gone: the lock grows old then, but the work goes on and lets it go.
  }
}

const release = (path: string, id: string, fd: number): void => {
  closeSync(fd)
  // Who was taken for dead and robbed of the lock must not remove the new holder's.
  if (readHolder(path)?.id === id) remove(path)
}

/**
 * Runs `work` while holding the lock file: one at a time among all processes and threads. A lock whose process died is
 * taken over at once, one not touched for 30 s soon after. Throws `store-failed` after waiting 60 s in vain.
 */
export const withLock = async <T>(path: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> => {
  const { staleAfterMs = 30_000, heartbeatMs = 5000, waitMs = 60_000, signal } = options
  const id = randomUUID()
  const fd = await acquire(path, id, { staleAfterMs, heartbeatMs, waitMs }, signal)
  touch(fd)
  const heartbeat = setInterval(() => touch(fd), heartbeatMs)
  heartbeat.unref()
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    release(path, id, fd)
  }
}
