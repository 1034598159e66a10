import type { ConfigView } from '../../config/config.ts'
import type { ListView, SortChoice, ViewLook, ViewOrigin } from '../../state/view.ts'
import { orderedBy } from './order-jql.ts'

/** `-updated` is the newest first. */
export const toSort = (text: string): SortChoice => {
  const descending = text.startsWith('-')
  return { field: (descending ? text.slice(1) : text).trim(), descending, by: 'site' }
}

/** A view as it looks by a choice: its query says the order that the site is asked for. */
export const withLook = (view: ListView, look: ViewLook): ListView => {
  const { sort: _, unsorted = view.jql, ...plain } = view
  const sort = look.sort ?? view.sort
  const jql = sort?.by === 'site' ? orderedBy(unsorted, sort.field, sort.descending) : unsorted
  return {
    ...plain,
    jql,
    ...(sort === undefined ? {} : { unsorted }),
    ...look,
    ...(sort === undefined ? {} : { sort }),
  }
}

/** A view of a file as the screen knows it. */
export const toListView = (
  { id, title, jql, sites, columns, group, sort }: ConfigView,
  origin: ViewOrigin,
  file?: string,
): ListView =>
  withLook(
    {
      id: `${origin}:${id}`,
      title,
      jql,
      origin,
      ...(file === undefined ? {} : { file }),
      ...(sites === undefined || sites.length === 0 ? {} : { sites }),
    },
    {
      ...(columns === undefined || columns.length === 0 ? {} : { columns: columns.map((field) => ({ field })) }),
      ...(group === undefined ? {} : { group }),
      ...(sort === undefined ? {} : { sort: toSort(sort) }),
    },
  )
