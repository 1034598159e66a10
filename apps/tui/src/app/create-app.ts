import type { Site } from '@mmd/auth'
import { withMacros } from '../actions/macro-keys.ts'
import { actions } from '../actions/registry.ts'
import { remapOnce } from '../actions/remap.ts'
import type { Config } from '../config/config.ts'
import { openingWords } from '../session/opening-words.ts'
import type { KeptViews } from '../session/views/all-views.ts'
import { type AppState, closeModal, initialState, pushModal } from '../state/state.ts'
import { createStore } from '../state/store.ts'
import type { App, Shell, SignInWish, SiteTask } from './app.ts'
import { createClock } from './clock.ts'
import { keepCursor } from './effects.ts'
import { createLeave, leftWords } from './leave.ts'
import { isOnScreen } from './members.ts'
import { createOpenSites } from './open-sites.ts'
import { createSiteShow } from './show-sites.ts'
import { createErrorTeller } from './tell-errors.ts'
import { createToasts } from './toasts.ts'

/** What `createApp` cannot know itself. */
export interface AppParts {
  readonly shell: Shell
  readonly size: AppState['size']
  readonly config?: Config
  /** What is kept of views. */
  readonly kept?: KeptViews
  readonly signIn: (app: App, site: Site, wish: SignInWish) => void
  readonly addSite: (app: App) => void
  readonly sites: (app: App, task: SiteTask) => void
  readonly demo: (app: App) => void
  readonly settings: (app: App) => void
  readonly quit: (exitCode: number) => void
}

/** The program with what only its start and end use. */
export interface WholeApp extends App {
  /** What is still to be done for the sites that were open, for the terminal after the screen. */
  readonly left: () => readonly string[]
  readonly closeAll: () => Promise<void>
}

/** The program without its screen: state, open sessions, and what actions ask for. */
export const createApp = (parts: AppParts): WholeApp => {
  const store = createStore(initialState(parts.size, parts.config, parts.kept))
  const toasts = createToasts(store, parts.shell.now)
  let nextModal = 1
  const sites = createOpenSites({
    openSession: parts.shell.openSession,
    shownName: () => store.get().site?.name ?? '',
    onOpen: (opened) => {
      opened.replica.subscribe(() => {
        if (isOnScreen(app, opened)) keepCursor(app)
      })
      const words = openingWords(opened.site.name, opened.opened)
      if (words !== null) toasts.show('warn', words)
    },
  })
  const errors = createErrorTeller(() => app, sites)

  const app: WholeApp = {
    store,
    shell: parts.shell,
    clock: createClock(),
    get actions() {
      const { config } = store.get()
      return withMacros(remapOnce(actions, config.keys).actions, config)
    },
    session: sites.shown,
    toast: toasts.show,
    said: toasts.said,
    ...createSiteShow({ app: () => app, sites, forgetSignIn: errors.forget }),
    open: (draft) => {
      const id = nextModal++
      store.update((state) => pushModal(state, { ...draft, id }))
      return id
    },
    close: (id) => store.update((state) => closeModal(state, id)),
    fail: errors.fail,
    // Signing in to one of several must not take the others off the screen.
    signIn: (site, wish = {}) =>
      parts.signIn(app, site, sites.togetherWith(site.name).length > 0 ? { ...wish, stays: true } : wish),
    addSite: () => parts.addSite(app),
    sites: (task) => parts.sites(app, task),
    demo: () => parts.demo(app),
    settings: () => parts.settings(app),
    quit: (exitCode = 0) => leave(exitCode),
    left: () => leftWords(sites.all()),
    closeAll: async () => {
      toasts.close()
      await Promise.all([...sites.all()].map((open) => open.close()))
    },
  }
  const leave = createLeave({ app, sessions: sites.all, leave: parts.quit })
  return app
}
