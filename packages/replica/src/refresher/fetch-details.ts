import { type IssueDetail, type IssueKey, isJiraApiError } from '@mmd/jira-api/model'
import { customColumns } from '../rows/columns.ts'
import { callOf, type FetchScope } from './ports.ts'
import { type Arrivals, type PutResult, putDetails } from './put-rows.ts'
import { beginRead } from './read-moment.ts'

/** Issues of one request. */
const batch = 100
/** Requests side by side: the site answers one while another is written down. */
const sideBySide = 3

const search = async (scope: FetchScope, keys: readonly IssueKey[]): Promise<readonly IssueDetail[]> => {
  if (keys.length === 0) return []
  const jql = `key in (${keys.map((key) => `"${key}"`).join(', ')})`
  const query = { jql, maxResults: batch, withDetails: true, fields: customColumns(scope.store, keys) }
  return (await scope.client.search(query, callOf(scope))).details ?? []
}

/** Some sites refuse a query for an issue that is gone since: then those that are there are asked for. */
const ask = async (scope: FetchScope, keys: readonly IssueKey[]): Promise<readonly IssueDetail[]> => {
  try {
    return await search(scope, keys)
  } catch (error) {
    if (!isJiraApiError(error, 'refused')) throw error
    const there = await scope.client.issues(keys, callOf(scope))
    return search(
      scope,
      there.map(({ key }) => key),
    )
  }
}

/** Reads issues with everything into the copy, but of custom fields only those that it shows and sprints, a hundred a request; `onDone` hears how many each batch was. */
export const fetchDetails = async (
  scope: FetchScope,
  keys: readonly IssueKey[],
  arrivals: Arrivals,
  onDone: (count: number) => void,
): Promise<PutResult> => {
  const [added, changed]: [IssueKey[], IssueKey[]] = [[], []]
  let next = 0
  const work = async (): Promise<void> => {
    while (next < keys.length) {
      scope.signal.throwIfAborted()
      const part = keys.slice(next, next + batch)
      next += batch
      const moment = beginRead(scope)
      const details = await ask(scope, part)
      scope.signal.throwIfAborted()
      const put = putDetails(scope.store, details, { moment, arrivals })
      added.push(...put.added)
      changed.push(...put.changed)
      onDone(part.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: sideBySide }, work))
  } catch (error) {
    // The others begin nothing more.
    next = keys.length
    throw error
  }
  return { added, changed }
}
