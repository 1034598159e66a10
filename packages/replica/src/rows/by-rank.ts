import type { IssueKey, RankPlace } from '@mmd/jira-api/model'
import type { RankOperation } from '../operations/operation.ts'
import { splitOrder } from '../refresher/jql-order.ts'
import type { Store, StoredOperation } from '../store/store.ts'

/** True for a query whose list is in the order of the rank, as far as its words tell. */
export const isByRank = (jql: string, rankFieldId?: string): boolean => {
  const [first = ''] = (splitOrder(jql).order ?? '').toLowerCase().split(',')
  const [field, direction = 'asc'] = first.trim().split(/\s+/)
  return direction === 'asc' && (field === 'rank' || (rankFieldId !== undefined && field === `cf[${rankFieldId}]`))
}

/** A list with an issue put next to another one; the same list where one of them is not in it. */
export const placed = (keys: readonly IssueKey[], key: IssueKey, place: RankPlace): readonly IssueKey[] => {
  const anchor = 'before' in place ? place.before : place.after
  if (anchor === key || !keys.includes(key)) return keys
  const others = keys.filter((one) => one !== key)
  const at = others.findIndex((one) => one === anchor)
  return at === -1 ? keys : others.toSpliced('before' in place ? at : at + 1, 0, key)
}

const isRank = (operation: StoredOperation['operation']): operation is RankOperation => operation.kind === 'rank'

/** Places that the site has not confirmed yet, in the order in which they were given. */
export const pendingPlaces = (store: Store): readonly RankOperation[] =>
  store.outbox
    .openOfKind('rank')
    .filter(({ state }) => state === 'queued' || state === 'sending')
    .map(({ operation }) => operation)
    .filter(isRank)

/** A list as it will be once the site has taken them. */
export const withPlaces = (
  keys: readonly IssueKey[],
  jql: string,
  places: readonly RankOperation[],
): readonly IssueKey[] =>
  places.reduce(
    (list, { key, place, rankFieldId }) => (isByRank(jql, rankFieldId) ? placed(list, key, place) : list),
    keys,
  )

/**
 * Writes a place that the site has taken into the lists that are in this order: the site does not count it as a change of the
 * issue, so that asking what was changed does not tell.
 */
export const settlePlace = (store: Store, operation: RankOperation): void => {
  for (const { id, jql } of store.views.list()) {
    if (!isByRank(jql, operation.rankFieldId)) continue
    const view = store.views.get(id)
    if (view === undefined) continue
    const keys = placed(view.keys, operation.key, operation.place)
    if (keys !== view.keys) store.views.put({ ...view, keys })
  }
}
