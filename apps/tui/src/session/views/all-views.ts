import type { SavedFilter } from '@mmd/jira-api'
import type { ConfigView } from '../../config/config.ts'
import type { ListView, ViewOrigin } from '../../state/view.ts'
import { builtInViews, toFilterView } from '../views.ts'
import { toListView, withLook } from './to-list-view.ts'
import { emptyBook, type ViewBook } from './view-book.ts'

/** Where views come from besides the program and the site. */
export interface ViewSources {
  readonly book: ViewBook
  /** Of `config.yaml`. */
  readonly config: readonly ConfigView[]
  /** Of files that stand in the folder in which the program was started, or above it. */
  readonly folder: readonly ListView[]
}

/** What of it is not in the configuration. */
export type KeptViews = Omit<ViewSources, 'config'>

export const noSources: ViewSources = { book: emptyBook, config: [], folder: [] }

const ranks: Readonly<Record<ViewOrigin, number>> = { 'built-in': 0, own: 1, config: 1, folder: 2, filter: 3 }

const rankOf = ({ origin, board, isQueue }: ListView): number => {
  if (origin === undefined) return 4
  // One's own ones of a kind stand together, under a heading.
  const behind = origin !== 'own' ? 0 : board !== undefined ? 0.2 : isQueue === true ? 0.1 : 0
  return ranks[origin] + behind
}

/** Views in the order of the pane: by where they come from, and there as somebody has put them. */
export const inOrder = (views: readonly ListView[], order: readonly string[]): readonly ListView[] => {
  const places = new Map(order.map((id, at) => [id, at]))
  const placeOf = ({ id }: ListView): number => places.get(id) ?? order.length
  return views.toSorted((a, b) => rankOf(a) - rankOf(b) || placeOf(a) - placeOf(b))
}

/** The views that are there without the site having been asked for any, each as it is to look; also hidden ones. */
export const givenViews = ({ book, config, folder }: ViewSources): readonly ListView[] =>
  [
    ...builtInViews.map((view): ListView => ({ ...view, origin: 'built-in' })),
    ...book.own.map((view): ListView => ({ ...view, origin: 'own' })),
    ...config.map((view) => toListView(view, 'config')),
    ...folder,
  ].map((view) => looking(view, book))

/** A view by what somebody has chosen for it. */
const looking = (view: ListView, { looks }: ViewBook): ListView => {
  const look = Object.hasOwn(looks, view.id) ? looks[view.id] : undefined
  return look === undefined ? view : withLook(view, look)
}

/** Favourite filters as views. */
export const filterViews = ({ book }: ViewSources, favourites: readonly SavedFilter[]): readonly ListView[] =>
  favourites.map((filter) => looking({ ...toFilterView(filter), origin: 'filter' }, book))

/** All views of a site, in their order, without those that are hidden. */
export const allViews = (sources: ViewSources, favourites: readonly SavedFilter[]): readonly ListView[] => {
  const { hidden, order } = sources.book
  const views = [...givenViews(sources), ...filterViews(sources, favourites)]
  return inOrder(
    views.filter(({ id }) => !hidden.includes(id)),
    order,
  )
}
