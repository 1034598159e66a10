import { asSiteError, toErrorData } from '../failure.ts'
import type { RefreshOptions, ViewSpec } from '../replica.ts'
import type { StoredView } from '../store/store.ts'
import type { FetchScope, RefresherPorts } from './ports.ts'
import { isComplete } from './refresh-plan.ts'
import { readMore, refreshView } from './refresh-view.ts'
import { putViewFields, viewFields } from './view-fields.ts'

/** A list that was read so lately is shown again without asking. */
const freshMs = 30_000
/** A count of a list that was never read holds so long. */
const countedMs = 10 * 60_000

interface Running {
  readonly jql: string
  readonly abort: AbortController
  readonly done: Promise<void>
}

interface ViewsOptions extends RefresherPorts {
  readonly signal: AbortSignal
}

/** The views and how they are read: one fetch a view at a time, the newest wins. */
export class Views {
  readonly #options: ViewsOptions
  readonly #running = new Map<string, Running>()
  readonly #countedAt = new Map<string, number>()

  constructor(options: ViewsOptions) {
    this.#options = options
  }

  async open(spec: ViewSpec): Promise<void> {
    const { store, now } = this.#options
    const { id, title, jql } = spec
    const isThin = this.#hasFields(spec) && (await putViewFields(this.#options, id, spec.fields ?? []))
    const known = store.transaction(() => {
      const before = store.views.get(id)
      const same = before?.jql === jql ? { ...before, title, openedAt: now() } : emptyView(spec, now())
      // Rows that lack a field are shown as they are until they have been read again.
      const view = isThin ? { ...same, askedAt: null, sweptAt: null } : same
      store.views.put(view)
      return view
    })
    const running = this.#running.get(spec.id)
    if (running?.jql === spec.jql && !isThin) return running.done
    const age = known.refreshedAt === null ? Number.NaN : now() - known.refreshedAt
    if (known.askedAt !== null && age >= 0 && age < freshMs) return
    await this.#fetch(known, {}, (scope, view) => refreshView(scope, view, { opening: true }))
  }

  #hasFields({ id, fields = [] }: ViewSpec): boolean {
    return fields.length > 0 || viewFields(this.#options.store, id).length > 0
  }

  async refresh(id: string, { whole = false, background = false }: RefreshOptions = {}): Promise<void> {
    const view = this.#options.store.views.get(id)
    if (view === undefined) return
    await this.#fetch(view, { background }, (scope, known) => refreshView(scope, known, { whole }))
  }

  async more(id: string, count: number): Promise<void> {
    for (;;) {
      const view = this.#options.store.views.get(id)
      if (view === undefined || isComplete(view) || view.keys.length >= count) return
      const running = this.#running.get(id)
      if (running === undefined) return this.#fetch(view, {}, (scope, known) => readMore(scope, known, count))
      await running.done
    }
  }

  /** Only how many there are, for views that were never read. Not to know it is no failure: opening the view says what is wrong. */
  async count(spec: ViewSpec): Promise<void> {
    const { client, store, now, signal, onNews } = this.#options
    const isSame = (view: StoredView | undefined): boolean => view?.jql === spec.jql && view.refreshedAt !== null
    const age = now() - (this.#countedAt.get(spec.id) ?? Number.NEGATIVE_INFINITY)
    if (isSame(store.views.get(spec.id)) || (age >= 0 && age < countedMs)) return
    this.#countedAt.set(spec.id, now())
    try {
      const { total } = await client.search({ jql: spec.jql, maxResults: 0 }, { signal, priority: 'background' })
      signal.throwIfAborted()
      store.transaction(() => {
        const view = store.views.get(spec.id)
        if (isSame(view)) return
        const openedAt = view?.jql === spec.jql ? view.openedAt : null
        store.views.put({ ...emptyView(spec, null), openedAt, total })
      })
      onNews({ views: { [spec.id]: { phase: this.#running.has(spec.id) ? 'loading' : 'idle', error: null } } })
    } catch {
      this.#countedAt.delete(spec.id)
    }
  }

  #fetch(
    view: StoredView,
    { background = false }: Pick<RefreshOptions, 'background'>,
    read: (scope: FetchScope, view: StoredView) => Promise<void>,
  ): Promise<void> {
    const { id, jql } = view
    this.#running.get(id)?.abort.abort()
    const abort = new AbortController()
    const { signal: over, ...ports } = this.#options
    const signal = AbortSignal.any([over, abort.signal])
    const done = this.#run({ ...ports, signal, priority: background ? 'background' : 'user' }, view, read).finally(
      () => {
        if (this.#running.get(id)?.abort === abort) this.#running.delete(id)
      },
    )
    this.#running.set(id, { jql, abort, done })
    return done
  }

  async #run(
    scope: FetchScope,
    view: StoredView,
    read: (scope: FetchScope, view: StoredView) => Promise<void>,
  ): Promise<void> {
    const { signal, onNews } = scope
    const { id } = view
    onNews({ views: { [id]: { phase: 'loading', error: null } } })
    try {
      await read(scope, view)
      if (!signal.aborted) onNews({ views: { [id]: { phase: 'idle', error: null } } })
    } catch (error) {
      if (signal.aborted) return
      onNews({ views: { [id]: { phase: 'failed', error: toErrorData(asSiteError(error)) } } })
    }
  }
}

const emptyView = ({ id, title, jql }: ViewSpec, openedAt: number | null): StoredView => ({
  id,
  title,
  jql,
  keys: [],
  total: null,
  askedAt: null,
  sweptAt: null,
  refreshedAt: null,
  openedAt,
})
