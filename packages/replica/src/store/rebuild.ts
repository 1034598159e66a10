import { existsSync, renameSync, rmSync } from 'node:fs'
import { connect } from './connection.ts'
import type { StoreFiles } from './files.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { readLog } from './outbox-log.ts'
import { replayLog } from './replay-log.ts'
import { rescueRows } from './rescue.ts'
import { forgetOldDamaged, setAside } from './set-aside.ts'

/** What was made in the place of another file. */
export interface Rebuilt {
  /** Operations that are in it. */
  readonly rescued: number
  readonly setAside: string
}

/** Makes a database with what can be saved of the damaged one, and gives its number of operations. */
const makeFresh = (path: string, files: StoreFiles, identity: string): number => {
  const db = connect({ path, open: () => openDatabase(path, 'rwc'), replaced: () => undefined })
  try {
    migrate(db, identity)
    rescueRows(files.database, db, identity)
    replayLog(db, readLog(files.log, identity))
    return db.one<{ count: number }>('SELECT count(*) AS count FROM operation')?.count ?? 0
  } finally {
    db.close()
  }
}

/** Puts a new database in the place of a damaged one. Whoever calls it holds the lock for that. */
export const rebuild = (files: StoreFiles, identity: string, now: number): Rebuilt => {
  const fresh = `${files.database}.fresh`
  for (const beside of ['', '-wal', '-shm']) rmSync(fresh + beside, { force: true })
  const rescued = makeFresh(fresh, files, identity)
  const name = setAside(files.database, 'damaged', now)
  renameSync(fresh, files.database)
  rmSync(files.damaged, { force: true })
  forgetOldDamaged(files.database)
  return { rescued, setAside: name }
}

/** Puts aside the copy of somebody else, and what waits in its outbox with it. */
export const putOtherAside = (files: StoreFiles, now: number): Rebuilt => {
  const name = setAside(files.database, 'other', now)
  if (existsSync(files.log)) renameSync(files.log, name.replace(/sqlite$/, 'log'))
  return { rescued: 0, setAside: name }
}
