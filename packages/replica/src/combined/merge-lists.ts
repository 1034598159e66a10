import type { IssueKey } from '@mmd/jira-api/model'
import type { DateField } from '../store/store.ts'

/** By what a list is ordered, as far as rows can be compared without their site. */
export interface ListOrder {
  readonly field: DateField
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

/** The list of one site. */
export interface SiteList {
  readonly keys: readonly IssueKey[]
  readonly dateOf: (key: IssueKey, field: DateField) => string | null | undefined
  readonly qualify: (key: IssueKey) => IssueKey
}

/**
 * One list out of several, each of which keeps its own order: the next row is the one that the order puts first, and where
 * the order tells nothing the lists take turns.
 */
export const mergeLists = (lists: readonly SiteList[], order: ListOrder | null): readonly IssueKey[] => {
  const heads = lists.map((list): Head => ({ list, place: 0, date: null }))
  for (const head of heads) goTo(head, 0, order)
  const merged: IssueKey[] = []
  for (;;) {
    let next: Head | undefined
    for (const head of heads) {
      const isOver = head.place >= head.list.keys.length
      if (!isOver && (next === undefined || comesFirst(head, next, order))) next = head
    }
    const key = next?.list.keys[next.place]
    if (next === undefined || key === undefined) return merged
    merged.push(next.list.qualify(key))
    goTo(next, next.place + 1, order)
  }
}

/** How far a list is: its next row, and the date of that. */
interface Head {
  readonly list: SiteList
  place: number
  date: string | null
}

const goTo = (head: Head, place: number, order: ListOrder | null): void => {
  const key = head.list.keys[place]
  head.place = place
  head.date = key === undefined || order === null ? null : (head.list.dateOf(key, order.field) ?? null)
}

const comesFirst = (one: Head, other: Head, order: ListOrder | null): boolean =>
  order === null ? one.place < other.place : comesBefore(one.date, other.date, order)

/** Those without a date come last, as Jira has it when the newest are in front. */
const comesBefore = (time: string | null, other: string | null, { descending }: ListOrder): boolean => {
  if (time === null || other === null) return time !== null && other === null
  return descending ? time > other : time < other
}
