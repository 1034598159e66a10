import type { IssueKey } from '@mmd/jira-api/model'
import { type ViewRows, visitedView } from '../replica.ts'
import { type ListOrder, listOrderOf, mergeLists } from './merge-lists.ts'
import { qualify } from './qualified-key.ts'
import type { Router } from './router.ts'
import { qualifiedSpec, viewPlace } from './site-view.ts'

/** What a merged list was made of, and the list: made of the same it is the same. */
export interface MergedKeys {
  readonly jql: string
  readonly parts: readonly unknown[]
  readonly keys: readonly IssueKey[]
}

interface Part {
  readonly site: string
  readonly replica: Router['members'][number]['replica']
  readonly rows: ViewRows
}

/** The rows of all, by the dates that their query is ordered by; made of the same as before they are the same list. */
const mergeKeys = (id: string, lists: readonly Part[], jql: string, before: MergedKeys | undefined): MergedKeys => {
  const isVisited = id === visitedView
  const order: ListOrder | null = isVisited ? { field: 'updated', descending: true } : listOrderOf(jql)
  const dates = lists.map(({ replica }) => {
    if (isVisited) return replica.visits()
    return order === null ? undefined : replica.rowDates(id, order.field)
  })
  const parts = [...lists.map(({ rows }) => rows.keys), ...dates]
  if (
    before?.jql === jql &&
    before.parts.length === parts.length &&
    parts.every((part, at) => part === before.parts[at])
  )
    return before
  const keys = mergeLists(
    lists.map(({ site, rows }, at) => ({
      keys: rows.keys,
      dateOf: (key) => dates[at]?.get(key),
      qualify: (key) => qualify(site, key),
    })),
    order,
  )
  return { jql, parts, keys }
}

/** One view of all members: their rows in one list, and how far the slowest of them is. `known` keeps the lists by view. */
export const mergeView = (router: Router, id: string, known: Map<string, MergedKeys>): ViewRows | undefined => {
  const place = viewPlace(router, id)
  const lists = place.members.flatMap(({ site, replica }) => {
    const rows = replica.view(place.id)
    return rows === undefined ? [] : [{ site, replica, rows }]
  })
  const [first] = lists
  if (first === undefined) return undefined
  const rows = lists.map((list) => list.rows)
  const failed = rows.find(({ phase }) => phase === 'failed')
  const merged = mergeKeys(place.id, lists, first.rows.spec.jql, known.get(id))
  known.set(id, merged)
  return {
    spec: place.id === id ? first.rows.spec : qualifiedSpec(first.site, first.rows.spec),
    keys: merged.keys,
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
