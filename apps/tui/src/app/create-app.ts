import type { Site } from '@mmd/auth'
import type { SavedFilter } from '@mmd/jira-api'
import type { Replica, ViewSpec } from '@mmd/replica'
import { actions } from '../actions/registry.ts'
import { presentError, screenHint } from '../present-error.ts'
import { builtInViews, findView, toFilterView } from '../session/views.ts'
import { type AppState, closeModal, initialState, pushModal, type Toast } from '../state/state.ts'
import { createStore } from '../state/store.ts'
import type { App, Shell, SiteSession } from './app.ts'
import { keepCursor } from './effects.ts'
import { createLeave } from './leave.ts'

/** What `createApp` cannot know itself. */
export interface AppParts {
  readonly shell: Shell
  readonly size: AppState['size']
  readonly signIn: (app: App, site: Site) => void
  readonly addSite: (app: App) => void
  readonly demo: (app: App) => void
  readonly quit: (exitCode: number) => void
}

/** How long news stay in the footer, ms. */
const toastTime = 6000

/** The program without its screen: state, open sessions, and what actions ask for. */
export const createApp = (parts: AppParts): App & { readonly closeAll: () => Promise<void> } => {
  const store = createStore(initialState(parts.size))
  const sessions = new Map<string, SiteSession>()
  /** Where the person was on the sites that are not on screen. */
  const left = new Map<string, Place>()
  let nextId = 1
  let toastTimer: NodeJS.Timeout | undefined

  const session = (): SiteSession | null => sessions.get(store.get().site?.name ?? '') ?? null

  const toast = (tone: Toast['tone'], text: string): void => {
    const id = nextId++
    clearTimeout(toastTimer)
    store.update((state) => ({ ...state, toast: { id, tone, text } }))
    toastTimer = setTimeout(
      () => store.update((state) => (state.toast?.id === id ? { ...state, toast: null } : state)),
      toastTime,
    )
    toastTimer.unref()
  }

  const openSession = (site: Site): SiteSession => {
    const known = sessions.get(site.name)
    if (known !== undefined && isSameSession(known.site, site)) {
      const renewed = { ...known, site }
      sessions.set(site.name, renewed)
      return renewed
    }
    void known?.close().catch(() => undefined)
    left.delete(site.name)
    const opened = parts.shell.openSession(site)
    opened.replica.subscribe(() => {
      if (session()?.replica === opened.replica) keepCursor(app)
    })
    sessions.set(site.name, opened)
    return opened
  }

  const app: App & { readonly closeAll: () => Promise<void> } = {
    store,
    shell: parts.shell,
    actions,
    session,
    toast,
    showSite: async (site, viewName) => {
      const { site: shown } = store.get()
      if (shown !== null) left.set(shown.name, placeOf(store.get()))
      const opened = openSession(site)
      parts.shell.setTitle(`${site.name} – mmd-tui`)
      const place = left.get(site.name)
      if (place !== undefined && viewName === undefined) {
        store.update((state) => ({ ...state, ...place, site, zoomed: false }))
        await opened.replica.openView(viewOf(place.views, place.activeView))
        await complete(app, opened)
        return
      }
      await enterSite(app, opened, viewName)
    },
    open: (draft) => {
      const id = nextId++
      store.update((state) => pushModal(state, { ...draft, id }))
      return id
    },
    close: (id) => store.update((state) => closeModal(state, id)),
    fail: (error, of) => {
      const { site: shown } = store.get()
      const site = of ?? shown
      const { what, hint: advice, code } = presentError(error, { site: site?.name })
      const hint = screenHint(advice)
      const signedOut = code === 'signed-out' || code === 'sign-in-needed'
      if (site !== null && site.name !== shown?.name) toast('bad', `${site.name}: ${what}${hint}`)
      else if (
        signedOut &&
        site !== null &&
        !store.get().modals.some(({ kind }) => kind === 'message' || kind === 'sign-in')
      ) {
        app.open({
          kind: 'message',
          title: 'Signed out',
          tone: 'bad',
          lines: [what, ...(hasUnsent(session()) ? ['', 'What you changed is kept and is sent after it.'] : [])],
          top: 0,
          enter: { label: 'sign in', run: () => app.signIn(site) },
        })
      } else toast('bad', `${what}${hint}`)
    },
    signIn: (site) => parts.signIn(app, site),
    addSite: () => parts.addSite(app),
    demo: () => parts.demo(app),
    quit: (exitCode = 0, ask = true) => leave(exitCode, ask),
    closeAll: async () => {
      clearTimeout(toastTimer)
      await Promise.all([...sessions.values()].map((open) => open.close()))
    },
  }
  const leave = createLeave({ app, sessions: () => sessions.values(), leave: parts.quit })
  return app
}

const hasUnsent = (open: SiteSession | null): boolean => (open?.replica.operations().length ?? 0) > 0

/** Another person, address or method needs another client: the one that runs keeps the credential that it has. */
const isSameSession = (one: Site, other: Site): boolean =>
  one.baseUrl === other.baseUrl &&
  one.method === other.method &&
  (one.user === undefined || other.user === undefined || one.user.id === other.user.id)

type Place = Pick<AppState, 'views' | 'activeView' | 'lists' | 'focus'>

const placeOf = ({ views, activeView, lists, focus }: AppState): Place => ({ views, activeView, lists, focus })

const viewOf = (views: readonly ViewSpec[], id: string): ViewSpec => {
  const view = views.find((one) => one.id === id) ?? builtInViews[0]
  if (view === undefined) throw new TypeError('there are no views')
  return view
}

/** Sites whose favourite filters are known, by their sessions. */
const withFavourites = new WeakSet<Replica>()

const isShown = (app: App, { replica }: SiteSession): boolean => app.session()?.replica === replica

/** Shows a site for the first time: its list at once, then the person's filters, then how much is in each view. */
const enterSite = async (app: App, opened: SiteSession, viewName: string | undefined): Promise<void> => {
  const { store } = app
  const { site, replica } = opened
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
  else if (viewName === undefined) await addFavourites(app, opened)
  if (!isShown(app, opened)) return
  const error = replica.view(store.get().activeView)?.error ?? null
  if (error !== null) app.fail(error, site)
  else if (viewName === undefined) await countViews(app, opened)
}

/** What was missing of a site when one left it. */
const complete = async (app: App, opened: SiteSession): Promise<void> => {
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
