import { type BigIntStats, statSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a site's copy. */
export interface StoreFiles {
  readonly database: string
  /** What is open in the outbox, once more, for when the database cannot be read. */
  readonly log: string
  /** Says which database was found damaged while it was used. */
  readonly damaged: string
  /** Held while a damaged database is replaced. */
  readonly rebuildLock: string
}

export const filesOf = (folder: string): StoreFiles => ({
  database: join(folder, 'replica.sqlite'),
  log: join(folder, 'outbox.log'),
  damaged: join(folder, 'replica.damaged'),
  rebuildLock: join(folder, 'replica.lock'),
})

/** Which file is at a path: another one in its place has another name. Empty: none is. */
export const fileAt = (path: string): string => {
  const stats: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stats === undefined ? '' : `${stats.dev}.${stats.ino}`
}
