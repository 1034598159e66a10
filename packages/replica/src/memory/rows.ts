import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import { applyOperation } from './operations/kinds.ts'
import type { Operation } from './operations/operation.ts'
import type { Rows } from './operations/operation-kind.ts'

/** One answer of the site on its way: what was confirmed since it was asked for is newer than it. */
export interface Read {
  readonly since: number
}

interface Confirmed {
  readonly at: number
  readonly change: (rows: Rows) => Rows
}

/**
 * What the site has confirmed of each issue, with the operations that it has not confirmed yet laid over it. A failed
 * operation is simply no longer laid over: nothing has to be rolled back.
 */
export class IssueTable {
  readonly #confirmed = new Map<IssueKey, Rows>()
  readonly #shown = new Map<IssueKey, Rows>()
  readonly #pending = new Map<IssueKey, Operation[]>()
  readonly #reads = new Set<Read>()
  /** Changes confirmed while answers were on their way. */
  readonly #recent = new Map<IssueKey, Confirmed[]>()
  #confirmations = 0

  issue(key: IssueKey): Issue | undefined {
    return this.#rows(key)?.issue
  }

  detail(key: IssueKey): IssueDetail | undefined {
    return this.#rows(key)?.detail
  }

  /**
   * Asks the site for rows and puts them down. An answer may have been made before a write that was confirmed meanwhile:
   * such changes are applied to it again, which does nothing where it has them already.
   */
  async read<T>(ask: () => Promise<T>, put: (answer: T, read: Read) => void): Promise<T> {
    const read: Read = { since: this.#confirmations }
    this.#reads.add(read)
    try {
      const answer = await ask()
      put(answer, read)
      return answer
    } finally {
      this.#reads.delete(read)
      if (this.#reads.size === 0) this.#recent.clear()
    }
  }

  putIssue(issue: Issue, read: Read): void {
    const known = this.#confirmed.get(issue.key)
    const kept = known?.issue.description
    const merged = issue.description === undefined && kept !== undefined ? { ...issue, description: kept } : issue
    const detail = known?.detail
    this.#putRead(issue.key, { issue: merged, detail: detail && { ...detail, ...issue } }, read)
  }

  putDetail(detail: IssueDetail, read: Read): void {
    this.#putRead(detail.key, { issue: toIssue(detail), detail }, read)
  }

  layOver(operation: Operation): void {
    const pending = this.#pending.get(operation.key) ?? []
    this.#pending.set(operation.key, [...pending, operation])
    this.#shown.delete(operation.key)
  }

  liftOff(operation: Operation): void {
    const rest = (this.#pending.get(operation.key) ?? []).filter((other) => other !== operation)
    if (rest.length === 0) this.#pending.delete(operation.key)
    else this.#pending.set(operation.key, rest)
    this.#shown.delete(operation.key)
  }

  confirm(key: IssueKey, change: (rows: Rows) => Rows): void {
    this.#confirmations += 1
    if (this.#reads.size > 0) {
      this.#recent.set(key, [...(this.#recent.get(key) ?? []), { at: this.#confirmations, change }])
    }
    const rows = this.#confirmed.get(key)
    if (rows !== undefined) this.#put(key, change(rows))
  }

  #putRead(key: IssueKey, rows: Rows, { since }: Read): void {
    const later = (this.#recent.get(key) ?? []).filter(({ at }) => at > since)
    this.#put(
      key,
      later.reduce((changed, { change }) => change(changed), rows),
    )
  }

  #put(key: IssueKey, rows: Rows): void {
    this.#confirmed.set(key, rows)
    this.#shown.delete(key)
  }

  #rows(key: IssueKey): Rows | undefined {
    const pending = this.#pending.get(key)
    const confirmed = this.#confirmed.get(key)
    if (pending === undefined || confirmed === undefined) return confirmed
    const known = this.#shown.get(key)
    if (known !== undefined) return known
    const shown = pending.reduce(applyOperation, confirmed)
    this.#shown.set(key, shown)
    return shown
  }
}

const toIssue = (detail: IssueDetail): Issue => {
  const { comments: _1, commentTotal: _2, links: _3, attachments: _4, subtasks: _5, ...issue } = detail
  return issue
}
