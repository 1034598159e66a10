import { createRhythm, type SiteErrorData } from '@mmd/replica'
import type { App } from './app.ts'

/** How often one looks for what other processes have changed in the copy, ms. */
const pollPause = 1000

/** Keeps the lists fresh while somebody looks, and shows what other processes do to the copy. */
export interface Freshness {
  /** The terminal's window is looked at, or not any more. */
  readonly focus: (isFocused: boolean) => void
  /** Somebody pressed a key. */
  readonly key: () => void
  readonly close: () => void
}

/** A view of one of the sites: views of two may have the same id. */
interface Watched {
  readonly site: string
  readonly view: string
}

const nameOf = ({ site, view }: Watched): string => JSON.stringify([site, view])

const setTimer = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

export const keepFresh = (app: App): Freshness => {
  const watched = new Map<string, Watched>()
  let shown = ''

  /** What goes wrong stands in the view itself: nobody has asked for this, so nobody is told. */
  const refresh = async (name: string): Promise<Pick<SiteErrorData, 'details'> | null> => {
    const { site, view } = watched.get(name) ?? {}
    const session = app.session()
    if (view === undefined || session === null || session.site.name !== site) return null
    await session.replica.refreshView(view, { background: true }).catch(() => undefined)
    return session.replica.view(view)?.error ?? null
  }
  const rhythm = createRhythm({ refresh, now: app.shell.now, setTimer })
  const follow = (): void => {
    const { site, activeView } = app.store.get()
    if (site === null || activeView === '') return
    const here = { site: site.name, view: activeView }
    const name = nameOf(here)
    if (name === shown) return
    shown = name
    watched.set(name, here)
    rhythm.show(name)
  }
  const unsubscribe = app.store.subscribe(follow)
  const polling = setInterval(() => app.session()?.replica.poll(), pollPause)
  polling.unref()
  return {
    focus: (isFocused) => {
      app.clock.look(isFocused)
      if (isFocused) rhythm.focus()
      else rhythm.blur()
    },
    key: () => {
      // Terminals that tell of keys although they do not tell of the focus again.
      app.clock.look(true)
      rhythm.key()
    },
    close: () => {
      unsubscribe()
      clearInterval(polling)
      rhythm.close()
    },
  }
}
