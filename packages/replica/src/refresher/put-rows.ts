import { isDeepStrictEqual } from 'node:util'
import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import { isOwnWrite } from '../rows/own-writes.ts'
import { layOver } from '../rows/shown.ts'
import type { Store } from '../store/store.ts'
import type { ReadMoment } from './read-moment.ts'
import { skewOf } from './site-clock.ts'

/** Rows of one transaction: others wait for its end to write. */
export const rowsOfSlice = 200

/**
 * How issues that the copy did not know count. `read`: they were there before anybody looked. `unread`: they are new. A time
 * (epoch milliseconds): those that were changed since are new, the others only came into sight.
 */
export type Arrivals = 'read' | 'unread' | number

/** What an answer brought. */
export interface PutResult {
  /** Issues that the copy did not know. */
  readonly added: readonly IssueKey[]
  /** Issues that were otherwise before. */
  readonly changed: readonly IssueKey[]
}

interface PutOptions {
  readonly moment: ReadMoment
  readonly arrivals: Arrivals
}

type Put = 'added' | 'changed' | 'same'

/** A row as it would be put down: what it does not bring stays. */
const isSame = (before: Issue, issue: Issue): boolean => {
  const { description = before.description, fields = before.fields, ...rest } = issue
  const { description: had, fields: hadFields, ...known } = before
  return isDeepStrictEqual([rest, description, fields], [known, had, hadFields])
}

const isNew = ({ updated }: Issue, arrivals: Arrivals, skew: number): boolean =>
  typeof arrivals === 'string' ? arrivals === 'unread' : Date.parse(updated ?? '') - skew >= arrivals

/** The oldest first: the full-text index collects what comes in the order of its ids, and writes out what it has when that goes back. */
const inOrder = <T extends Issue>(issues: readonly T[]): readonly T[] =>
  issues.toSorted((a, b) => (Number(a.id) || 0) - (Number(b.id) || 0))

/** Issues of one transaction, and what is the same for all of them. */
class Slice {
  readonly #store: Store
  readonly #options: PutOptions
  readonly #known: Set<IssueKey>
  readonly #skew: number
  readonly #mayBeLater: boolean
  readonly #quiet: IssueKey[] = []

  constructor(store: Store, issues: readonly Issue[], options: PutOptions) {
    this.#store = store
    this.#options = options
    this.#known = new Set(store.issues.known(issues.map(({ key }) => key)))
    this.#skew = skewOf({ store })
    this.#mayBeLater = store.outbox.lastOrder() > options.moment.order
  }

  /** Puts down one issue; a change that was our own does not make it unread. */
  put(issue: Issue, put: () => void): Put {
    const [{ issues, outbox, marks }, { moment, arrivals }] = [this.#store, this.#options]
    const { key } = issue
    const before = this.#known.has(key) ? issues.row(key) : undefined
    const later = this.#mayBeLater ? outbox.settledAfter(moment.order, key) : []
    if (later.some(({ operation }) => operation.kind === 'delete-issue')) return 'same'
    const isMoved = before !== undefined && before.updated !== issue.updated
    const ours = isMoved ? outbox.settledAfter(0, key) : []
    const wasRead = ours.length > 0 && !marks.unread([key]).has(key)
    put()
    this.#known.add(key)
    const rows = later.length === 0 ? undefined : issues.rows(key)
    if (rows !== undefined) issues.putRows(later.reduce(layOver, rows), moment.askedAt)
    const isQuiet =
      before === undefined
        ? !isNew(issue, arrivals, this.#skew) && marks.readUpTo(key) === undefined
        : wasRead && isOwnWrite(issue.updated, ours, this.#skew)
    if (isQuiet) this.#quiet.push(key)
    return before === undefined ? 'added' : 'changed'
  }

  /** Marks what is to be no news, all at once: each mark by itself makes the full-text index write out what it has. */
  end(): void {
    if (this.#quiet.length > 0) this.#store.marks.passOver(this.#quiet)
  }
}

/** Puts down the rows of an answer; what we changed on the site meanwhile is laid over them again. */
export const putIssues = (store: Store, issues: readonly Issue[], options: PutOptions): PutResult => {
  const added: IssueKey[] = []
  const changed: IssueKey[] = []
  for (let at = 0; at < issues.length; at += rowsOfSlice) {
    const all = issues.slice(at, at + rowsOfSlice)
    const known = store.issues.known(all.map(({ key }) => key))
    const part = all.filter((issue) => {
      const before = known.has(issue.key) ? store.issues.row(issue.key) : undefined
      return before === undefined || !isSame(before, issue)
    })
    if (part.length === 0) continue
    store.fetched(() => {
      const putting = new Slice(store, part, options)
      for (const issue of inOrder(part)) {
        const put = putting.put(issue, () => store.issues.putRow(issue, options.moment.askedAt))
        if (put === 'added') added.push(issue.key)
        else if (put === 'changed') changed.push(issue.key)
      }
      putting.end()
    })
  }
  return { added, changed }
}

/** Puts down whole issues, in slices. */
export const putDetails = (store: Store, details: readonly IssueDetail[], options: PutOptions): PutResult => {
  const added: IssueKey[] = []
  const changed: IssueKey[] = []
  const few = rowsOfSlice / 4
  for (let at = 0; at < details.length; at += few) {
    const part = details.slice(at, at + few)
    store.fetched(() => {
      const putting = new Slice(store, part, options)
      for (const detail of inOrder(part)) {
        const { updated } = store.issues.row(detail.key) ?? {}
        const put = putting.put(detail, () => store.issues.putDetail(detail, options.moment.askedAt))
        if (put === 'added') added.push(detail.key)
        else if (put === 'changed' && updated !== detail.updated) changed.push(detail.key)
      }
      putting.end()
    })
  }
  return { added, changed }
}
