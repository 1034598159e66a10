import type { IssueKey } from '@mmd/jira-api/model'
import { callOf, type FetchScope } from './ports.ts'
import { putIssues } from './put-rows.ts'
import { beginRead } from './read-moment.ts'
import type { WantedFields } from './view-fields.ts'

/** Keys of one request. */
const batch = 100
/** So long an index may not know of what we have made or changed. */
const lagMs = 10 * 60_000

/** Issues with the fields of a list, and `fields` besides, in batches; those that the site does not give are left out. */
export const fetchRows = async (
  scope: FetchScope,
  keys: readonly IssueKey[],
  fields: WantedFields = [],
): Promise<ReadonlySet<IssueKey>> => {
  const { client, store, signal } = scope
  const given = new Set<IssueKey>()
  const options = { ...callOf(scope), ...(fields.length === 0 ? {} : { fields }) }
  for (let at = 0; at < keys.length; at += batch) {
    signal.throwIfAborted()
    const moment = beginRead(scope)
    const issues = await client.issues(keys.slice(at, at + batch), options)
    signal.throwIfAborted()
    putIssues(store, issues, { moment, arrivals: 'unread' })
    for (const { key } of issues) given.add(key)
  }
  return given
}

/** True for an issue that we have made or changed lately: that the site's index does not have it tells nothing. */
const isOursLately = ({ store, now }: FetchScope, key: IssueKey): boolean =>
  store.outbox.settledAfter(0, key).some(({ settledAt }) => settledAt !== null && now() - settledAt < lagMs)

/**
 * Looks at issues that are not in a list any more: their rows are brought up to date, and those that the site does not give,
 * deleted or not to be seen, leave the copy, unless something of them waits to be sent. Gives how many left.
 */
export const seeOff = async (scope: FetchScope, leavers: readonly IssueKey[]): Promise<number> => {
  const { store } = scope
  // Made here and not sent yet; or moved meanwhile, so that it is in the list under another key.
  const asked = leavers.filter((key) => {
    const row = store.issues.row(key)
    return row !== undefined && !row.id.startsWith('-')
  })
  if (asked.length === 0) return 0
  const given = await fetchRows(scope, asked)
  return store.transaction(() => {
    const open = store.outbox.openKeys()
    const gone = asked.filter(
      (key) => !given.has(key) && !open.has(key) && store.issues.row(key) !== undefined && !isOursLately(scope, key),
    )
    for (const key of gone) store.issues.remove(key)
    return gone.length
  })
}
