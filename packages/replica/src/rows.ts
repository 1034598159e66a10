import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import { applyOperation } from './operations/kinds.ts'
import type { Operation } from './operations/operation.ts'
import type { Rows } from './operations/operation-kind.ts'

/**
 * What the site has confirmed of each issue, with the operations that it has not confirmed yet laid over it. A failed
 * operation is simply no longer laid over: nothing has to be rolled back.
 */
export class IssueTable {
  readonly #confirmed = new Map<IssueKey, Rows>()
  readonly #shown = new Map<IssueKey, Rows>()
  readonly #pending = new Map<IssueKey, Operation[]>()

  issue(key: IssueKey): Issue | undefined {
    return this.#rows(key)?.issue
  }

  detail(key: IssueKey): IssueDetail | undefined {
    return this.#rows(key)?.detail
  }

  putIssue(issue: Issue): void {
    const known = this.#confirmed.get(issue.key)
    const kept = known?.issue.description
    const merged = issue.description === undefined && kept !== undefined ? { ...issue, description: kept } : issue
    const detail = known?.detail
    this.#put(issue.key, { issue: merged, detail: detail && { ...detail, ...issue } })
  }

  putDetail(detail: IssueDetail): void {
    this.#put(detail.key, { issue: toIssue(detail), detail })
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
    const rows = this.#confirmed.get(key)
    if (rows !== undefined) this.#put(key, change(rows))
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
