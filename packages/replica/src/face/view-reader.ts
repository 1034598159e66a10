import { isDeepStrictEqual } from 'node:util'
import type { IssueKey } from '@mmd/jira-api/model'
import { type ViewRows, type ViewSpec, visitedView } from '../replica.ts'
import { pendingPlaces, withPlaces } from '../rows/by-rank.ts'
import { remember } from '../rows/remember.ts'
import type { ShownRows } from '../rows/shown.ts'
import { lineOf } from '../store/issue-row.ts'
import type { DecidedIssue, Store } from '../store/store.ts'
import type { Fetches } from './fetches.ts'

/** Views that are kept with their parsed keys. */
const capacity = 50

export interface ViewReaderOptions {
  readonly store: Store
  readonly shown: ShownRows
  readonly fetches: Fetches
  readonly now: () => number
}

/** Lists of issues as they are shown: without those that are hidden, or about to be deleted. */
export class ViewReader {
  readonly #options: ViewReaderOptions
  readonly #views = new Map<string, ViewRows | undefined>()
  /** The last list of each view: one that is the same stays the same object, so that nothing is drawn again for it. */
  readonly #lists = new Map<string, readonly IssueKey[]>()
  /** Views that were opened and that the store may not have yet. */
  readonly #specs = new Map<string, ViewSpec>()
  #snoozes: ReadonlySet<IssueKey> | undefined
  #decisions: readonly DecidedIssue[] | undefined
  #visits: ReadonlyMap<IssueKey, string> | undefined

  constructor(options: ViewReaderOptions) {
    this.#options = options
  }

  forget(): void {
    this.#views.clear()
    this.#snoozes = undefined
    this.#decisions = undefined
    this.#visits = undefined
  }

  opened({ id, title, jql }: ViewSpec): void {
    this.#specs.set(id, { id, title, jql })
  }

  get(id: string): ViewRows | undefined {
    return remember(this.#views, id, capacity, () => this.#read(id))
  }

  list(): readonly ViewSpec[] {
    return this.#options.store.views.list().map(({ id, title, jql }) => ({ id, title, jql }))
  }

  snoozes(): ReadonlySet<IssueKey> {
    this.#snoozes ??= this.#options.store.marks.snoozed(this.#options.now())
    return this.#snoozes
  }

  decisions(): readonly DecidedIssue[] {
    this.#decisions ??= this.#options.store.marks.decisions()
    return this.#decisions
  }

  visits(): ReadonlyMap<IssueKey, string> {
    this.#visits ??= new Map(this.#options.store.marks.visits().map(({ key, at }) => [key, new Date(at).toISOString()]))
    return this.#visits
  }

  /** True when an issue has come back by its time alone. */
  hasWoken(): boolean {
    const known = this.#snoozes
    return (
      known !== undefined && known.size > 0 && this.#options.store.marks.snoozed(this.#options.now()).size < known.size
    )
  }

  matching(id: string, words: readonly string[]): readonly IssueKey[] {
    const keys = this.get(id)?.keys ?? []
    const { store, shown } = this.#options
    const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '')
    if (wanted.length === 0) return keys
    const matching = store.issues.matching(keys, wanted)
    const open = shown.openKeys()
    if (open.size === 0) return matching
    const found = new Set(matching)
    // What the store compares does not know what is pending.
    return keys.filter((key) => (open.has(key) ? this.#holds(key, wanted) : found.has(key)))
  }

  #holds(key: IssueKey, words: readonly string[]): boolean {
    const issue = this.#options.shown.issue(key)
    const line = issue === undefined ? '' : lineOf(issue)
    return words.every((word) => line.includes(word))
  }

  #read(id: string): ViewRows | undefined {
    const { store, fetches } = this.#options
    if (id === visitedView) return this.#visited(this.#specs.get(id) ?? { id, title: '', jql: '' })
    const stored = store.views.get(id)
    const spec = this.#specs.get(id) ?? (stored && { id, title: stored.title, jql: stored.jql })
    if (spec === undefined) return undefined
    const { phase, error } = fetches.view(id)
    // Rows of another query are no rows of this view.
    const known = stored?.jql === spec.jql ? stored : undefined
    const visible = this.#visible(known?.keys ?? [])
    const keys = this.#kept(id, withPlaces(visible, spec.jql, pendingPlaces(store)))
    // What is hidden is none of those that are still to come: a list that is whole without it is whole.
    const counted = known?.total ?? null
    const total = counted === null ? null : Math.max(keys.length, counted - (known?.keys.length ?? 0) + visible.length)
    return { spec, keys, total, phase, error, refreshedAt: known?.refreshedAt ?? null }
  }

  #visited(spec: ViewSpec): ViewRows {
    const deleted = new Set(this.#options.shown.deleted())
    const keys = this.#kept(
      spec.id,
      [...this.visits().keys()].filter((key) => !deleted.has(key)),
    )
    return { spec, keys, total: keys.length, phase: 'idle', error: null, refreshedAt: this.#options.now() }
  }

  #visible(keys: readonly IssueKey[]): readonly IssueKey[] {
    const hidden = new Set([...this.snoozes(), ...this.#options.shown.deleted()])
    return hidden.size === 0 ? keys : keys.filter((key) => !hidden.has(key))
  }

  #kept(id: string, keys: readonly IssueKey[]): readonly IssueKey[] {
    const last = this.#lists.get(id)
    if (last !== undefined && isDeepStrictEqual(last, keys)) return last
    this.#lists.set(id, keys)
    return keys
  }
}
