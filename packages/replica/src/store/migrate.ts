import type { Connection } from './connection.ts'
import { StoreError } from './errors.ts'
import { migrations } from './schema.ts'

/** The version that this program knows. */
const newest = migrations.length

const versionOf = (db: Connection): number => {
  const version = db.one<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
  if (version > newest) throw new StoreError('newer-version', `the local copy is of version ${version}`)
  return version
}

/**
 * Brings the tables up to date, or makes them, all or nothing. Two processes may do so at once: the second looks again
 * when it is its turn. Gives the version that was there before; 0: a new file.
 */
export const migrate = (db: Connection, identity: string): number => {
  const before = versionOf(db)
  if (before === newest) return before
  return db.transaction(() => {
    const found = versionOf(db)
    for (const sql of migrations.slice(found)) db.script(sql)
    if (found < newest) db.script(`PRAGMA user_version = ${newest}`)
    if (found === 0) db.run("INSERT INTO meta (name, value) VALUES ('identity', ?)", identity)
    return found
  })
}
