import { statSync, writeFileSync } from 'node:fs'
import type { Connection } from './connection.ts'
import { isStoreError, StoreError } from './errors.ts'
import { fileAt, type StoreFiles } from './files.ts'

/** Bytes of a file that is looked through in a few milliseconds. */
const small = 2_000_000

const day = 86_400_000

/** Looks through the whole file. Throws `damaged`. */
const checkWhole = (db: Connection): void => {
  const [answer] = db.column<string>('PRAGMA quick_check(1)')
  if (answer !== 'ok') throw new StoreError('damaged', 'the local copy is damaged')
}

const checkDaily = (db: Connection, now: number): void => {
  const sql = "SELECT value FROM meta WHERE name = 'checked_at'"
  if (now - Number(db.one<{ value: string }>(sql)?.value ?? 0) < day) return
  checkWhole(db)
  db.run("INSERT OR REPLACE INTO meta (name, value) VALUES ('checked_at', ?)", String(now))
}

/** Looks through a small file always, through a large one where the caller has time for it. Throws `damaged`. */
export const checkFile = (db: Connection, { database }: StoreFiles, now: number, hasTime: boolean): void => {
  if (statSync(database).size <= small) checkWhole(db)
  else if (hasTime) checkDaily(db, now)
}

/** Remembers for the next who opens it that this file was found damaged. */
export const noteDamage = ({ database, damaged }: StoreFiles, error: unknown): void => {
  if (!isStoreError(error, 'damaged')) return
  try {
    writeFileSync(damaged, fileAt(database), { mode: 0o600 })
  } catch {
    // Whoever opens it next comes upon the damage as this one did.
  }
}
