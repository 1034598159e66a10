import type { Site } from '@mmd/auth'
import type { ViewSpec } from '@mmd/replica'
import { actions } from '../actions/registry.ts'
import { presentError } from '../present-error.ts'
import { builtInViews, findView, toFilterView } from '../session/views.ts'
import { type AppState, closeModal, initialState, pushModal, type Toast } from '../state/state.ts'
import { createStore } from '../state/store.ts'
import type { App, Shell, SiteSession } from './app.ts'
import { keepCursor } from './effects.ts'

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
    if (known !== undefined && known.site.baseUrl === site.baseUrl && known.site.method === site.method) {
      const renewed = { ...known, site }
      sessions.set(site.name, renewed)
      return renewed
    }
    void known?.close()
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
      const opened = openSession(site)
      const { site: shown } = store.get()
      parts.shell.setTitle(`${site.name} – mmd-tui`)
      if (shown !== null) left.set(shown.name, placeOf(store.get()))
      const place = left.get(site.name)
      if (place !== undefined && viewName === undefined) {
        store.update((state) => ({ ...state, ...place, site, zoomed: false }))
        await opened.replica.openView(viewOf(place.views, place.activeView))
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
      const { what, hint, code } = presentError(error, { site: site?.name })
      const signedOut = code === 'signed-out' || code === 'sign-in-needed'
      if (site !== null && site.name !== shown?.name) toast('bad', `${site.name}: ${what} · ${hint}`)
      else if (
        signedOut &&
        site !== null &&
        !store.get().modals.some(({ kind }) => kind === 'message' || kind === 'sign-in')
      ) {
        app.open({
          kind: 'message',
          title: 'Signed out',
          tone: 'bad',
          lines: [what, '', 'What you changed is kept.'],
          top: 0,
          enter: { label: 'sign in', run: () => app.signIn(site) },
        })
      } else toast('bad', `${what} · ${hint}`)
    },
    signIn: (site) => parts.signIn(app, site),
    addSite: () => parts.addSite(app),
    demo: () => parts.demo(app),
    quit: (exitCode = 0) => parts.quit(exitCode),
    closeAll: async () => {
      clearTimeout(toastTimer)
      await Promise.all([...sessions.values()].map((open) => open.close()))
    },
  }
  return app
}

type Place = Pick<AppState, 'views' | 'activeView' | 'lists' | 'focus'>

const placeOf = ({ views, activeView, lists, focus }: AppState): Place => ({ views, activeView, lists, focus })

const viewOf = (views: readonly ViewSpec[], id: string): ViewSpec => {
  const view = views.find((one) => one.id === id) ?? builtInViews[0]
  if (view === undefined) throw new TypeError('there are no views')
  return view
}

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
  if (view === null || viewName === undefined) await addFavourites(app, opened, viewName)
  const error = replica.view(store.get().activeView)?.error ?? null
  if (error !== null && store.get().site?.name === site.name) app.fail(error)
  if (viewName === undefined && error === null) await countViews(app, opened)
}

const appendViews = (app: App, site: string, views: readonly ViewSpec[]): void =>
  app.store.update((state) => {
    if (state.site?.name !== site) return state
    const fresh = views.filter(({ id }) => !state.views.some((view) => view.id === id))
    return { ...state, views: [...state.views, ...fresh] }
  })

/** The person's favourite filters become views: one request. A view that was named and is not built in is looked for here. */
const addFavourites = async (app: App, { site, client, replica }: SiteSession, viewName?: string): Promise<void> => {
  try {
    const favourites = await client.favouriteFilters()
    appendViews(app, site.name, favourites.map(toFilterView))
    if (viewName === undefined) return
    const view = findView(viewName, favourites) ?? builtInViews[0]
    if (view === undefined) return
    if (findView(viewName, favourites) === undefined) app.toast('warn', `There is no view called ${viewName}`)
    app.store.update((state) => ({ ...state, activeView: view.id }))
    await replica.openView(view)
  } catch (error) {
    app.fail(error)
  }
}

/** How many issues each other view has: one request without rows for each, one after the other. */
const countViews = async (app: App, { site, replica }: SiteSession): Promise<void> => {
  for (const view of app.store.get().views) {
    if (app.store.get().site?.name !== site.name) return
    await replica.countView(view)
  }
}
