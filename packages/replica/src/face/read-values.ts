import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Store } from '../store/store.ts'

/** Rows of one slice: a few milliseconds. */
const slice = 500

/** What one reader has read of confirmed rows. */
export interface ReadValues<T> {
  readonly stamps: ReadonlyMap<IssueKey, number>
  readonly confirmed: ReadonlyMap<IssueKey, T>
}

export interface FoundValues<T> extends ReadValues<T> {
  /** No row had to be read. */
  readonly isSame: boolean
}

/**
 * Reads a value of each row, of those that were not written since `before` what that has. Yields after each slice, so that a long
 * list can be read between the keys that somebody presses.
 */
export function* readValues<T>(
  { issues }: Pick<Store, 'issues'>,
  keys: readonly IssueKey[],
  before: ReadValues<T> | undefined,
  read: (issue: Issue) => T,
): Generator<undefined, FoundValues<T>> {
  const stamps = new Map<IssueKey, number>()
  const confirmed = new Map<IssueKey, T>()
  let isSame = true
  for (let at = 0; at < keys.length; at += slice) {
    const part = keys.slice(at, at + slice)
    const old: IssueKey[] = []
    for (const [key, stamp] of issues.stamps(part)) {
      stamps.set(key, stamp)
      const value = before?.stamps.get(key) === stamp ? before.confirmed.get(key) : undefined
      if (value === undefined) old.push(key)
      else confirmed.set(key, value)
    }
    for (const issue of issues.rowsOf(old)) confirmed.set(issue.key, read(issue))
    if (old.length > 0) isSame = false
    yield
  }
  return { stamps, confirmed, isSame }
}
