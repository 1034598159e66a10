import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { toStoreError } from './errors.ts'
import { takeFileLock } from './file-lock.ts'

/** Whoever holds it is the one process, and the one connection in it, that sends what waits for a site. */
export interface SenderLock {
  /** False: somebody else holds it. True also when it is held already. Never waits. */
  tryTake(): boolean
  /** Lets go of it; nothing happens when it is not held. */
  release(): void
  readonly isHeld: boolean
}

/** The lock of the site whose copy is in this folder. Not taken yet. */
export const openSenderLock = (folder: string): SenderLock => {
  let held: DatabaseSync | undefined
  return {
    tryTake: () => {
      if (held !== undefined) return true
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        held = takeFileLock(join(folder, 'sender.lock'), 0)
      } catch (error) {
        throw toStoreError(error)
      }
      return held !== undefined
    },
    release: () => {
      held?.close()
      held = undefined
    },
    get isHeld() {
      return held !== undefined
    },
  }
}
