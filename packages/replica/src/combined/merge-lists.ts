import type { Issue, IssueKey } from '@mmd/jira-api/model'

/** By what a list is ordered, as far as rows can be compared without their site. */
export interface ListOrder {
  readonly field: 'updated' | 'created' | 'due'
  readonly descending: boolean
}

/** Reads the first term of an `ORDER BY`; null where rows do not tell, such as ranks and the site's own priorities. */
const toListOrder = (orderBy: string): ListOrder | null => {
  const [, name = '', direction = 'asc'] = /^\s*"?(\w+)"?(?:\s+(asc|desc))?/i.exec(orderBy) ?? []
  const field = fields[name.toLowerCase()]
  return field === undefined ? null : { field, descending: direction.toLowerCase() === 'desc' }
}

/** The same out of a whole query. */
export const listOrderOf = (jql: string): ListOrder | null => toListOrder(/\border\s+by\s+(.*)$/is.exec(jql)?.[1] ?? '')

const fields: Readonly<Record<string, ListOrder['field']>> = {
  updated: 'updated',
  updateddate: 'updated',
  created: 'created',
  createddate: 'created',
  due: 'due',
  duedate: 'due',
}

/** What of a row tells its place in a list over several sites. */
export type RowDates = Pick<Issue, 'updated' | 'created' | 'due'>

/** The list of one site. */
export interface SiteList {
  readonly keys: readonly IssueKey[]
  readonly issue: (key: IssueKey) => RowDates | undefined
  readonly qualify: (key: IssueKey) => IssueKey
}

/**
 * One list out of several, each of which keeps its own order: the next row is the one that the order puts first, and where
 * the order tells nothing the lists take turns.
 */
export const mergeLists = (lists: readonly SiteList[], order: ListOrder | null): readonly IssueKey[] => {
  const places = lists.map(() => 0)
  const merged: IssueKey[] = []
  const total = lists.reduce((sum, { keys }) => sum + keys.length, 0)
  while (merged.length < total) {
    const next = order === null ? leastTaken(lists, places) : firstByOrder(lists, places, order)
    const list = lists[next]
    const key = list?.keys[places[next] ?? 0]
    if (list === undefined || key === undefined) break
    merged.push(list.qualify(key))
    places[next] = (places[next] ?? 0) + 1
  }
  return merged
}

const hasMore = (lists: readonly SiteList[], places: readonly number[], at: number): boolean =>
  (places[at] ?? 0) < (lists[at]?.keys.length ?? 0)

const leastTaken = (lists: readonly SiteList[], places: readonly number[]): number =>
  places.reduce(
    (best, place, at) => (hasMore(lists, places, at) && (best === -1 || place < (places[best] ?? 0)) ? at : best),
    -1,
  )

const firstByOrder = (lists: readonly SiteList[], places: readonly number[], order: ListOrder): number => {
  let best = -1
  let bestTime: string | null = null
  for (const [at, list] of lists.entries()) {
    const key = list.keys[places[at] ?? 0]
    if (key === undefined) continue
    const time = list.issue(key)?.[order.field] ?? null
    if (best === -1 || comesBefore(time, bestTime, order)) [best, bestTime] = [at, time]
  }
  return best
}

/** Those without a date come last, as Jira has it when the newest are in front. */
const comesBefore = (time: string | null, other: string | null, { descending }: ListOrder): boolean => {
  if (time === null || other === null) return time !== null && other === null
  return descending ? time > other : time < other
}
