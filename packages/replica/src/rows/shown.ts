import type { Issue, IssueKey } from '@mmd/jira-api/model'
import { kindOf } from '../operations/kinds.ts'
import type { Rows } from '../operations/operation-kind.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import { remember } from './remember.ts'

/** Issues that are kept parsed: some screens of rows. */
const capacity = 2_000

/** True for operations that the rows show although the site has not confirmed them. */
export const isShown = ({ state }: Pick<StoredOperation, 'state'>): boolean =>
  state === 'queued' || state === 'sending' || state === 'unknown'

/** The rows with an operation of the outbox laid over them. */
export const layOver = (rows: Rows, { operation, mark, performedAt, result }: StoredOperation): Rows =>
  kindOf(operation).apply(rows, operation, { mark, at: new Date(performedAt).toISOString(), result })

/** An issue's rows as they are shown; with an operation's id as they are without it and those after it. */
export const shownRows = (store: Store, key: IssueKey, before: number = Number.POSITIVE_INFINITY): Rows | undefined => {
  const confirmed = store.issues.rows(key)
  if (confirmed === undefined) return undefined
  return store.outbox
    .openOf(key)
    .filter((stored) => stored.id < before && isShown(stored))
    .reduce(layOver, confirmed)
}

/**
 * What people see: rows that the site confirmed, with the operations laid over them that it has not confirmed. Read once,
 * then kept until `forget`.
 */
export class ShownRows {
  readonly #store: Store
  readonly #issues = new Map<IssueKey, Issue | undefined>()
  readonly #rows = new Map<IssueKey, Rows | undefined>()
  readonly #parents = new Map<IssueKey, Issue | undefined>()
  #openKeys: ReadonlySet<IssueKey> | undefined

  constructor(store: Store) {
    this.#store = store
  }

  forget(): void {
    this.#issues.clear()
    this.#rows.clear()
    this.#parents.clear()
    this.#openKeys = undefined
  }

  /** Keys with operations that are neither sent nor dropped. */
  openKeys(): ReadonlySet<IssueKey> {
    this.#openKeys ??= this.#store.outbox.openKeys()
    return this.#openKeys
  }

  /** Issues that are to be deleted, which nobody wants to see any more. */
  deleted(): readonly IssueKey[] {
    return this.#store.outbox
      .openOfKind('delete-issue')
      .filter(isShown)
      .map(({ operation }) => operation.key)
  }

  issue(key: IssueKey): Issue | undefined {
    if (this.openKeys().has(key)) return this.rows(key)?.issue
    return remember(this.#issues, key, capacity, () => {
      const issue = this.#store.issues.row(key)
      return issue && this.#underParent(issue)
    })
  }

  rows(key: IssueKey): Rows | undefined {
    return remember(this.#rows, key, capacity, () => {
      const rows = this.openKeys().has(key) ? shownRows(this.#store, key) : this.#store.issues.rows(key)
      if (rows === undefined) return undefined
      const issue = this.#underParent(rows.issue)
      return issue === rows.issue
        ? rows
        : { ...rows, issue, detail: rows.detail && { ...rows.detail, parent: issue.parent } }
    })
  }

  /** With its parent as that is shown, where something of the parent waits to be sent. */
  #underParent(issue: Issue): Issue {
    const { parent } = issue
    if (parent === null || !this.openKeys().has(parent.key)) return issue
    const { key } = parent
    const shown = remember(this.#parents, key, capacity, () => shownRows(this.#store, key)?.issue)
    if (shown === undefined || shown.summary === parent.summary) return issue
    return { ...issue, parent: { key, summary: shown.summary } }
  }
}
