import type { Site } from '@mmd/auth'
import { specOf } from '../session/views/spec-of.ts'
import { type AppState, initialState } from '../state/state.ts'
import type { App, SiteSession } from './app.ts'
import { complete, enterSite, goOn } from './enter-site.ts'
import { viewOf } from './first-view.ts'
import { isOnScreen } from './members.ts'
import type { OpenSites } from './open-sites.ts'
import { isSameConnection, isSameCopy } from './same-site.ts'

/** Which site, or sites, are on screen, and what happens there when one of them is changed. */
export type SiteShow = Pick<App, 'showSite' | 'showSites' | 'siteRenamed' | 'siteChanged' | 'siteRemoved' | 'signedIn'>

export interface SiteShowOptions {
  readonly app: () => App
  readonly sites: OpenSites
  /** The sign-in of this site is not wanted any more. */
  readonly forgetSignIn: (name: string) => void
}

export const createSiteShow = ({ app: appOf, sites, forgetSignIn }: SiteShowOptions): SiteShow => {
  /** Where the person was on the sites that are not on screen. */
  const left = new Map<string, Place>()

  /** Nothing is known of the site any more, and nothing of its copy in use. */
  const end = (name: string): Promise<void> => {
    left.delete(name)
    forgetSignIn(name)
    return sites.end(name)
  }

  /** True when what is open under the name is the copy of another address or person. */
  const isOther = (site: Site): boolean => sites.get(site.name) !== undefined && sites.openOf(site) === undefined

  const enter = async (site: Site, viewName: string | undefined): Promise<void> => {
    // Without anything to close the first rows are there before anything is waited for.
    if (isOther(site)) await end(site.name)
    await show(sites.open(site), viewName)
  }

  const show = async (opened: SiteSession, viewName: string | undefined): Promise<void> => {
    const app = appOf()
    const { site } = opened
    const place = left.get(site.name)
    if (place !== undefined && viewName === undefined) {
      app.store.update((state) => ({ ...state, ...place, site, zoomed: false, visited: null }))
      await opened.replica.openView(specOf(viewOf(place.views, place.activeView), app.store.get().config))
      await complete(app, opened)
    } else await enterSite(app, opened, viewName)
  }

  /** One list over the sites; one whose copy cannot be opened is named and left out. */
  const enterAll = async (wanted: readonly Site[], viewName: string | undefined): Promise<void> => {
    const app = appOf()
    for (const { name } of wanted.filter(isOther)) await end(name)
    const members = wanted.flatMap((site) => {
      try {
        return [sites.open(site)]
      } catch (error) {
        app.fail(error, site)
        return []
      }
    })
    const [only] = members
    if (only === undefined) return
    if (members.length === 1) return show(only, viewName)
    const together = sites.combine(members)
    const names = members.map(({ site }) => site.name)
    void app.shell.keepNames('together', names).catch(() => undefined)
    await show(together, viewName)
  }

  /** Another copy is opened in the place of the one that was, where that is on screen. */
  const replace = async (site: Site): Promise<void> => {
    const isShown = appOf().store.get().site?.name === site.name
    const others = sites.togetherWith(site.name)
    await end(site.name)
    if (isShown) await enter(site, undefined)
    else if (others.length > 0) await enterAll(replaced(others, site.name, site), undefined)
  }

  const leavePlace = (): void => {
    const state = appOf().store.get()
    if (state.site !== null) left.set(state.site.name, placeOf(state))
  }

  return {
    showSite: (site, viewName) => {
      leavePlace()
      return enter(site, viewName)
    },
    showSites: (wanted, viewName) => {
      leavePlace()
      return enterAll(wanted, viewName)
    },
    // Its copy is moved while nothing has it open, and where one was on it stays.
    siteRenamed: async (from, to, move) => {
      const { store } = appOf()
      const place = left.get(from)
      const wasOpen = sites.get(from) !== undefined
      const isShown = store.get().site?.name === from
      const others = sites.togetherWith(from)
      await end(from)
      await move()
      if (place !== undefined) left.set(to.name, place)
      if (!wasOpen) return
      if (others.length > 0) return enterAll(replaced(others, from, to), undefined)
      const opened = sites.open(to)
      if (!isShown) return
      store.update((state) => ({ ...state, site: to }))
      const { views, activeView, config } = store.get()
      await opened.replica.openView(specOf(viewOf(views, activeView), config))
    },
    siteChanged: async (site, { afresh = false } = {}) => {
      const { store } = appOf()
      const known = sites.get(site.name)
      if (known === undefined) return
      if (!isSameCopy(known.site, site)) return replace(site)
      sites.open(site)
      if (afresh && isSameConnection(known.site, site)) known.reconnect(site)
      if (store.get().site?.name !== site.name) return
      store.update((state) => ({ ...state, site }))
    },
    siteRemoved: async (name) => {
      const app = appOf()
      const others = sites.togetherWith(name)
      // The others stay on screen, before anything of the one that goes is closed.
      if (others.length > 0) {
        const rest = others.filter((site) => site.name !== name)
        void enterAll(rest, undefined).catch((error: unknown) => app.fail(error))
      }
      const ending = end(name)
      if (app.store.get().site?.name === name) {
        app.store.update(({ size, config, kept, modals, toast: news }) => ({
          ...initialState(size, config, kept),
          modals,
          toast: news,
        }))
      }
      await ending
    },
    signedIn: async (site) => {
      const app = appOf()
      forgetSignIn(site.name)
      const known = sites.get(site.name)
      if (known === undefined) return
      if (!isSameCopy(known.site, site)) return replace(site)
      const isShown = app.store.get().site?.name === site.name
      const opened = sites.open(site)
      if (isShown) app.store.update((state) => ({ ...state, site }))
      void opened.wake().catch(() => undefined)
      const shown = sites.shown()
      if (shown !== null && isOnScreen(app, opened)) await goOn(app, shown)
    },
  }
}

const replaced = (sites: readonly Site[], name: string, by: Site): readonly Site[] =>
  sites.map((site) => (site.name === name ? by : site))

type Place = Pick<AppState, 'views' | 'viewsPane' | 'activeView' | 'lists' | 'focus'>

const placeOf = ({ views, viewsPane, activeView, lists, focus }: AppState): Place => ({
  views,
  viewsPane,
  activeView,
  lists,
  focus,
})
