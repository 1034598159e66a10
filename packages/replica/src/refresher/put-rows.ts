import { isDeepStrictEqual } from 'node:util'
import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import { isOwnWrite } from '../rows/own-writes.ts'
import { layOver } from '../rows/shown.ts'
import type { Store } from '../store/store.ts'
import type { ReadMoment } from './read-moment.ts'
import { skewOf } from './site-clock.ts'

/** Rows of one transaction: others wait for its end to write. */
const slice = 200

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

/** Puts down one issue; a change that was our own does not make it unread. Part of a transaction. */
const putOne = (store: Store, issue: Issue, { moment, arrivals }: PutOptions, put: () => void): Put => {
  const { key } = issue
  const before = store.issues.row(key)
  const later = store.outbox.settledAfter(moment.order, key)
  if (later.some(({ operation }) => operation.kind === 'delete-issue')) return 'same'
  const isMoved = before !== undefined && before.updated !== issue.updated
  const ours = isMoved ? store.outbox.settledAfter(0, key) : []
  const wasRead = ours.length > 0 && !store.marks.unread([key]).has(key)
  put()
  const rows = later.length === 0 ? undefined : store.issues.rows(key)
  if (rows !== undefined) store.issues.putRows(later.reduce(layOver, rows), moment.askedAt)
  const skew = skewOf({ store })
  const isQuiet =
    before === undefined
      ? !isNew(issue, arrivals, skew) && store.marks.readUpTo(key) === undefined
      : wasRead && isOwnWrite(issue.updated, ours, skew)
  if (isQuiet) store.marks.markRead([key])
  return before === undefined ? 'added' : 'changed'
}

/** Puts down the rows of an answer; what we changed on the site meanwhile is laid over them again. */
export const putIssues = (store: Store, issues: readonly Issue[], options: PutOptions): PutResult => {
  const added: IssueKey[] = []
  const changed: IssueKey[] = []
  for (let at = 0; at < issues.length; at += slice) {
    const part = issues.slice(at, at + slice).filter((issue) => {
      const before = store.issues.row(issue.key)
      return before === undefined || !isSame(before, issue)
    })
    if (part.length === 0) continue
    store.transaction(() => {
      for (const issue of part) {
        const put = putOne(store, issue, options, () => store.issues.putRow(issue, options.moment.askedAt))
        if (put === 'added') added.push(issue.key)
        else if (put === 'changed') changed.push(issue.key)
      }
    })
  }
  return { added, changed }
}

/** Puts down whole issues, in slices. */
export const putDetails = (store: Store, details: readonly IssueDetail[], options: PutOptions): PutResult => {
  const added: IssueKey[] = []
  const changed: IssueKey[] = []
  const few = slice / 4
  for (let at = 0; at < details.length; at += few) {
    store.transaction(() => {
      for (const detail of details.slice(at, at + few)) {
        const { updated } = store.issues.row(detail.key) ?? {}
        const put = putOne(store, detail, options, () => store.issues.putDetail(detail, options.moment.askedAt))
        if (put === 'added') added.push(detail.key)
        else if (put === 'changed' && updated !== detail.updated) changed.push(detail.key)
      }
    })
  }
  return { added, changed }
}
