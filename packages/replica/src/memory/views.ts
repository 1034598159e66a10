import { type IssueKey, type IssuePage, readList, type SiteClient } from '@mmd/jira-api/model'
import { asSiteError } from '../failure.ts'
import type { ViewRows, ViewSpec } from './replica.ts'
import type { IssueTable } from './rows.ts'

/** Rows of the first request: a few screens, so that a start stays light. */
const firstPage = 100
/** Jira's cap for one page. */
const fullPage = 1000

interface Fetch {
  readonly count: number
  readonly known: readonly IssueKey[]
  readonly signal: AbortSignal
}

interface RunningFetch {
  readonly abort: AbortController
  readonly done: Promise<void>
}

interface ViewsOptions {
  readonly client: SiteClient
  readonly table: IssueTable
  readonly changed: () => void
  readonly now: () => number
}

/** The views and how their lists are fetched: one fetch a view at a time, the newest wins. */
export class Views {
  readonly #options: ViewsOptions
  readonly #rows = new Map<string, ViewRows>()
  readonly #fetches = new Map<string, RunningFetch>()

  constructor(options: ViewsOptions) {
    this.#options = options
  }

  get(id: string): ViewRows | undefined {
    return this.#rows.get(id)
  }

  async open(spec: ViewSpec): Promise<void> {
    const known = this.#rows.get(spec.id)
    if (known !== undefined && known.spec.jql === spec.jql) {
      if (known.refreshedAt !== null) return
      const running = this.#fetches.get(spec.id)
      if (running !== undefined) return running.done
    }
    await this.#fetch({ spec, keys: [], total: null, phase: 'idle', error: null, refreshedAt: null }, firstPage, [])
  }

  async refresh(id: string): Promise<void> {
    const view = this.#rows.get(id)
    if (view === undefined) return
    await this.#fetch(view, Math.max(firstPage, view.keys.length), [])
  }

  async more(id: string, count: number): Promise<void> {
    const view = this.#rows.get(id)
    if (view === undefined || view.phase === 'loading' || view.keys.length >= Math.min(count, view.total ?? 0)) return
    await this.#fetch(view, count, view.keys)
  }

  async count(spec: ViewSpec): Promise<void> {
    if (typeof this.#rows.get(spec.id)?.total === 'number') return
    try {
      const { total } = await this.#options.client.search({ jql: spec.jql, maxResults: 0 })
      if (this.#rows.has(spec.id)) return
      this.#set({ spec, keys: [], total, phase: 'idle', error: null, refreshedAt: null })
    } catch {
      // A count is a nicety: the view itself says what is wrong when it is opened.
    }
  }

  #fetch(before: ViewRows, count: number, known: readonly IssueKey[]): Promise<void> {
    const { id } = before.spec
    this.#fetches.get(id)?.abort.abort()
    const abort = new AbortController()
    const done = this.#run(before, { count, known, signal: abort.signal }).finally(() => {
      if (this.#fetches.get(id)?.abort === abort) this.#fetches.delete(id)
    })
    this.#fetches.set(id, { abort, done })
    return done
  }

  /** Reads the list up to `count` rows; `known` rows stay in front. What was shown stays until the read is over. */
  async #run(before: ViewRows, { count, known, signal }: Fetch): Promise<void> {
    const { spec } = before
    const show = (keys: readonly IssueKey[], total: number, phase: ViewRows['phase']): void =>
      this.#set({ spec, keys, total, phase, error: null, refreshedAt: this.#options.now() })
    this.#set({ ...before, phase: 'loading' })
    try {
      const { keys, total } = await readList({
        wanted: count,
        ...(before.total === null ? {} : { known: { keys: known, total: before.total } }),
        pageSize: (startAt) => Math.min(fullPage, Math.max(firstPage, count - startAt)),
        page: (startAt, maxResults) => this.#page(spec.jql, { startAt, maxResults }, signal),
        onPage: (_, progress) => {
          if (!progress.isOver) show([...new Set([...progress.keys, ...before.keys])], progress.total, 'loading')
        },
      })
      show(keys, total, 'idle')
    } catch (error) {
      if (signal.aborted) return
      this.#set({ ...(this.#rows.get(spec.id) ?? before), phase: 'failed', error: asSiteError(error) })
    }
  }

  #page(
    jql: string,
    range: { readonly startAt: number; readonly maxResults: number },
    signal: AbortSignal,
  ): Promise<IssuePage> {
    const { client, table } = this.#options
    const withDescription = range.maxResults <= firstPage
    return table.read(
      () => client.search({ jql, ...range, withDescription }, { signal }),
      (page, read) => {
        signal.throwIfAborted()
        for (const issue of page.issues) table.putIssue(issue, read)
      },
    )
  }

  #set(rows: ViewRows): void {
    this.#rows.set(rows.spec.id, rows)
    this.#options.changed()
  }
}
