import type { Site } from '@mmd/auth'
import { whenUndisturbed } from '../actions/flows/perform.ts'
import { actions } from '../actions/registry.ts'
import { presentError, screenHint } from '../present-error.ts'
import { openingWords } from '../session/opening-words.ts'
import type { Modal } from '../state/modal.ts'
import { type AppState, closeModal, initialState, pushModal, type Toast } from '../state/state.ts'
import { createStore } from '../state/store.ts'
import type { App, Shell, SignInWish, SiteSession, SiteTask } from './app.ts'
import { keepCursor } from './effects.ts'
import { complete, enterSite, goOn } from './enter-site.ts'
import { viewOf } from './first-view.ts'
import { createLeave, leftWords } from './leave.ts'
import { combineSessions, isOnScreen } from './members.ts'
import { isSameConnection, isSameCopy } from './same-site.ts'

/** What `createApp` cannot know itself. */
export interface AppParts {
  readonly shell: Shell
  readonly size: AppState['size']
  readonly signIn: (app: App, site: Site, wish: SignInWish) => void
  readonly addSite: (app: App) => void
  readonly sites: (app: App, task: SiteTask) => void
  readonly demo: (app: App) => void
  readonly quit: (exitCode: number) => void
}

/** How long news stay in the footer, ms. */
const toastTime = 6000

/** The program with what only its start and end use. */
export interface WholeApp extends App {
  /** What is still to be done for the sites that were open, for the terminal after the screen. */
  readonly left: () => readonly string[]
  readonly closeAll: () => Promise<void>
}

/** The program without its screen: state, open sessions, and what actions ask for. */
export const createApp = (parts: AppParts): WholeApp => {
  const store = createStore(initialState(parts.size))
  const sessions = new Map<string, SiteSession>()
  /** Where the person was on the sites that are not on screen. */
  const left = new Map<string, Place>()
  /** Sites whose sign-in waits until the dialog that is open is closed. */
  const asking = new Set<string>()
  /** Several of the open sites as one list, while that is on screen. */
  let together: SiteSession | null = null
  let nextId = 1
  let toastTimer: NodeJS.Timeout | undefined

  const session = (): SiteSession | null => {
    const name = store.get().site?.name ?? ''
    return together?.site.name === name ? together : (sessions.get(name) ?? null)
  }

  /** The sites that are on screen together, when the one of this name is among them. */
  const togetherWith = (name: string): readonly Site[] => {
    const sites = session()?.members?.map(({ site }) => site) ?? []
    return sites.some((site) => site.name === name) ? sites : []
  }

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

  /** Closes what is open of the site: nothing of its copy is in use then. */
  const endSession = async (name: string): Promise<void> => {
    const known = sessions.get(name)
    sessions.delete(name)
    left.delete(name)
    asking.delete(name)
    if (together?.members?.some(({ site }) => site.name === name) === true) together = null
    await known?.close().catch(() => undefined)
  }

  /** The session that is open and has the copy of this site and person. */
  const openOf = (site: Site): SiteSession | undefined => {
    const known = sessions.get(site.name)
    return known !== undefined && isSameCopy(known.site, site) ? known : undefined
  }

  const openSession = (site: Site): SiteSession => {
    const known = openOf(site)
    if (known !== undefined) {
      if (!isSameConnection(known.site, site)) known.reconnect(site)
      const renewed = { ...known, site }
      sessions.set(site.name, renewed)
      if (together !== null) {
        const members = together.members?.map((member) => (member.replica === known.replica ? renewed : member)) ?? []
        together = { ...together, members }
      }
      return renewed
    }
    const opened = parts.shell.openSession(site)
    opened.replica.subscribe(() => {
      if (isOnScreen(app, opened)) keepCursor(app)
    })
    sessions.set(site.name, opened)
    const words = openingWords(site.name, opened.opened)
    if (words !== null) toast('warn', words)
    return opened
  }

  const enter = async (site: Site, viewName: string | undefined): Promise<void> => {
    // Without anything to close the first rows are there before anything is waited for.
    if (sessions.has(site.name) && openOf(site) === undefined) await endSession(site.name)
    await show(openSession(site), viewName)
  }

  const show = async (opened: SiteSession, viewName: string | undefined): Promise<void> => {
    const { site } = opened
    parts.shell.setTitle(titleOf(site))
    const place = left.get(site.name)
    if (place !== undefined && viewName === undefined) {
      store.update((state) => ({ ...state, ...place, site, zoomed: false, visited: null }))
      await opened.replica.openView(viewOf(place.views, place.activeView))
      await complete(app, opened)
    } else await enterSite(app, opened, viewName)
  }

  /** One list over the sites; one whose copy cannot be opened is named and left out. */
  const enterAll = async (sites: readonly Site[], viewName: string | undefined): Promise<void> => {
    for (const { name } of sites.filter((site) => sessions.has(site.name) && openOf(site) === undefined))
      await endSession(name)
    const members = sites.flatMap((site) => {
      try {
        return [openSession(site)]
      } catch (error) {
        app.fail(error, site)
        return []
      }
    })
    const [only] = members
    if (only === undefined) return
    if (members.length === 1) return show(only, viewName)
    const isSame =
      together?.members?.length === members.length &&
      together.members.every(({ replica }, at) => replica === members[at]?.replica)
    if (together === null || !isSame) together = combineSessions(members)
    void parts.shell.keepTogether(members.map(({ site }) => site.name)).catch(() => undefined)
    await show(together, viewName)
  }

  /** The site under its new name: its copy is moved while nothing has it open, and where one was on it stays. */
  const rename = async (from: string, to: Site, move: () => Promise<void>): Promise<void> => {
    const place = left.get(from)
    const wasOpen = sessions.has(from)
    const isShown = store.get().site?.name === from
    const others = togetherWith(from)
    await endSession(from)
    await move()
    if (place !== undefined) left.set(to.name, place)
    if (!wasOpen) return
    if (others.length > 0) return enterAll(replaced(others, from, to), undefined)
    const opened = openSession(to)
    if (!isShown) return
    parts.shell.setTitle(titleOf(to))
    store.update((state) => ({ ...state, site: to }))
    const { views, activeView } = store.get()
    await opened.replica.openView(viewOf(views, activeView))
  }

  /** Offers the sign-in over what is on screen, `why` says more than that it ended; keys that are meant for another dialog must not land in it. */
  const askToSignIn = (site: Site, what: string, why: string): void => {
    const { modals } = store.get()
    const open = sessions.get(site.name)
    const isAsked = session()?.members === undefined && modals.some(isAboutSignIn)
    if (asking.has(site.name) || isAsked || open === undefined) return
    if (modals.length > 0) toast('bad', `${what} · the sign-in comes when this dialog is closed`)
    asking.add(site.name)
    whenUndisturbed(app, open, () => {
      // Somebody may have signed in meanwhile.
      if (!asking.delete(site.name)) return
      if ((site.oauth ?? 'get-and-refresh') === 'get-and-refresh') return app.signIn(site, { why })
      const lines = [what, ...(hasUnsent(open) ? ['', unsentWords] : [])]
      const enter = { label: 'sign in', run: () => app.signIn(site) }
      app.open({ kind: 'message', title: signedOutTitle, tone: 'bad', lines, top: 0, enter })
    })
  }

  const app: WholeApp = {
    store,
    shell: parts.shell,
    actions,
    session,
    toast,
    showSite: async (site, viewName) => {
      const { site: shown } = store.get()
      if (shown !== null) left.set(shown.name, placeOf(store.get()))
      await enter(site, viewName)
    },
    showSites: async (sites, viewName) => {
      const { site: shown } = store.get()
      if (shown !== null) left.set(shown.name, placeOf(store.get()))
      await enterAll(sites, viewName)
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
      const isMember = site !== null && togetherWith(site.name).length > 0
      if (site !== null && site.name !== shown?.name && !(isMember && signedOut))
        toast('bad', `${site.name}: ${what}${hint}`)
      else if (signedOut && site !== null) askToSignIn(site, what, code === 'signed-out' ? '' : what)
      else toast('bad', `${what}${hint}`)
    },
    // Signing in to one of several must not take the others off the screen.
    signIn: (site, wish = {}) =>
      parts.signIn(app, site, togetherWith(site.name).length > 0 ? { ...wish, stays: true } : wish),
    siteRenamed: (formerly, site, move) => rename(formerly, site, move),
    siteChanged: async (site, { afresh = false } = {}) => {
      const known = sessions.get(site.name)
      const isShown = store.get().site?.name === site.name
      if (known === undefined) return
      if (isSameCopy(known.site, site)) {
        openSession(site)
        if (afresh && isSameConnection(known.site, site)) known.reconnect(site)
        if (!isShown) return
        parts.shell.setTitle(titleOf(site))
        store.update((state) => ({ ...state, site }))
      } else {
        const others = togetherWith(site.name)
        await endSession(site.name)
        if (isShown) await enter(site, undefined)
        else if (others.length > 0) await enterAll(replaced(others, site.name, site), undefined)
      }
    },
    siteRemoved: async (name) => {
      const others = togetherWith(name)
      // The others stay on screen, before anything of the one that goes is closed.
      if (others.length > 0) {
        const rest = others.filter((site) => site.name !== name)
        void enterAll(rest, undefined).catch((error: unknown) => app.fail(error))
      }
      const ending = endSession(name)
      if (store.get().site?.name === name) {
        store.update(({ size, modals, toast: news }) => ({ ...initialState(size), modals, toast: news }))
        parts.shell.setTitle('mmd-tui')
      }
      await ending
    },
    signedIn: async (site) => {
      asking.delete(site.name)
      const known = sessions.get(site.name)
      if (known === undefined) return
      const isShown = store.get().site?.name === site.name
      const others = togetherWith(site.name)
      if (!isSameCopy(known.site, site)) {
        await endSession(site.name)
        if (isShown) await enter(site, undefined)
        else if (others.length > 0) await enterAll(replaced(others, site.name, site), undefined)
        return
      }
      const opened = openSession(site)
      if (isShown) store.update((state) => ({ ...state, site }))
      void opened.wake()
      const shown = session()
      if (shown !== null && isOnScreen(app, opened)) await goOn(app, shown)
    },
    addSite: () => parts.addSite(app),
    sites: (task) => parts.sites(app, task),
    demo: () => parts.demo(app),
    quit: (exitCode = 0) => leave(exitCode),
    left: () => leftWords(sessions.values()),
    closeAll: async () => {
      clearTimeout(toastTimer)
      await Promise.all([...sessions.values()].map((open) => open.close()))
    },
  }
  const leave = createLeave({ app, sessions: () => sessions.values(), leave: parts.quit })
  return app
}

const replaced = (sites: readonly Site[], name: string, by: Site): readonly Site[] =>
  sites.map((site) => (site.name === name ? by : site))

const titleOf = (site: Site): string => `${site.name} – mmd-tui`

const signedOutTitle = 'Signed out'

/** True for a dialog that offers a sign-in already. */
const isAboutSignIn = (modal: Modal): boolean =>
  modal.kind === 'sign-in' || (modal.kind === 'message' && modal.title === signedOutTitle)

const unsentWords = 'What you changed is kept and is sent after it.'

const hasUnsent = ({ replica }: SiteSession): boolean => replica.operations().length > 0

type Place = Pick<AppState, 'views' | 'activeView' | 'lists' | 'focus'>

const placeOf = ({ views, activeView, lists, focus }: AppState): Place => ({ views, activeView, lists, focus })
