import type { App, SiteSession } from './app.ts'
import { membersOf } from './members.ts'

/** Changes that wait for a person, or for something that may take its time. */
const waiting = ({ replica }: SiteSession): number => {
  const { sender } = replica.engineState()
  const isHalted = sender !== 'idle' && sender !== 'sending'
  return replica.operations().filter(({ state }) => state === 'failed' || state === 'conflict' || isHalted).length
}

/** What the window is called: what waits, the site or sites, and the view. */
export const titleOf = (app: App): string => {
  const session = app.session()
  const { site, views, activeView } = app.store.get()
  if (session === null || site === null) return 'mmd-tui'
  const waits = waiting(session)
  const names = membersOf(session).map((member) => member.site.name)
  const view = views.find(({ id }) => id === activeView)?.title
  const parts = [names.join(' + '), ...(view === undefined ? [] : [view]), 'mmd-tui']
  return `${waits === 0 ? '' : `● ${waits} `}${parts.join(' – ')}`
}

/** Keeps the title of the window at what is on screen. Returns what ends it. */
export const followTitle = (app: App): (() => void) => {
  let shown = ''
  let watched: SiteSession | null = null
  let unwatch = (): void => {}
  const follow = (): void => {
    const title = titleOf(app)
    if (title === shown) return
    shown = title
    app.shell.setTitle(title)
  }
  const watch = (): void => {
    const session = app.session()
    if (session !== watched) {
      unwatch()
      watched = session
      unwatch = session?.replica.subscribe(follow) ?? ((): void => {})
    }
    follow()
  }
  const unsubscribe = app.store.subscribe(watch)
  watch()
  return () => {
    unsubscribe()
    unwatch()
  }
}
