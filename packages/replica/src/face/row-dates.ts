import type { IssueKey } from '@mmd/jira-api/model'
import type { ShownRows } from '../rows/shown.ts'
import type { DateField, Store } from '../store/store.ts'
import type { ViewReader } from './view-reader.ts'

interface Known {
  readonly version: number
  readonly keys: readonly IssueKey[]
  readonly dates: ReadonlyMap<IssueKey, string | null>
}

export interface RowDatesOptions {
  readonly store: Store
  readonly shown: ShownRows
  readonly views: ViewReader
  readonly version: () => number
}

/** Lists whose dates are kept. */
const capacity = 8

/** One date of each row of a view, read without its rows: what lists of several sites are merged by, before anything is drawn. */
export class RowDates {
  readonly #options: RowDatesOptions
  readonly #known = new Map<string, Known>()

  constructor(options: RowDatesOptions) {
    this.#options = options
  }

  /** The same map as before means the same dates. */
  get(view: string, field: DateField): ReadonlyMap<IssueKey, string | null> {
    const { store, shown, views, version } = this.#options
    const keys = views.get(view)?.keys ?? []
    const name = `${field} ${view}`
    const known = this.#known.get(name)
    if (known?.keys === keys && known.version === version()) return known.dates
    const found = new Map(store.issues.dates(keys, field))
    for (const key of shown.openKeys()) {
      const issue = found.has(key) ? shown.issue(key) : undefined
      if (issue !== undefined) found.set(key, issue[field])
    }
    const dates = known !== undefined && isSame(known.dates, found) ? known.dates : found
    this.#known.delete(name)
    this.#known.set(name, { version: version(), keys, dates })
    const oldest = this.#known.size > capacity ? this.#known.keys().next().value : undefined
    if (oldest !== undefined) this.#known.delete(oldest)
    return dates
  }
}

const isSame = <K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>): boolean => {
  if (one.size !== other.size) return false
  for (const [key, value] of one) if (other.get(key) !== value) return false
  return true
}
