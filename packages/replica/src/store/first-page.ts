import { existsSync } from 'node:fs'
import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { RowMarks } from '../replica.ts'
import { catalogueTable } from './catalogues.ts'
import { connect } from './connection.ts'
import { fileAt, filesOf } from './files.ts'
import { issueRow } from './issue-reading.ts'
import { markTable } from './marks.ts'
import { newestVersion, openDatabase } from './open-database.ts'
import type { OperationState, StoredView } from './store.ts'
import { beginningOfView, viewTable } from './views.ts'

/** What of a copy is shown before anything that could change it is loaded. Each call reads the file. */
export interface FirstPage {
  /** The newest opened first. */
  readonly views: () => readonly Omit<StoredView, 'keys'>[]
  /** With all of its keys, or only the first `count`; with all in any case where it has no total. */
  readonly view: (id: string, count?: number) => StoredView | undefined
  readonly catalogue: (name: string) => unknown
  /** How many issues `visitedView` has. */
  readonly visits: () => number
  /** Undefined also for an issue that an open operation changes, itself or its parent. */
  readonly issue: (key: IssueKey) => Issue | undefined
  /** What a row shows besides its fields. No operation of this issue is open. */
  readonly marks: (key: IssueKey) => RowMarks
  /** How the open operations stand. */
  readonly operations: readonly { readonly state: 'pending' | 'failed' | 'conflict' }[]
  readonly close: () => void
}

/** True where a copy lies that is not known to be damaged. */
export const hasCopy = ({ folder }: { readonly folder: string }): boolean => {
  const { database, damaged } = filesOf(folder)
  return fileAt(database) !== '' && !existsSync(damaged)
}

interface Open {
  readonly key: IssueKey
  readonly kind: string
  readonly state: OperationState
}

const openSql = `SELECT key, kind, state FROM operation WHERE state NOT IN ('sent', 'dropped')`

/**
 * Opens a copy to read the first rows of a list as the site confirmed them, with as few modules and statements as it takes.
 * Undefined where that would not be what `openReplica` shows, or where anything is out of the ordinary: no copy, one of
 * somebody else or of another version, a damaged one, issues that are hidden or about to be deleted. Throws `StoreError`.
 */
export const openFirstPage = (
  { folder, identity }: { readonly folder: string; readonly identity: string },
  now: number,
): FirstPage | undefined => {
  if (!hasCopy({ folder })) return undefined
  const { database: path } = filesOf(folder)
  const db = connect({ path, open: () => openDatabase(path, 'ro'), replaced: () => undefined })
  const owner = db.one<{ value: string }>("SELECT value FROM meta WHERE name = 'identity'")?.value
  const version = db.one<{ user_version: number }>('PRAGMA user_version')?.user_version
  const open = version === newestVersion ? db.all<Open>(openSql) : []
  const marks = markTable(db)
  if (
    version !== newestVersion ||
    owner !== identity ||
    open.some(({ kind }) => kind === 'delete-issue') ||
    marks.snoozed(now).size > 0
  ) {
    db.close()
    return undefined
  }
  const changed = new Set(open.map(({ key }) => key))
  const views = viewTable(db)
  const catalogues = catalogueTable(db)
  return {
    views: () => views.list(),
    view: (id, count) => (count === undefined ? views.get(id) : beginningOfView(db, id, count)),
    catalogue: (name) => catalogues.get(name)?.value,
    visits: () => marks.visits().length,
    issue: (key) => {
      const row = changed.has(key) ? undefined : issueRow(db, key)
      return row?.parent && changed.has(row.parent.key) ? undefined : row
    },
    marks: (key) => ({ unread: marks.unread([key]).has(key), pending: false, failed: false, conflict: false }),
    operations: open.map(({ state }) => ({ state: state === 'failed' || state === 'conflict' ? state : 'pending' })),
    close: db.close,
  }
}
