import type { ViewRows } from '../replica.ts'
import { listOrderOf, mergeLists } from './merge-lists.ts'
import { qualify } from './qualified-key.ts'
import type { Router } from './router.ts'
import { qualifiedSpec, viewPlace } from './site-view.ts'

/** One view of all members: their rows in one list, and how far the slowest of them is. */
export const mergeView = (router: Router, id: string): ViewRows | undefined => {
  const place = viewPlace(router, id)
  const lists = place.members.flatMap(({ site, replica }) => {
    const rows = replica.view(place.id)
    return rows === undefined ? [] : [{ site, replica, rows }]
  })
  const [first] = lists
  if (first === undefined) return undefined
  const rows = lists.map((list) => list.rows)
  const failed = rows.find(({ phase }) => phase === 'failed')
  const order = listOrderOf(first.rows.spec.jql)
  return {
    spec: place.id === id ? first.rows.spec : qualifiedSpec(first.site, first.rows.spec),
    keys: mergeLists(
      lists.map(({ site, replica, rows: { keys } }) => ({
        keys,
        issue: (key) => replica.issue(key),
        qualify: (key) => qualify(site, key),
      })),
      order,
    ),
    total: sum(rows.map(({ total }) => total)),
    phase: rows.some(({ phase }) => phase === 'loading') ? 'loading' : (failed?.phase ?? 'idle'),
    error: failed?.error ?? null,
    refreshedAt: oldest(rows.map(({ refreshedAt }) => refreshedAt)),
  }
}

/** What is not counted yet is not in the sum; null when nothing is. */
const sum = (totals: readonly (number | null)[]): number | null => {
  const known = totals.filter((total) => total !== null)
  return known.length === 0 ? null : known.reduce((all, total) => all + total, 0)
}

const oldest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}
