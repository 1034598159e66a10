import { isDeepStrictEqual } from 'node:util'
import type { SavedFilter } from '@mmd/jira-api'
import type { Replica } from '@mmd/replica'
import { filterViews, givenViews, inOrder } from '../session/views/all-views.ts'
import { offeredKinds } from '../session/views/offered-kinds.ts'
import { specOf } from '../session/views/spec-of.ts'
import { builtInViews, findView } from '../session/views.ts'
import { type AppState, initialState, sourcesOf } from '../state/state.ts'
import type { ListView } from '../state/view.ts'
import type { App, SiteSession } from './app.ts'
import { countViews } from './count-views.ts'
import { firstViews, isFilter, viewOf, withMore } from './first-view.ts'
import { membersOf, viewErrors } from './members.ts'

/** Sites whose favourite filters are known to be of today, by their sessions. */
const withFavourites = new WeakSet<Replica>()

const isShown = (app: App, { replica }: SiteSession): boolean => app.session()?.replica === replica

/**
 * Shows a site for the first time: what the copy has of its list at once, then what the site says of it, then the person's
 * filters, then how much is in each view.
 */
export const enterSite = async (app: App, opened: SiteSession, asked: string | undefined): Promise<void> => {
  const { store } = app
  const { site, replica } = opened
  const { name, view, views, offered } = firstViews(site, replica, asked, sourcesOf(store.get()))
  store.update((state) => ({
    ...initialState(state.size, state.config, state.kept),
    modals: state.modals,
    toast: state.toast,
    site,
    views,
    viewsPane: { top: 0, heading: null, offered },
    activeView: view?.id ?? '',
  }))
  // What an earlier run could not send goes on with the first request.
  if (replica.operations().some(({ state }) => state === 'pending')) void opened.wake().catch(() => undefined)
  if (view !== null) await replica.openView(specOf(view, store.get().config))
  // A site that does not give its list will not give the filters either: what is wrong is said at once.
  if (view !== null && isRefused(app, opened, view.id)) return
  if (view === null && name !== undefined) await openNamed(app, opened, name)
  else if (asked === undefined) await addFavourites(app, opened)
  if (!isShown(app, opened)) return
  const { activeView } = store.get()
  if (activeView !== view?.id && isRefused(app, opened, activeView)) return
  if (asked !== undefined) return
  await countViews(app, opened)
  await offerKinds(app, opened)
}

/** Says which of the sites did not give the view; true when none of them did. */
const isRefused = (app: App, opened: SiteSession, view: string): boolean => {
  const errors = viewErrors(opened, view)
  if (isShown(app, opened)) for (const { error, site } of errors) app.fail(error, site)
  return errors.length > 0 && errors.length === membersOf(opened).length
}

/** What could not be had for want of a sign-in; everything else stays as it was left. */
export const goOn = async (app: App, opened: SiteSession): Promise<void> => {
  const { replica } = opened
  const { activeView } = app.store.get()
  if (replica.view(activeView)?.phase === 'failed') await replica.refreshView(activeView)
  if (!isShown(app, opened)) return
  if (isRefused(app, opened, activeView)) return
  if (!withFavourites.has(replica)) await complete(app, opened)
}

/** What was missing of a site when one left it. */
export const complete = async (app: App, opened: SiteSession): Promise<void> => {
  if (!withFavourites.has(opened.replica)) await addFavourites(app, opened)
  await countViews(app, opened)
  await offerKinds(app, opened)
}

/** Shows that the site has boards or queues. What its products are is asked once a day, after everything that is on screen. */
const offerKinds = async (app: App, opened: SiteSession): Promise<void> => {
  if (opened.members !== undefined) return
  const { replica } = opened
  // A site that does not tell is shown as before.
  await opened.catalogue('capabilities').catch(() => undefined)
  if (!isShown(app, opened)) return
  const offered = offeredKinds((name) => replica.catalogue(name))
  app.store.update((state) =>
    isDeepStrictEqual(state.viewsPane.offered, offered)
      ? state
      : { ...state, viewsPane: { ...state.viewsPane, offered } },
  )
}

/** The person's favourite filters become views: one request a day. */
const addFavourites = async (app: App, opened: SiteSession): Promise<readonly SavedFilter[]> => {
  try {
    const answer = await opened.catalogue('favourite-filters')
    const favourites = Array.isArray(answer) ? answer.filter(isFilter) : []
    if (!isShown(app, opened)) return []
    withFavourites.add(opened.replica)
    app.store.update((state) => ({ ...state, views: withFilters(state, favourites) }))
    return favourites
  } catch (error) {
    app.fail(error, opened.site)
    return []
  }
}

/** The views with these filters in the place of those of yesterday; the one on screen stays. */
const withFilters = (state: AppState, favourites: readonly SavedFilter[]): readonly ListView[] => {
  const sources = sourcesOf(state)
  const { hidden, order } = sources.book
  const fresh = filterViews(sources, favourites).filter(({ id }) => !hidden.includes(id))
  const others = state.views.filter(({ id }) => !id.startsWith('filter:') || id === state.activeView)
  const known = fresh.filter(({ id }) => !others.some((view) => view.id === id))
  return inOrder([...others, ...known], order)
}

/** Opens the view of this name that is not built in; where there is none, the first view. */
const openNamed = async (app: App, opened: SiteSession, viewName: string): Promise<void> => {
  const favourites = await addFavourites(app, opened)
  if (!isShown(app, opened)) return
  const named = findView(viewName, favourites, givenViews(sourcesOf(app.store.get())))
  const view = named ?? viewOf(builtInViews, '')
  if (named === undefined && withFavourites.has(opened.replica))
    app.toast('warn', `There is no view called ${viewName}`)
  app.store.update((state) => ({
    ...state,
    views: inOrder(withMore(state.views, [view]), state.kept.book.order),
    activeView: view.id,
  }))
  await opened.replica.openView(specOf(view, app.store.get().config))
}
