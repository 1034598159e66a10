import type { IssueKey } from '@mmd/jira-api/model'
import type { RowMarks } from '../replica.ts'
import { remember } from '../rows/remember.ts'
import { isShown, type ShownRows } from '../rows/shown.ts'
import type { Store } from '../store/store.ts'

/** Rows whose marks are kept. */
const capacity = 2_000

/** What rows show besides their fields. */
export class MarkReader {
  readonly #store: Store
  readonly #shown: ShownRows
  readonly #marks = new Map<IssueKey, RowMarks>()

  constructor(store: Store, shown: ShownRows) {
    this.#store = store
    this.#shown = shown
  }

  forget(): void {
    this.#marks.clear()
  }

  get(key: IssueKey): RowMarks {
    return remember(this.#marks, key, capacity, () => this.#read(key))
  }

  #read(key: IssueKey): RowMarks {
    const open = this.#shown.openKeys().has(key) ? this.#store.outbox.openOf(key) : []
    return {
      unread: this.#store.marks.unread([key]).has(key),
      pending: open.some(isShown),
      failed: open.some(({ state }) => state === 'failed'),
      conflict: open.some(({ state }) => state === 'conflict'),
    }
  }
}
