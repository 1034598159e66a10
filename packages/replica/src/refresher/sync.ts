import type { IssueKey } from '@mmd/jira-api/model'
import type { ViewSpec } from '../replica.ts'
import type { StoredView } from '../store/store.ts'
import { readCatalogue } from './catalogues.ts'
import { fetchDetails } from './fetch-details.ts'
import { changedWithin } from './jql-order.ts'
import { learnClock } from './learn-clock.ts'
import { seeOff } from './leavers.ts'
import { callOf, type FetchScope, type RefresherPorts } from './ports.ts'
import { readRows } from './read-rows.ts'
import { isComplete, minutesSince, overlapMinutes } from './refresh-plan.ts'
import { putList } from './refresh-view.ts'
import { skewOf } from './site-clock.ts'

/** How far the copying of a view is: issues that are there with everything, of all. */
export interface SyncProgress {
  readonly view: string
  readonly done: number
  readonly total: number
}

export interface SyncOptions {
  readonly onProgress?: (progress: SyncProgress) => void
  readonly signal?: AbortSignal
}

/** What copying has changed in the copy, in issues. */
export interface SyncReport {
  readonly issues: number
  readonly added: number
  readonly changed: number
  readonly gone: number
}

/** From when on changes are known, of a copy that was begun and not ended. */
const markOf = (id: string): string => `sync:${id}`

const markedAt = (mark: unknown, jql: string): number | null => {
  if (typeof mark !== 'object' || mark === null || !('jql' in mark) || !('askedAt' in mark)) return null
  return mark.jql === jql && typeof mark.askedAt === 'number' ? mark.askedAt : null
}

/** The view in the copy, made known where it is not. */
const viewOf = ({ store }: FetchScope, { id, title, jql }: ViewSpec): StoredView =>
  store.transaction(() => {
    const known = store.views.get(id)
    if (known?.jql === jql) return known
    const never = { total: null, askedAt: null, sweptAt: null, refreshedAt: null, openedAt: known?.openedAt ?? null }
    const view: StoredView = { id, title, jql, keys: [], ...never }
    store.views.put(view)
    return view
  })

/** Keys of issues that are not in the copy with everything, as they are now. */
const lacking = ({ store }: FetchScope, keys: readonly IssueKey[], since: number | null): readonly IssueKey[] => {
  const skew = skewOf({ store })
  return keys.filter((key) => {
    const detail = store.issues.detail(key)
    if (detail === undefined || since === null || detail.fetchedAt < since) return true
    const updated = Date.parse(detail.value.updated ?? '')
    // What was changed right before it was read may have been read as it was before.
    return Number.isNaN(updated) || updated - skew > detail.fetchedAt - overlapMinutes * 60_000
  })
}

const syncView = async (
  scope: FetchScope,
  spec: ViewSpec,
  onProgress: SyncOptions['onProgress'],
): Promise<SyncReport> => {
  const { client, store, now } = scope
  const view = viewOf(scope, spec)
  const { id, jql } = view
  const askedAt = now()
  const begun = markedAt(store.catalogues.get(markOf(id))?.value, jql)
  const known = isComplete(view) ? view.askedAt : begun
  const minutes = minutesSince(known, askedAt)
  const changed = new Set<IssueKey>()
  if (minutes === null) store.catalogues.put(markOf(id), { jql, askedAt }, askedAt)
  else {
    const query = { jql: changedWithin(jql, minutes), wanted: Number.POSITIVE_INFINITY, arrivals: 'unread' as const }
    const { moved } = await readRows(scope, { ...query, withDescription: true, isKnownGood: true, pageSize: () => 200 })
    for (const key of moved) changed.add(key)
  }
  const sweptAt = now()
  const keys = (await client.ids(jql, callOf(scope))).map(({ key }) => key)
  const need = lacking(scope, keys, minutes === null ? askedAt : 0)
  const total = keys.length
  let done = total - need.length
  onProgress?.({ view: id, done, total })
  const arrivals = view.askedAt === null ? 'read' : 'unread'
  const { added, changed: renewed } = await fetchDetails(scope, need, arrivals, (count) => {
    done += count
    onProgress?.({ view: id, done, total })
  })
  for (const key of renewed) changed.add(key)
  const here = new Set(keys)
  const gone = await seeOff(
    scope,
    view.keys.filter((key) => !here.has(key)),
  )
  putList(scope, view, { keys, total, askedAt, sweptAt })
  store.catalogues.put(markOf(id), null, askedAt)
  return { issues: total, added: added.length, changed: changed.size, gone }
}

/**
 * Which field holds sprints, and what columns hold; and since when every issue that is read whole brings its sprints (epoch
 * milliseconds). Not to know it is no failure.
 */
const learnFields = async (ports: RefresherPorts, signal: AbortSignal): Promise<void> => {
  const { catalogues } = ports.store
  try {
    await readCatalogue(ports, 'fields', { signal })
    const askedAt = ports.now()
    if (catalogues.get('sprints-since') === undefined) catalogues.put('sprints-since', askedAt, askedAt)
  } catch {
    signal.throwIfAborted()
  }
}

/** Copies views wholly, one after the other. */
export const syncViews = async (
  ports: RefresherPorts & { readonly signal: AbortSignal },
  specs: readonly ViewSpec[],
  { onProgress, signal: outer }: SyncOptions = {},
): Promise<SyncReport> => {
  const signal = outer === undefined ? ports.signal : AbortSignal.any([ports.signal, outer])
  const scope: FetchScope = { ...ports, signal, priority: 'background' }
  await learnClock(ports, signal)
  await learnFields(ports, signal)
  const sum = { issues: 0, added: 0, changed: 0, gone: 0 }
  for (const spec of specs) {
    const report = await syncView(scope, spec, onProgress)
    sum.issues += report.issues
    sum.added += report.added
    sum.changed += report.changed
    sum.gone += report.gone
    ports.onNews({ views: { [spec.id]: { phase: 'idle', error: null } } })
  }
  return sum
}
