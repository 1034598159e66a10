import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { StoreError } from './errors.ts'
import { migrations } from './schema.ts'

/** The version that this program knows. */
export const newestVersion: number = migrations.length

/** Milliseconds that a statement waits for another process that writes. */
const patience = 5000

/** Eight megabytes of cache: the narrow tables and what of the index is in use. */
const pragmas =
  'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 16000000'

/** The version of a database; 0: nothing is in it. Throws `newer-version` for one of a later program. */
const versionOf = (database: DatabaseSync): number => {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > newestVersion) throw new StoreError('newer-version', `the local copy is of version ${version}`)
  return version
}

/** To read, to write, or to write and make it when it is not there. */
export type OpenMode = 'ro' | 'rw' | 'rwc'

/** Opens the file. Throws what SQLite throws, and `newer-version` before anything is written. */
export const openDatabase = (path: string, mode: OpenMode): DatabaseSync => {
  const url = pathToFileURL(path)
  url.searchParams.set('mode', mode)
  const database = new DatabaseSync(url, { readOnly: mode === 'ro', timeout: patience })
  try {
    if (versionOf(database) === 0 && mode !== 'ro') {
      chmodSync(path, 0o600)
      // Two rows of a list fit into a page of this size, and one with a long description.
      database.exec('PRAGMA page_size = 8192')
    }
    database.exec(mode === 'ro' ? pragmas : `PRAGMA journal_mode = WAL; ${pragmas}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
