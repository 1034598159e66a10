import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isStoreError, toStoreError } from './errors.ts'

/**
 * Holds a lock on a file of its own: an SQLite transaction that is held open, until the connection is closed. The system
 * frees it when its process ends, however that ends. Undefined: somebody else holds it, and longer than `waitMs`.
 */
export const takeFileLock = (path: string, waitMs: number): DatabaseSync | undefined => {
  const db = new DatabaseSync(path, { timeout: waitMs })
  try {
    chmodSync(path, 0o600)
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (isStoreError(toStoreError(error), 'busy')) return undefined
    throw error
  }
}
