import type { IssueKey, KnownList } from '@mmd/jira-api/model'
import type { StoredView } from '../store/store.ts'
import { changedWithin } from './jql-order.ts'
import { fetchRows, seeOff } from './leavers.ts'
import { callOf, type FetchScope } from './ports.ts'
import type { Arrivals } from './put-rows.ts'
import { readRows } from './read-rows.ts'
import { firstPage, isComplete, type PlanOptions, planRefresh, type RefreshPlan } from './refresh-plan.ts'
import { viewFields } from './view-fields.ts'

/** Rows of which a sweep takes several requests. */
const longList = 1000

/** What a read found out about a list. */
export type ListFacts = Pick<StoredView, 'keys' | 'total'> & Partial<Pick<StoredView, 'askedAt' | 'sweptAt'>>

/** Writes what was found out, unless the view is another one by now. */
export const putList = ({ store, now }: FetchScope, { id, jql }: StoredView, facts: ListFacts): void =>
  store.transaction(() => {
    const view = store.views.get(id)
    if (view?.jql !== jql) return
    const known = store.issues.known(facts.keys)
    const keys = facts.keys.filter((key) => known.has(key))
    // Those that have no row were deleted while the list was read.
    const total = facts.total === null ? null : facts.total - (facts.keys.length - keys.length)
    store.views.put({ ...view, ...facts, keys, total, refreshedAt: now() })
  })

/** Those of a list that are not in another. */
const without = (keys: readonly IssueKey[], others: readonly IssueKey[]): readonly IssueKey[] => {
  const there = new Set(others)
  return keys.filter((key) => !there.has(key))
}

/** How issues count that the copy did not know, when a list that was read before is read again. */
const arrivalsOf = (view: StoredView): Arrivals => {
  if (view.askedAt === null) return 'read'
  return isComplete(view) ? 'unread' : view.askedAt
}

/** What was shown stays behind what is there already. */
const showSoFar = (scope: FetchScope, view: StoredView, { keys, total }: KnownList): void => {
  putList(scope, view, { keys: [...new Set([...keys, ...view.keys])], total })
  scope.onNews({ views: { [view.id]: { phase: 'loading', error: null } } })
}

/** Reads a list from its start; what was shown stays until that is over, unless nothing was. */
const readFromStart = async (scope: FetchScope, view: StoredView, wanted: number): Promise<void> => {
  const askedAt = scope.now()
  const isFirst = view.keys.length === 0
  const list = await readRows(scope, {
    jql: view.jql,
    wanted,
    arrivals: arrivalsOf(view),
    fields: viewFields(scope.store, view.id),
    ...(isFirst ? { onProgress: (found) => showSoFar(scope, view, found) } : {}),
  })
  const { keys, total } = list
  const isWhole = keys.length >= total
  await seeOff(scope, without(view.keys, keys))
  putList(scope, view, { keys, total, askedAt, sweptAt: isWhole ? askedAt : null })
}

/** Reads a list's keys, in order, and fetches the rows that are not in it yet. */
export const sweep = async (
  scope: FetchScope,
  view: StoredView,
  found: ReadonlySet<IssueKey>,
  askedAt: number,
): Promise<void> => {
  const { client, now, signal } = scope
  const sweptAt = now()
  const keys = (await client.ids(view.jql, callOf(scope))).map(({ key }) => key)
  signal.throwIfAborted()
  const joined = without(keys, view.keys).filter((key) => !found.has(key))
  if (joined.length > 0) await fetchRows(scope, joined, viewFields(scope.store, view.id))
  // First, so that they are looked at again when this fails.
  await seeOff(scope, without(view.keys, keys))
  putList(scope, view, { keys, total: keys.length, askedAt, sweptAt })
}

/** Asks what was changed lately, and when something was, in which order the list is now and who left. */
const readDelta = async (
  scope: FetchScope,
  view: StoredView,
  { minutes, sweep: mustSweep }: Extract<RefreshPlan, { readonly kind: 'delta' }>,
): Promise<void> => {
  const askedAt = scope.now()
  const { keys, moved } = await readRows(scope, {
    jql: changedWithin(view.jql, minutes),
    wanted: Number.POSITIVE_INFINITY,
    arrivals: 'unread',
    fields: viewFields(scope.store, view.id),
    withDescription: true,
    isKnownGood: true,
    pageSize: (startAt) => (startAt === 0 ? firstPage : 2 * firstPage),
  })
  const hasJoined = without(keys, view.keys).length > 0
  // Nobody waits for it, and a sweep of thousands of keys is near anyway: until then only the order may be an old one.
  const mayWait = scope.priority === 'background' && view.keys.length > longList
  if (mustSweep || hasJoined || (moved.size > 0 && !mayWait)) await sweep(scope, view, new Set(keys), askedAt)
  else putList(scope, view, { keys: view.keys, total: view.total, askedAt })
}

/** Brings a view up to date in as few requests as it takes: one when nothing has changed. */
export const refreshView = async (
  scope: FetchScope,
  view: StoredView,
  options: Omit<PlanOptions, 'now'>,
): Promise<void> => {
  const plan = planRefresh(view, { ...options, now: scope.now() })
  if (plan.kind === 'list') await readFromStart(scope, view, plan.wanted)
  else await readDelta(scope, view, plan)
}

/** Reads on behind what is known of a list, until there are `count` rows. */
export const readMore = async (scope: FetchScope, view: StoredView, count: number): Promise<void> => {
  const { jql, keys, total, askedAt } = view
  const list = await readRows(scope, {
    jql,
    wanted: count,
    ...(total === null ? {} : { known: { keys, total } }),
    arrivals: 'read',
    fields: viewFields(scope.store, view.id),
    onProgress: (found) => showSoFar(scope, view, found),
  })
  const isWhole = list.keys.length >= list.total
  putList(scope, view, { keys: list.keys, total: list.total, ...(isWhole ? { sweptAt: askedAt } : {}) })
}
