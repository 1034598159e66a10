import { changeBookAlone } from '../actions/flows/views/change-book.ts'
import { defaultConfig } from '../config/config.ts'
import type { AppState } from '../state/state.ts'
import type { App } from './app.ts'

/** Pause after the last of several steps by which a pane is resized, ms. */
const pause = 400

/** What was given and taken by hand, besides what the configuration says. */
const byHand = ({ resize, config: { layout } }: AppState): AppState['resize'] => ({
  views: resize.views - (layout.views - defaultConfig.layout.views),
  preview: resize.preview - layout.preview,
})

/** Keeps how somebody has resized the panes, for the next start. */
export const keepPanes = (app: App): (() => void) => {
  let seen = app.store.get().resize
  let timer: NodeJS.Timeout | undefined
  const keep = (): void => {
    timer = undefined
    const panes = byHand(app.store.get())
    const { panes: known } = app.store.get().kept.book
    if (panes.views === known.views && panes.preview === known.preview) return
    changeBookAlone(app, (book) => ({ ...book, panes }))
  }
  const unsubscribe = app.store.subscribe(() => {
    const { resize } = app.store.get()
    if (resize === seen) return
    seen = resize
    clearTimeout(timer)
    timer = setTimeout(keep, pause)
  })
  return () => {
    unsubscribe()
    const isDue = timer !== undefined
    clearTimeout(timer)
    if (isDue) keep()
  }
}
