import { existsSync, readFileSync } from 'node:fs'
import { checkFile } from './check.ts'
import { type Connection, connect } from './connection.ts'
import { isStoreError, StoreError, toStoreError } from './errors.ts'
import { takeFileLock } from './file-lock.ts'
import { fileAt, type StoreFiles } from './files.ts'
import { migrate } from './migrate.ts'
import { newestVersion, type OpenMode, openDatabase } from './open-database.ts'
import { outboxLog, readLog } from './outbox-log.ts'
import { putOtherAside, type Rebuilt, rebuild } from './rebuild.ts'
import { isInStep, replayLog } from './replay-log.ts'
import type { StoreOpening } from './store.ts'

/** Whose file it is, and what there is time for. */
export interface Opening {
  readonly identity: string
  readonly now: () => number
  readonly check: boolean
}

export interface OpenFile {
  readonly db: Connection
  readonly opened: StoreOpening
}

/** Milliseconds that a rebuild by another process is waited for. */
const patience = 30_000

const identityOf = (db: Connection): string | undefined =>
  db.one<{ value: string }>("SELECT value FROM meta WHERE name = 'identity'")?.value

/** Brings outbox and log in step, whichever of them is behind. Gives the number of operations that were missing. */
const catchUp = (db: Connection, { log }: StoreFiles, identity: string): number => {
  if (isInStep(db, readLog(log, identity))) return 0
  return db.transaction(() => {
    const missing = replayLog(db, readLog(log, identity))
    outboxLog(db, log, identity).compact()
    return missing
  })
}

const isKnownDamaged = ({ database, damaged }: StoreFiles): boolean =>
  existsSync(damaged) && readFileSync(damaged, 'utf8') === fileAt(database)

type Found = OpenFile | 'missing' | 'damaged' | 'other'

const look = (files: StoreFiles, { identity, now, check }: Opening, mode: OpenMode): Found => {
  const path = files.database
  if (mode === 'rw' && fileAt(path) === '') return 'missing'
  if (isKnownDamaged(files)) return 'damaged'
  const replaced = (db: Connection): void => {
    if (identityOf(db) !== identity) throw new StoreError('other-identity', 'the local copy is of somebody else now')
    catchUp(db, files, identity)
  }
  const db = connect({ path, open: () => openDatabase(path, fileAt(path) === '' ? mode : 'rw'), replaced })
  try {
    const found = migrate(db, identity)
    checkFile(db, files, now(), check)
    const owner = identityOf(db)
    if (owner === identity) {
      const rescued = catchUp(db, files, identity)
      const state = found > 0 ? 'ready' : rescued > 0 ? 'rebuilt' : 'made'
      return { db, opened: { state, rescued } }
    }
    db.close()
    return owner === undefined ? 'damaged' : 'other'
  } catch (error) {
    db.close()
    throw error
  }
}

const lookSafely = (files: StoreFiles, opening: Opening, mode: OpenMode): Found => {
  try {
    return look(files, opening, mode)
  } catch (error) {
    const reason = toStoreError(error)
    if (isStoreError(reason, 'damaged')) return 'damaged'
    // The file went between two looks at it.
    if (fileAt(files.database) === '') return 'missing'
    throw reason
  }
}

const replace = (files: StoreFiles, { identity, now }: Opening, why: 'damaged' | 'other'): Rebuilt =>
  why === 'damaged' ? rebuild(files, identity, now()) : putOtherAside(files, now())

/** Looks again under the lock: another process may have done what is to be done. */
const makeOrReplace = (files: StoreFiles, opening: Opening): OpenFile => {
  const again = lookSafely(files, opening, 'rw')
  if (typeof again === 'object') return again
  const rebuilt = again === 'missing' ? undefined : replace(files, opening, again)
  const found = lookSafely(files, opening, 'rwc')
  if (typeof found !== 'object') throw new StoreError('io', 'the local copy cannot be kept')
  if (rebuilt === undefined) return found
  const state = again === 'damaged' ? 'rebuilt' : 'made'
  return { db: found.db, opened: { state, ...rebuilt } }
}

/** Opens the file of this identity, makes it, or puts a new one in the place of a damaged one. */
export const openFile = (files: StoreFiles, opening: Opening): OpenFile => {
  const found = lookSafely(files, opening, 'rw')
  if (typeof found === 'object') return found
  const lock = takeFileLock(files.rebuildLock, patience)
  if (lock === undefined) throw new StoreError('busy', 'another process makes the local copy')
  try {
    return makeOrReplace(files, opening)
  } finally {
    lock.close()
  }
}

/** Opens it to read, as it is. */
export const openToRead = (files: StoreFiles, identity: string): OpenFile => {
  const path = files.database
  if (fileAt(path) === '') throw new StoreError('not-found', 'there is no local copy')
  const db = connect({ path, open: () => openDatabase(path, 'ro'), replaced: () => undefined })
  try {
    const version = db.one<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
    if (version < newestVersion) throw new StoreError('older-version', `the local copy is of version ${version}`)
    if (identityOf(db) !== identity) throw new StoreError('other-identity', 'the local copy is of somebody else')
    return { db, opened: { state: 'ready', rescued: 0 } }
  } catch (error) {
    db.close()
    throw error
  }
}
