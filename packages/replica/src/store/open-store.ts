import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { catalogueTable } from './catalogues.ts'
import { connect } from './connection.ts'
import { draftTable } from './drafts.ts'
import { StoreError, toStoreError } from './errors.ts'
import { issueTable } from './issues.ts'
import { markTable } from './marks.ts'
import { migrate } from './migrate.ts'
import { outboxTable } from './outbox.ts'
import type { OpenedStore } from './store.ts'
import { viewTable } from './views.ts'

/** What `openStore` needs to know. */
export interface StoreOptions {
  /** Of this site alone; made when it is not there. */
  readonly folder: string
  /** Whose copy it is: base URL and user id. */
  readonly identity: string
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly readOnly?: boolean
}

/**
 * Opens the local copy of a site, or makes it. Throws `StoreError`.
 */
export const openStore = ({ folder, identity, now = Date.now, readOnly = false }: StoreOptions): OpenedStore => {
  const path = join(folder, 'replica.sqlite')
  try {
    if (!readOnly) mkdirSync(folder, { recursive: true, mode: 0o700 })
    else if (!existsSync(path)) throw new StoreError('not-found', 'there is no local copy')
    const database = new DatabaseSync(path, { readOnly, timeout: 5000 })
    if (!readOnly) chmodSync(path, 0o600)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    const db = connect(database)
    const state = migrate(db, identity) === 0 ? 'made' : 'ready'
    const outbox = outboxTable(db, now, () => undefined)
    return {
      folder,
      opened: { state, rescued: 0 },
      version: db.version,
      transaction: db.transaction,
      close: db.close,
      issues: issueTable(db, outbox.moved),
      views: viewTable(db),
      outbox,
      catalogues: catalogueTable(db),
      marks: markTable(db),
      drafts: draftTable(db),
    }
  } catch (error) {
    throw toStoreError(error)
  }
}
