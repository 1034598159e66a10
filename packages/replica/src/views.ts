import type { IssueKey, IssuePage, SiteClient } from '@mmd/jira-api/model'
import type { ViewRows, ViewSpec } from './replica.ts'
import type { IssueTable } from './rows.ts'
import { asJiraApiError } from './sender.ts'

/** Rows of the first request: a few screens, so that a start stays light. */
const firstPage = 100
/** Jira's cap for one page. */
const fullPage = 1000

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
  readonly #fetches = new Map<string, AbortController>()

  constructor(options: ViewsOptions) {
    this.#options = options
  }

  get(id: string): ViewRows | undefined {
    return this.#rows.get(id)
  }

  async open(spec: ViewSpec): Promise<void> {
    const known = this.#rows.get(spec.id)
    if (known !== undefined && known.spec.jql === spec.jql && known.refreshedAt !== null) return
    this.#set({ spec, keys: [], total: null, phase: 'idle', error: null, refreshedAt: null })
    await this.refresh(spec.id)
  }

  async refresh(id: string): Promise<void> {
    const view = this.#rows.get(id)
    if (view === undefined) return
    await this.#fetch(id, Math.max(firstPage, view.keys.length), [])
  }

  async more(id: string, count: number): Promise<void> {
    const view = this.#rows.get(id)
    if (view === undefined || view.phase === 'loading' || view.keys.length >= Math.min(count, view.total ?? 0)) return
    await this.#fetch(id, count, view.keys)
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

  /** Fetches until `count` rows are known; `known` are the rows that stay in front. */
  async #fetch(id: string, count: number, known: readonly IssueKey[]): Promise<void> {
    const before = this.#rows.get(id)
    if (before === undefined) return
    this.#fetches.get(id)?.abort()
    const abort = new AbortController()
    this.#fetches.set(id, abort)
    this.#set({ ...before, phase: 'loading' })
    const seen = new Set(known)
    let startAt = known.length
    try {
      for (;;) {
        const page = await this.#page(before.spec.jql, startAt, count, abort.signal)
        if (abort.signal.aborted) return
        for (const issue of page.issues) {
          this.#options.table.putIssue(issue)
          seen.add(issue.key)
        }
        startAt += page.issues.length
        const done = page.issues.length === 0 || startAt >= Math.min(count, page.total)
        const keys = seen.size > 0 || done ? [...seen] : before.keys
        const rows = { spec: before.spec, keys, total: page.total, error: null }
        this.#set({ ...rows, phase: done ? 'idle' : 'loading', refreshedAt: this.#options.now() })
        if (done) return
      }
    } catch (error) {
      if (abort.signal.aborted) return
      const now = this.#rows.get(id) ?? before
      this.#set({ ...now, phase: 'failed', error: asJiraApiError(error) })
    } finally {
      if (this.#fetches.get(id) === abort) this.#fetches.delete(id)
    }
  }

  #page(jql: string, startAt: number, count: number, signal: AbortSignal): Promise<IssuePage> {
    const maxResults = Math.min(fullPage, Math.max(firstPage, count - startAt))
    const withDescription = maxResults <= firstPage
    return this.#options.client.search({ jql, startAt, maxResults, withDescription }, { signal })
  }

  #set(rows: ViewRows): void {
    this.#rows.set(rows.spec.id, rows)
    this.#options.changed()
  }
}
