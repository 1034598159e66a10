import type { Comment, IssueKey } from '@mmd/jira-api/model'
import type { DetailRows } from '../replica.ts'
import { isTalkPart, layOverPart } from '../rows/part-rows.ts'
import { remember } from '../rows/remember.ts'
import { isShown, type ShownRows } from '../rows/shown.ts'
import type { PartName, SearchHit, Store, StoredOperation } from '../store/store.ts'
import type { Fetches } from './fetches.ts'
import { changedTexts, searchShown } from './search-shown.ts'

/** Issues whose detail is kept as it is shown. */
const capacity = 200

/** Details of issues, their parts, and hits of a search, as they are shown. */
export class DetailReader {
  readonly #store: Store
  readonly #shown: ShownRows
  readonly #fetches: Fetches
  readonly #details = new Map<IssueKey, DetailRows | undefined>()
  readonly #parts = new Map<string, unknown>()
  #changedTexts: ReadonlySet<IssueKey> | undefined

  constructor(store: Store, shown: ShownRows, fetches: Fetches) {
    this.#store = store
    this.#shown = shown
    this.#fetches = fetches
  }

  forget(): void {
    this.#details.clear()
    this.#parts.clear()
    this.#changedTexts = undefined
  }

  detail(key: IssueKey): DetailRows | undefined {
    return remember(this.#details, key, capacity, () => this.#readDetail(key))
  }

  part(key: IssueKey, part: PartName): unknown {
    return remember(this.#parts, `${part} ${key}`, capacity, () => this.#readPart(key, part))
  }

  search(text: string, limit: number): readonly SearchHit[] {
    this.#changedTexts ??= changedTexts(this.#store)
    const [store, shown, changed] = [this.#store, this.#shown, this.#changedTexts]
    const comments = (key: IssueKey): readonly Comment[] => {
      const list = this.part(key, 'comments')
      return Array.isArray(list) ? list : []
    }
    return searchShown({ store, shown, changed, comments }, text, limit)
  }

  #readDetail(key: IssueKey): DetailRows | undefined {
    const fetch = this.#fetches.issue(key)
    const stored = this.#store.issues.detail(key)
    if (stored === undefined && fetch === undefined) return undefined
    return {
      detail: this.#shown.rows(key)?.detail ?? null,
      phase: fetch?.phase ?? 'idle',
      error: fetch?.error ?? null,
      fetchedAt: stored?.fetchedAt ?? null,
    }
  }

  /** A part as it was fetched, with what was done here since. */
  #readPart(key: IssueKey, part: PartName): unknown {
    if (part === 'remote-links') return this.#shown.rows(key)?.remoteLinks
    const stored = this.#store.issues.part(key, part)
    if (stored === undefined || !Array.isArray(stored.value)) return stored?.value
    const list: readonly unknown[] = stored.value
    const rows = isTalkPart(part) ? this.#store.issues.rows(key) : undefined
    return rows && isTalkPart(part) ? layOverPart(rows, part, list, this.#since(key, stored.fetchedAt)) : list
  }

  #since(key: IssueKey, fetchedAt: number): readonly StoredOperation[] {
    const { outbox } = this.#store
    const sent = outbox.settledAfter(0, key).filter(({ settledAt }) => (settledAt ?? 0) >= fetchedAt)
    return [...sent, ...(this.#shown.openKeys().has(key) ? outbox.openOf(key).filter(isShown) : [])]
  }
}
