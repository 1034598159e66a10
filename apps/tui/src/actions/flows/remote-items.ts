import type { App } from '../../app/app.ts'
import { presentError } from '../../present-error.ts'
import { confirmHurried } from '../../screens/modals/picker.ts'
import type { PickerItem } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'

export interface RemoteItems {
  readonly query: (text: string, modal: number) => void
}

/** Pause after the last letter before the site is asked, ms. */
const typingPause = 150

/** Fills a picker with what the site finds: the newest question wins, older ones are cancelled. */
export const remoteItems = (
  app: App,
  search: (text: string, signal: AbortSignal) => Promise<readonly PickerItem[]>,
): RemoteItems => {
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
