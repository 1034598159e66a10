import { mkdirSync } from 'node:fs'
import { catalogueTable } from './catalogues.ts'
import { noteDamage } from './check.ts'
import { draftTable } from './drafts.ts'
import { toStoreError } from './errors.ts'
import { fileAt, filesOf } from './files.ts'
import { issueTable } from './issues.ts'
import { markTable, pruneMarks } from './marks.ts'
import { openFile, openToRead } from './open-file.ts'
import { outboxTable } from './outbox.ts'
import { outboxLog } from './outbox-log.ts'
import type { OpenedStore } from './store.ts'
import { mergeTexts } from './tidy.ts'
import { viewTable } from './views.ts'
import { watched } from './watched.ts'

/** What `openStore` needs to know. */
export interface StoreOptions {
  /** Of this site alone; made when it is not there. */
  readonly folder: string
  /** Whose copy it is: base URL and user id. */
  readonly identity: string
  /** Epoch milliseconds. */
  readonly now?: () => number
  /** Nothing is made, brought up to date or rebuilt: what is not there or cannot be read as it is, is thrown. */
  readonly readOnly?: boolean
  /** Looks through the whole of a large file too, once a day: it takes seconds. For who works in the background. */
  readonly check?: boolean
}

/** Changes that can still be taken back. */
const keptChanges = 1_000

const open = ({ folder, identity, now = Date.now, readOnly = false, check = false }: StoreOptions): OpenedStore => {
  const files = filesOf(folder)
  if (!readOnly && fileAt(files.database) === '') mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { db, opened } = readOnly ? openToRead(files, identity) : openFile(files, { identity, now, check })
  const outbox = outboxTable(db, now, outboxLog(db, files.log, identity))
  const onError = (error: unknown): void => noteDamage(files, error)
  const { transaction, fetched, version } = watched(
    { transaction: db.transaction, fetched: db.fetched, version: db.version },
    onError,
  )
  return {
    folder,
    opened,
    version,
    transaction,
    fetched,
    tidy: () => {
      outbox.prune(keptChanges)
      pruneMarks(db, now())
      mergeTexts(db)
    },
    close: db.close,
    issues: watched(issueTable(db, outbox.moved), onError),
    views: watched(viewTable(db), onError),
    outbox: watched(outbox, onError),
    catalogues: watched(catalogueTable(db), onError),
    marks: watched(markTable(db), onError),
    drafts: watched(draftTable(db), onError),
  }
}

/**
 * Opens the local copy of a site, or makes it. A damaged file, or one of somebody else, is put aside for a new one; what
 * waits in the outbox of a damaged one comes along. Throws `StoreError`, as does everything that is done with the store.
 */
export const openStore = (options: StoreOptions): OpenedStore => {
  try {
    return open(options)
  } catch (error) {
    throw toStoreError(error)
  }
}
