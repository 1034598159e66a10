import type { AppState, Toast } from '../state/state.ts'
import type { Store } from '../state/store.ts'
import type { App } from './app.ts'

/** How long news stay in the footer, ms. */
const toastTime = 6000

/** News that are kept to be read again. */
const kept = 200

/** News and when they came, epoch milliseconds. */
export interface Said extends Pick<Toast, 'tone' | 'text'> {
  readonly at: number
}

/** News in the footer: the newest takes the place of the one before. */
export interface Toasts {
  readonly show: App['toast']
  /** What was shown, the newest first. */
  readonly said: () => readonly Said[]
  /** What is shown stays: nothing is timed any more. */
  readonly close: () => void
}

export const createToasts = (store: Store<AppState>, now: () => number): Toasts => {
  let nextId = 1
  let said: readonly Said[] = []
  let timer: NodeJS.Timeout | undefined
  let unwatch: (() => void) | undefined
  const clear = (id: number): void =>
    store.update((state) => (state.toast?.id === id ? { ...state, toast: null } : state))
  return {
    show: (tone, text, holds) => {
      const id = nextId++
      clearTimeout(timer)
      unwatch?.()
      unwatch = undefined
      said = [{ tone, text, at: now() }, ...said].slice(0, kept)
      store.update((state) => ({ ...state, toast: { id, tone, text } }))
      timer = setTimeout(() => clear(id), toastTime)
      timer.unref()
      if (holds === undefined) return
      unwatch = store.subscribe(() => {
        if (store.get().toast?.id === id && holds(store.get())) return
        unwatch?.()
        unwatch = undefined
        clear(id)
      })
    },
    said: () => said,
    close: () => {
      clearTimeout(timer)
      unwatch?.()
    },
  }
}
