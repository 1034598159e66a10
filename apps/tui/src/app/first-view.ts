import type { Site } from '@mmd/auth'
import type { SavedFilter } from '@mmd/jira-api'
import type { Replica } from '@mmd/replica'
import { separator } from '../session/site-names.ts'
import { allViews, filterViews, givenViews, noSources, type ViewSources } from '../session/views/all-views.ts'
import { type OfferedKind, offeredKinds } from '../session/views/offered-kinds.ts'
import { builtInViews, findView } from '../session/views.ts'
import type { ListView } from '../state/view.ts'

/** The view with this id, else the first one there is. */
export const viewOf = (views: readonly ListView[], id: string): ListView => {
  const view = views.find((one) => one.id === id) ?? builtInViews[0]
  if (view === undefined) throw new TypeError('there are no views')
  return view
}

/** True for a filter as the copy keeps it. */
export const isFilter = (value: unknown): value is SavedFilter =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'jql' in value

/** The views with those of `more` that are not among them. */
export const withMore = (views: readonly ListView[], more: readonly ListView[]): readonly ListView[] => [
  ...views,
  ...more.filter(({ id }) => !views.some((view) => view.id === id)),
]

/** What a site begins with. */
export interface FirstViews {
  /** The view that is asked for, or the site's default one, by its name. */
  readonly name: string | undefined
  /** It, else the one that was opened last, or the first; null where nothing of that name is known. */
  readonly view: ListView | null
  readonly views: readonly ListView[]
  /** Kinds of views that it has besides; of several sites none are offered. */
  readonly offered: readonly OfferedKind[]
}

/** True for a view of whatever is on screen, and for a list over just these sites: `name` has them as the screen does. */
const isOver = ({ sites }: ListView, name: string): boolean =>
  sites === undefined || sites.toSorted().join() === name.split(separator).toSorted().join()

/** What the copy knows of the views of a site, with the favourite filters of whatever day. */
export const firstViews = (
  site: Pick<Site, 'name' | 'defaultView'>,
  replica: Pick<Replica, 'catalogue' | 'views'>,
  asked: string | undefined,
  sources: ViewSources = noSources,
): FirstViews => {
  const kept = replica.catalogue('favourite-filters')
  const favourites = Array.isArray(kept) ? kept.filter(isFilter) : []
  const name = asked ?? site.defaultView
  const views = allViews(sources, favourites)
  const known = [...givenViews(sources), ...filterViews(sources, favourites)]
  const named = name === undefined ? undefined : findView(name, [], known)
  // As it is to look now: the copy knows only how it was asked for.
  const latest = replica
    .views()
    .map((last): ListView => known.find(({ id }) => id === last.id) ?? last)
    .find((last) => isOver(last, site.name))
  const view = (name === undefined ? (latest ?? views[0] ?? builtInViews[0]) : named) ?? null
  const offered = site.name.includes(separator) ? [] : offeredKinds(replica.catalogue)
  return { name, view, views: view === null ? views : withMore(views, [view]), offered }
}

/** True for a view whose rows stand otherwise than the site has them: all of them must be read for that. */
export const isArranged = ({ sort, group, board }: ListView): boolean =>
  sort?.by === 'here' || group !== undefined || board?.part === 'board'
