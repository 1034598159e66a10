import { type IssueDetail, type IssueKey, isJiraApiError, type SiteClient } from '@mmd/jira-api/model'
import type { Store } from '@mmd/replica'
import { beginRead, putDetails, putIssues } from '@mmd/replica/background'
import { inTurns } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import type { Bench, Known } from './bench.ts'
import { fetchIssues } from './fetch-issues.ts'
import { isUnreachable } from './lookup.ts'
import { parseKey } from './parse-key.ts'

/** Which issues a write is for. */
export interface WriteTargets {
  readonly keys: readonly string[]
  readonly jql?: string | undefined
  readonly yes?: boolean | undefined
}

/** How much of an issue must be known before it is written, so that the write can be taken back and conflicts be seen. */
export type Needs = 'nothing' | 'row' | 'detail'

/** The keys that were typed; undefined: a query says which. Throws a usage error. */
export const typedKeys = ({ keys, jql }: WriteTargets): readonly IssueKey[] | undefined => {
  if (jql !== undefined && keys.length > 0) {
    throw new AppError('usage', 'Keys and --jql exclude each other', 'Leave one of them away')
  }
  if (jql !== undefined) return undefined
  if (keys.length > 0) return [...new Set(keys.map(parseKey))]
  throw new AppError('usage', 'Which issues?', 'Give one or more keys, or --jql with a query')
}

/** An issue as it is known, or why it cannot be written. */
export type Target = Known | { readonly key: IssueKey; readonly error: unknown }

/** The issues of a query, with their rows. Offline there is no asking. */
export const findTargets = async (bench: Bench, jql: string, needs: Needs): Promise<readonly Target[]> => {
  const client = bench.lookup.client()
  if (client === undefined) {
    throw new AppError('usage', 'A query is answered by the site alone', 'Give keys, or leave --offline away')
  }
  const { store } = bench.copy
  const moment = beginRead({ store, now: Date.now })
  const { issues } = await fetchIssues(client, { jql, limit: 'all', signal: bench.signal })
  putIssues(store, issues, { moment, arrivals: 'read' })
  const keys = issues.map(({ key }) => key)
  return needs === 'detail' ? knowTargets(bench, keys, needs) : keys.map((key) => fromCopy(bench, key))
}

/** Issues by key, read from the site as far as needed; from the copy alone where the site cannot be asked. */
export const knowTargets = async (
  bench: Bench,
  keys: readonly IssueKey[],
  needs: Needs,
): Promise<readonly Target[]> => {
  const client = bench.lookup.client()
  if (client === undefined || needs === 'nothing') return keys.map((key) => fromCopy(bench, key))
  const [first] = keys
  try {
    // With everything an issue costs as many requests, and tells a new key.
    if (needs === 'row' && keys.length > 1) return await knowRows(bench, client, keys)
    return first !== undefined && keys.length === 1
      ? [await knowDetail(bench, client, first)]
      : await inTurns(keys, sideBySide, (key) => knowDetail(bench, client, key))
  } catch (error) {
    if (!isUnreachable(error)) throw error
    bench.lookup.lost()
    return keys.map((key) => fromCopy(bench, key))
  }
}

const fromCopy = ({ copy: { replica } }: Bench, key: IssueKey): Known => ({
  key,
  issue: replica.issue(key),
  detail: replica.detail(key)?.detail ?? undefined,
})

const knowRows = async (bench: Bench, client: SiteClient, keys: readonly IssueKey[]): Promise<readonly Target[]> => {
  const { store } = bench.copy
  const moment = beginRead({ store, now: Date.now })
  const issues = await client.issues(keys, { signal: bench.signal })
  putIssues(store, issues, { moment, arrivals: 'read' })
  const found = new Set(issues.map(({ key }) => key))
  // One that is not among them may have moved.
  return inTurns(keys, sideBySide, async (key) =>
    found.has(key) ? fromCopy(bench, key) : knowDetail(bench, client, key),
  )
}

const knowDetail = async (bench: Bench, client: SiteClient, key: IssueKey): Promise<Target> => {
  const { store } = bench.copy
  if (isUnsent(store, key)) return fromCopy(bench, key)
  const moment = beginRead({ store, now: Date.now })
  try {
    const detail: IssueDetail = await client.issueWithFields({ key, customFields: 'all' }, { signal: bench.signal })
    putDetails(store, [detail], { moment, arrivals: 'read' })
    return fromCopy(bench, detail.key)
  } catch (error) {
    if (!isJiraApiError(error) || isUnreachable(error) || error.code === 'signed-out') throw error
    return { key, error }
  }
}

/** Made here and not sent yet: the site does not know it. */
const isUnsent = (store: Pick<Store, 'issues'>, key: IssueKey): boolean =>
  store.issues.row(key)?.id.startsWith('-') === true

/** Requests of this kind at the same time. */
export const sideBySide = 6
