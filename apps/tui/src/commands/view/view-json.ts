import type { ViewRows } from '@mmd/replica'
import type { ListView } from '../../state/view.ts'

/** A view in JSON; the keys are part of the contract. */
export interface ViewJson {
  readonly id: string
  readonly title: string
  readonly jql: string
  /** `built-in`, `own`, `config`, `folder`, `filter`; `copied`: the copy knows it from a list that was opened. */
  readonly origin: string
  /** The file that it stands in, where that is one of a folder. */
  readonly file: string | null
  /** Names of saved sites; empty: every one. */
  readonly sites: readonly string[]
  /** Fields by id or name; empty: those that a list has by itself. */
  readonly columns: readonly string[]
  readonly group: string | null
  /** A field; with `-` before it, descending. */
  readonly sort: string | null
  /** What the site counted last; null: never. */
  readonly total: number | null
  /** Issues of it that are in the local copy. */
  readonly copied: number
  /** ISO 8601; null: it was never read. */
  readonly refreshed: string | null
}

/** A view, and what the copy has of it. */
export const viewJson = (view: ListView, rows: ViewRows | undefined): ViewJson => ({
  id: view.id,
  title: view.title,
  jql: view.jql,
  origin: view.origin ?? 'copied',
  file: view.file ?? null,
  sites: view.sites ?? [],
  columns: (view.columns ?? []).map(({ field }) => field),
  group: view.group ?? null,
  sort: view.sort === undefined ? null : `${view.sort.descending ? '-' : ''}${view.sort.field}`,
  total: rows?.total ?? null,
  copied: rows?.keys.length ?? 0,
  refreshed: rows?.refreshedAt === null || rows === undefined ? null : new Date(rows.refreshedAt).toISOString(),
})
