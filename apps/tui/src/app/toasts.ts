import type { AppState } from '../state/state.ts'
import type { Store } from '../state/store.ts'
import type { App } from './app.ts'

/** How long news stay in the footer, ms. */
const toastTime = 6000

/** News in the footer: the newest takes the place of the one before. */
export interface Toasts {
  readonly show: App['toast']
  /** What is shown stays: nothing is timed any more. */
  readonly close: () => void
}

export const createToasts = (store: Store<AppState>): Toasts => {
  let nextId = 1
  let timer: NodeJS.Timeout | undefined
  return {
    show: (tone, text) => {
      const id = nextId++
      clearTimeout(timer)
      store.update((state) => ({ ...state, toast: { id, tone, text } }))
      timer = setTimeout(
        () => store.update((state) => (state.toast?.id === id ? { ...state, toast: null } : state)),
        toastTime,
      )
      timer.unref()
    },
    close: () => clearTimeout(timer),
  }
}
