import type { App } from '../../app/app.ts'
import { presentError } from '../../present-error.ts'
import { confirmHurried } from '../../screens/modals/picker.ts'
import type { PickerItem } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { type PickOptions, pick } from './pick.ts'

/** What the site finds for what is typed. */
export type Search = (text: string, signal: AbortSignal) => Promise<readonly PickerItem[]>

interface RemotePickOptions extends Omit<PickOptions, 'items' | 'onQuery'> {
  readonly search: Search
  /** What is there before the site has answered. */
  readonly items?: readonly PickerItem[]
}

/** Opens a picker whose items the site finds as one types, at first for no words at all. */
export const pickRemote = (app: App, { search, items = [], ...options }: RemotePickOptions): void => {
  const remote = remoteItems(app, search)
  remote.query('', pick(app, { ...options, items, onQuery: remote.query }))
}

interface RemoteItems {
  readonly query: (text: string, modal: number) => void
}

/** Pause after the last letter before the site is asked, ms. */
const typingPause = 150

/** Fills a picker with what the site finds: the newest question wins, older ones are cancelled. */
const remoteItems = (app: App, search: Search): RemoteItems => {
  let running: AbortController | undefined
  let timer: NodeJS.Timeout | undefined
  let watched: number | undefined
  const stop = (): void => {
    clearTimeout(timer)
    running?.abort()
  }
  /** What nobody waits for any more is not asked. */
  const stopWhenClosed = (modal: number): void => {
    if (watched === modal) return
    watched = modal
    const unsubscribe = app.store.subscribe(() => {
      if (app.store.get().modals.some(({ id }) => id === modal)) return
      unsubscribe()
      stop()
    })
  }
  const run = async (text: string, modal: number): Promise<void> => {
    const abort = new AbortController()
    running = abort
    try {
      const items = await search(text, abort.signal)
      if (abort.signal.aborted) return
      app.store.update((state) =>
        changeModal(state, modal, 'picker', (picker) => ({ ...picker, items, cursor: 0, phase: 'ready', error: null })),
      )
      confirmHurried(app, modal)
    } catch (error) {
      if (abort.signal.aborted) return
      const { what } = presentError(error, {})
      app.store.update((state) =>
        changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'failed', error: what })),
      )
    }
  }
  return {
    query: (text, modal) => {
      stop()
      stopWhenClosed(modal)
      app.store.update((state) => changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'loading' })))
      timer = setTimeout(() => void run(text, modal), text === '' ? 0 : typingPause)
    },
  }
}
