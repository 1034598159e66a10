import type { Connection } from './connection.ts'
import { StoreError } from './errors.ts'
import { newestVersion } from './open-database.ts'
import { migrations } from './schema.ts'

const versionOf = (db: Connection): number => db.one<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0

/**
 * Brings the tables up to date, or makes them, all or nothing. Two processes may do so at once: the second looks again
 * when it is its turn. Gives the version that was there before; 0: a new file.
 */
export const migrate = (db: Connection, identity: string): number => {
  const before = versionOf(db)
  if (before === newestVersion) return before
  return db.transaction(() => {
    const found = versionOf(db)
    if (found > newestVersion) throw new StoreError('newer-version', `the local copy is of version ${found}`)
    for (const sql of migrations.slice(found)) db.script(sql)
    if (found < newestVersion) db.script(`PRAGMA user_version = ${newestVersion}`)
    if (found === 0) db.run("INSERT INTO meta (name, value) VALUES ('identity', ?)", identity)
    return found
  })
}
