import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { ShownRows } from '../rows/shown.ts'
import type { Store } from '../store/store.ts'
import type { ViewReader } from './view-reader.ts'

/** What one reader has read of one view. */
interface Known {
  readonly view: string
  readonly version: number
  readonly keys: readonly IssueKey[]
  readonly stamps: ReadonlyMap<IssueKey, number>
  /** Of confirmed rows. */
  readonly confirmed: Map<IssueKey, unknown>
  /** With what waits to be sent. */
  readonly shown: ReadonlyMap<IssueKey, unknown>
  readonly isOverlaid: boolean
}

export interface RowValuesOptions {
  readonly store: Store
  readonly shown: ShownRows
  readonly views: ViewReader
  readonly version: () => number
}

/** One value of each row of a view: of long lists only those rows are read again that were written since. */
export class RowValues {
  readonly #options: RowValuesOptions
  readonly #known = new WeakMap<object, Known>()

  constructor(options: RowValuesOptions) {
    this.#options = options
  }

  /** `read` must be the same function each time. The same map as before means the same values. */
  get<T>(view: string, read: (issue: Issue) => T): ReadonlyMap<IssueKey, T> {
    const { store, views, version } = this.#options
    const keys = views.get(view)?.keys ?? []
    const known = this.#known.get(read)
    const before = known?.view === view ? known : undefined
    if (before?.version === version() && before.keys === keys) return before.shown as ReadonlyMap<IssueKey, T>
    const stamps = store.issues.stamps(keys)
    const confirmed = (before?.confirmed ?? new Map()) as Map<IssueKey, T>
    const old = keys.filter((key) => before?.stamps.get(key) !== stamps.get(key))
    for (const issue of store.issues.rowsOf(old)) confirmed.set(issue.key, read(issue))
    if (before !== undefined && before.keys !== keys) {
      const here = new Set(keys)
      for (const key of confirmed.keys()) if (!here.has(key)) confirmed.delete(key)
    }
    const over = this.#laidOver(confirmed, read)
    const isSame = old.length === 0 && before?.keys === keys && !before.isOverlaid && over.length === 0
    const values = isSame ? (before.shown as ReadonlyMap<IssueKey, T>) : new Map([...confirmed, ...over])
    const isOverlaid = over.length > 0
    this.#known.set(read, { view, version: version(), keys, stamps, confirmed, shown: values, isOverlaid })
    return values
  }

  /** The rows of which something waits to be sent. */
  #laidOver<T>(
    confirmed: ReadonlyMap<IssueKey, T>,
    read: (issue: Issue) => T,
  ): readonly (readonly [key: IssueKey, value: T])[] {
    const { shown } = this.#options
    return [...shown.openKeys()].flatMap((key): readonly (readonly [IssueKey, T])[] => {
      const issue = confirmed.has(key) ? shown.issue(key) : undefined
      return issue === undefined ? [] : [[key, read(issue)]]
    })
  }
}
