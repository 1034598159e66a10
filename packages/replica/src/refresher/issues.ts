import { type IssueKey, isJiraApiError } from '@mmd/jira-api/model'
import type { FetchState } from '../engine.ts'
import { asSiteError, toErrorData } from '../failure.ts'
import { customColumnIds } from '../rows/columns.ts'
import type { RefresherPorts } from './ports.ts'
import { putDetails } from './put-rows.ts'
import { beginRead } from './read-moment.ts'
import { skewOf } from './site-clock.ts'

/** An issue that was read so lately is shown without asking. */
const freshMs = 60_000

interface IssuesOptions extends RefresherPorts {
  readonly signal: AbortSignal
}

/** Single issues and how they are read: one fetch an issue at a time. */
export class Issues {
  readonly #options: IssuesOptions
  readonly #running = new Map<IssueKey, Promise<void>>()

  constructor(options: IssuesOptions) {
    this.#options = options
  }

  async open(key: IssueKey, { fresh = false }: { readonly fresh?: boolean } = {}): Promise<void> {
    const running = this.#running.get(key)
    if (running !== undefined) return running
    if (!fresh && this.#isFresh(key)) return
    const done = this.#fetch(key).finally(() => this.#running.delete(key))
    this.#running.set(key, done)
    return done
  }

  #isFresh(key: IssueKey): boolean {
    const { store, now } = this.#options
    const row = store.issues.row(key)
    // Made here and not sent yet: nobody can be asked.
    if (row?.id.startsWith('-') === true) return true
    const fetchedAt = store.issues.detail(key)?.fetchedAt ?? Number.NEGATIVE_INFINITY
    const age = now() - fetchedAt
    // A list may have shown since that it was changed.
    const isOlder = Date.parse(row?.updated ?? '') - skewOf({ store }) > fetchedAt
    return age >= 0 && age < freshMs && !isOlder
  }

  async #fetch(key: IssueKey): Promise<void> {
    const { client, store, signal } = this.#options
    this.#tell(key, { phase: 'loading', error: null })
    try {
      const moment = beginRead(this.#options)
      const customFields = customColumnIds(store, key)
      const detail =
        customFields.length === 0
          ? await client.issue(key, { signal })
          : await client.issueWithFields({ key, customFields }, { signal })
      signal.throwIfAborted()
      putDetails(store, [detail], { moment, arrivals: 'unread' })
      this.#tell(key, { phase: 'idle', error: null })
    } catch (error) {
      if (signal.aborted) return
      if (isJiraApiError(error, 'not-found')) this.#forget(key)
      this.#tell(key, { phase: 'failed', error: toErrorData(asSiteError(error)) })
    }
  }

  /** The site has it no more, or not for us. What waits to be sent stays, with what it is about. */
  #forget(key: IssueKey): void {
    const { store } = this.#options
    store.transaction(() => {
      if (store.outbox.openOf(key).length === 0) store.issues.remove(key)
    })
  }

  #tell(key: IssueKey, state: FetchState): void {
    this.#options.onNews({ issues: { [key]: state } })
  }
}
