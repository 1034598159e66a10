import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { changeLists, keyLines, keysIn, listReader } from './key-list.ts'
import type { StoredView, ViewTable } from './store.ts'

interface ViewHead {
  readonly id: string
  readonly title: string
  readonly jql: string
  readonly total: number | null
  readonly asked_at: number | null
  readonly swept_at: number | null
  readonly refreshed_at: number | null
  readonly opened_at: number | null
}

const head = 'id, title, jql, total, asked_at, swept_at, refreshed_at, opened_at'

const toView = (row: ViewHead): Omit<StoredView, 'keys'> => ({
  id: row.id,
  title: row.title,
  jql: row.jql,
  total: row.total,
  askedAt: row.asked_at,
  sweptAt: row.swept_at,
  refreshedAt: row.refreshed_at,
  openedAt: row.opened_at,
})

/** Lists of keys, each read and written whole. */
export const viewTable = (db: Connection): ViewTable => {
  const keysOf = listReader()
  return {
    get: (id) => {
      const row = db.one<ViewHead & { readonly keys: string }>(`SELECT ${head}, keys FROM view WHERE id = ?`, id)
      return row === undefined ? undefined : { ...toView(row), keys: keysOf(id, row.keys) }
    },
    list: () => db.all<ViewHead>(`SELECT ${head} FROM view ORDER BY opened_at DESC NULLS LAST, id`).map(toView),
    put: (view) => {
      db.run(
        `INSERT OR REPLACE INTO view (${head}, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        view.id,
        view.title,
        view.jql,
        view.total,
        view.askedAt,
        view.sweptAt,
        view.refreshedAt,
        view.openedAt,
        keyLines(view.keys),
      )
    },
    remove: (id) => {
      db.run('DELETE FROM view WHERE id = ?', id)
    },
  }
}

/** Characters of a line of keys that are read for a key; longer ones are rare, and the list is read whole then. */
const lineLength = 24

/**
 * A view with the first `count` of its keys, if not more: taking a list of many thousand apart takes longer than drawing the
 * rows of a screen. Whole where only that says how many issues there are.
 */
export const beginningOfView = (db: Connection, id: string, count: number): StoredView | undefined => {
  const most = count * lineLength
  const sql = `SELECT ${head}, substr(keys, 1, ?) AS keys FROM view WHERE id = ?`
  const row = db.one<ViewHead & { readonly keys: string }>(sql, most, id)
  if (row === undefined) return undefined
  const isCut = row.keys.length === most
  // Of what was cut off the last key may be half of one.
  const keys = isCut ? keysIn(row.keys).slice(0, -1) : keysIn(row.keys)
  if (row.total === null || (isCut && keys.length < count)) return viewTable(db).get(id)
  return { ...toView(row), keys: keys.slice(0, count) }
}

/** Takes an issue that is gone out of every list, and out of what was counted. */
export const removeFromViews = (db: Connection, key: IssueKey): void =>
  changeLists(db, key, (keys, id) => {
    const left = keyLines(keys.filter((one) => one !== key))
    db.run('UPDATE view SET keys = ?, total = max(total - 1, 0) WHERE id = ?', left, id)
  })
