import type { Site } from '@mmd/auth'
import type { SavedFilter } from '@mmd/jira-api'
import type { Replica, ViewSpec } from '@mmd/replica'
import { builtInViews, findView, toFilterView } from '../session/views.ts'

/** The view with this id, else the first one there is. */
export const viewOf = (views: readonly ViewSpec[], id: string): ViewSpec => {
  const view = views.find((one) => one.id === id) ?? builtInViews[0]
  if (view === undefined) throw new TypeError('there are no views')
  return view
}

/** True for a filter as the copy keeps it. */
export const isFilter = (value: unknown): value is SavedFilter =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'jql' in value

/** The views with those of `more` that are not among them. */
export const withMore = (views: readonly ViewSpec[], more: readonly ViewSpec[]): readonly ViewSpec[] => [
  ...views,
  ...more.filter(({ id }) => !views.some((view) => view.id === id)),
]

/** What a site begins with. */
export interface FirstViews {
  /** The view that is asked for, or the site's default one, by its name. */
  readonly name: string | undefined
  /** It, else the one that was opened last, or the first; null where nothing of that name is known. */
  readonly view: ViewSpec | null
  readonly views: readonly ViewSpec[]
}

/** What the copy knows of the views of a site, with the favourite filters of whatever day. */
export const firstViews = (
  site: Pick<Site, 'defaultView'>,
  replica: Pick<Replica, 'catalogue' | 'views'>,
  asked: string | undefined,
): FirstViews => {
  const known = replica.catalogue('favourite-filters')
  const favourites = Array.isArray(known) ? known.filter(isFilter) : []
  const name = asked ?? site.defaultView
  const named = name === undefined ? undefined : findView(name, favourites)
  const [last] = replica.views()
  const view = (name === undefined ? (last ?? builtInViews[0]) : named) ?? null
  const views = withMore(builtInViews, favourites.map(toFilterView))
  return { name, view, views: view === null ? views : withMore(views, [view]) }
}
