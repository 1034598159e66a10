import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'
import type { CatalogueTable } from './store.ts'

/** Lists of the site, each a JSON. */
export const catalogueTable = (db: Connection): CatalogueTable => ({
  get: (name) => {
    const row = db.one<{ value: string; fetched_at: number }>(
      'SELECT value, fetched_at FROM catalogue WHERE name = ?',
      name,
    )
    return row === undefined ? undefined : { value: fromJson<unknown>(row.value), fetchedAt: row.fetched_at }
  },
  put: (name, value, fetchedAt) => {
    db.run(
      'INSERT OR REPLACE INTO catalogue (name, value, fetched_at) VALUES (?, ?, ?)',
      name,
      JSON.stringify(value ?? null),
      fetchedAt,
    )
  },
})
