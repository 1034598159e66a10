import type { ConfigView } from '../../config/config.ts'
import type { ChosenLook, ListView, SortChoice, ViewLook, ViewOrigin } from '../../state/view.ts'
import { orderedBy } from './order-jql.ts'

/** `-updated` is the newest first. */
export const toSort = (text: string): SortChoice => {
  const descending = text.startsWith('-')
  return { field: (descending ? text.slice(1) : text).trim(), descending, by: 'site' }
}

/** What was chosen, else what there is. */
const chosenOr = <T>(chosen: T | null | undefined, own: T | undefined): T | undefined =>
  chosen === undefined ? own : (chosen ?? undefined)

/** A view as it looks by a choice: its query says the order that the site is asked for. */
export const withLook = (view: ListView, look: ChosenLook): ListView => {
  const { columns: ownColumns, sort: ownSort, group: ownGroup, unsorted = view.jql, ...plain } = view
  const columns = chosenOr(look.columns, ownColumns)
  const sort = chosenOr(look.sort, ownSort)
  const group = chosenOr(look.group, ownGroup)
  return {
    ...plain,
    jql: sort?.by === 'site' ? orderedBy(unsorted, sort.field, sort.descending) : unsorted,
    ...(columns === undefined ? {} : { columns }),
    ...(sort === undefined ? {} : { sort, unsorted }),
    ...(group === undefined ? {} : { group }),
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What of a look is to be kept of a view that looks like `own` by itself. */
export const chosenOf = (look: ViewLook, own: ViewLook): ChosenLook => ({
  ...(isSame(look.columns, own.columns) ? {} : { columns: look.columns ?? null }),
  ...(isSame(look.sort, own.sort) ? {} : { sort: look.sort ?? null }),
  ...(isSame(look.group, own.group) ? {} : { group: look.group ?? null }),
})

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
