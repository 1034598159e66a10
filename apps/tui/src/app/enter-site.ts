import type { SavedFilter } from '@mmd/jira-api'
import type { Replica, ViewSpec } from '@mmd/replica'
import { builtInViews, findView, toFilterView } from '../session/views.ts'
import { initialState } from '../state/state.ts'
import type { App, SiteSession } from './app.ts'

/** The view with this id, else the first one there is. */
export const viewOf = (views: readonly ViewSpec[], id: string): ViewSpec => {
  const view = views.find((one) => one.id === id) ?? builtInViews[0]
  if (view === undefined) throw new TypeError('there are no views')
  return view
}

/** Sites whose favourite filters are known, by their sessions. */
const withFavourites = new WeakSet<Replica>()

const isShown = (app: App, { replica }: SiteSession): boolean => app.session()?.replica === replica

/** Shows a site for the first time: its list at once, then the person's filters, then how much is in each view. */
export const enterSite = async (app: App, opened: SiteSession, asked: string | undefined): Promise<void> => {
  const { store } = app
  const { site, replica } = opened
  const viewName = asked ?? site.defaultView
  const view = (viewName === undefined ? builtInViews[0] : findView(viewName)) ?? null
  store.update((state) => ({
    ...initialState(state.size),
    modals: state.modals,
    drafts: state.drafts,
    toast: state.toast,
    site,
    views: builtInViews,
    activeView: view?.id ?? '',
  }))
  if (view !== null) await replica.openView(view)
  // A site that does not give its list will not give the filters either: what is wrong is said at once.
  const refusal = view === null ? null : (replica.view(view.id)?.error ?? null)
  if (refusal !== null) {
    if (isShown(app, opened)) app.fail(refusal, site)
    return
  }
  if (view === null && viewName !== undefined) await openNamed(app, opened, viewName)
  else if (asked === undefined) await addFavourites(app, opened)
  if (!isShown(app, opened)) return
  const error = replica.view(store.get().activeView)?.error ?? null
  if (error !== null) app.fail(error, site)
  else if (asked === undefined) await countViews(app, opened)
}

/** What could not be had for want of a sign-in; everything else stays as it was left. */
export const goOn = async (app: App, opened: SiteSession): Promise<void> => {
  const { replica } = opened
  const { activeView } = app.store.get()
  if (replica.view(activeView)?.phase === 'failed') await replica.refreshView(activeView)
  if (!isShown(app, opened)) return
  const error = replica.view(activeView)?.error ?? null
  if (error !== null) app.fail(error, opened.site)
  else if (!withFavourites.has(replica)) await complete(app, opened)
}

/** What was missing of a site when one left it. */
export const complete = async (app: App, opened: SiteSession): Promise<void> => {
  if (!withFavourites.has(opened.replica)) await addFavourites(app, opened)
  await countViews(app, opened)
}

/** The person's favourite filters become views: one request. */
const addFavourites = async (app: App, opened: SiteSession): Promise<readonly SavedFilter[]> => {
  try {
    const favourites = await opened.client.favouriteFilters()
    if (!isShown(app, opened)) return []
    withFavourites.add(opened.replica)
    app.store.update((state) => {
      const fresh = favourites.map(toFilterView).filter(({ id }) => !state.views.some((view) => view.id === id))
      return { ...state, views: [...state.views, ...fresh] }
    })
    return favourites
  } catch (error) {
    app.fail(error, opened.site)
    return []
  }
}

/** Opens the view of this name that is not built in; where there is none, the first view. */
const openNamed = async (app: App, opened: SiteSession, viewName: string): Promise<void> => {
  const favourites = await addFavourites(app, opened)
  if (!isShown(app, opened)) return
  const named = findView(viewName, favourites)
  const view = named ?? viewOf(builtInViews, '')
  if (named === undefined && withFavourites.has(opened.replica))
    app.toast('warn', `There is no view called ${viewName}`)
  app.store.update((state) => ({ ...state, activeView: view.id }))
  await opened.replica.openView(view)
}

/** How many issues each other view has: one request without rows for each, one after the other. */
const countViews = async (app: App, opened: SiteSession): Promise<void> => {
  for (const view of app.store.get().views) {
    if (!isShown(app, opened)) return
    await opened.replica.countView(view)
  }
}
