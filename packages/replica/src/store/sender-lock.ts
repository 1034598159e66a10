import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isStoreError, toStoreError } from './errors.ts'

/** Whoever holds it is the one process, and the one connection in it, that sends what waits for a site. */
export interface SenderLock {
  /** False: somebody else holds it. True also when it is held already. Never waits. */
  tryTake(): boolean
  /** Lets go of it; nothing happens when it is not held. */
  release(): void
  readonly isHeld: boolean
}

/**
 * A lock on a file of its own: an SQLite transaction that is held open. The system frees it when its process ends, however
 * that ends.
 */
export const openSenderLock = (folder: string): SenderLock => {
  let held: DatabaseSync | undefined

  const take = (): DatabaseSync => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, 'sender.lock')
    const db = new DatabaseSync(path, { timeout: 0 })
    try {
      chmodSync(path, 0o600)
      db.exec('BEGIN EXCLUSIVE')
      return db
    } catch (error) {
      db.close()
      throw error
    }
  }

  return {
    tryTake: () => {
      if (held !== undefined) return true
      try {
        held = take()
        return true
      } catch (error) {
        const reason = toStoreError(error)
        if (isStoreError(reason, 'busy')) return false
        throw reason
      }
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
