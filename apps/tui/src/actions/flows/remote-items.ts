import type { App } from '../../app/app.ts'
import { presentError } from '../../present-error.ts'
import { confirmHurried } from '../../screens/modals/picker.ts'
import type { PickerItem } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { type PickOptions, pick } from './pick.ts'

/** What the site finds for what is typed, at most `limit` of it. */
export type Search = (text: string, signal: AbortSignal, limit: number) => Promise<readonly PickerItem[]>

interface RemotePickOptions extends Omit<PickOptions, 'items' | 'onQuery' | 'onEnd'> {
  readonly search: Search
  /** As many as are asked for at first; more come as the cursor reaches the last one. Absent: all come at once. */
  readonly page?: number
  /** What is there before the site has answered. */
  readonly items?: readonly PickerItem[]
}

/** Opens a picker whose items the site finds as one types, at first for no words at all. */
export const pickRemote = (app: App, { search, page, items = [], ...options }: RemotePickOptions): void => {
  const remote = remoteItems(app, search, page ?? Number.POSITIVE_INFINITY)
  remote.query('', pick(app, { ...options, items, onQuery: remote.query, onEnd: remote.more }))
}

interface RemoteItems {
  readonly query: (text: string, modal: number) => void
  /** Asks for more than what is there, once the site has said that there is more. */
  readonly more: (modal: number) => void
}

/** Sites give no more than so many people at once. */
const siteLimit = 1000

/** Pause after the last letter before the site is asked, ms. */
const typingPause = 150

/** Fills a picker with what the site finds: the newest question wins, older ones are cancelled. */
const remoteItems = (app: App, search: Search, page: number): RemoteItems => {
  let limit = page
  let last = ''
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
  const run = async (text: string, modal: number, goesOn = false): Promise<void> => {
    const abort = new AbortController()
    running = abort
    let items: readonly PickerItem[]
    try {
      items = await search(text, abort.signal, limit)
    } catch (error) {
      if (abort.signal.aborted) return
      const { what } = presentError(error, {})
      return app.store.update((state) =>
        changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'failed', error: what })),
      )
    }
    if (abort.signal.aborted) return
    app.store.update((state) =>
      changeModal(state, modal, 'picker', (picker) => ({
        ...picker,
        items,
        cursor: goesOn ? picker.cursor : 0,
        phase: 'ready',
        error: null,
        hasMore: items.length >= limit && limit < siteLimit,
      })),
    )
    confirmHurried(app, modal)
  }
  return {
    more: (modal) => {
      const open = app.store.get().modals.find(({ id }) => id === modal)
      if (open?.kind !== 'picker' || open.hasMore !== true || open.phase !== 'ready') return
      limit = Math.min(siteLimit, limit * 4)
      app.store.update((state) => changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'loading' })))
      void run(last, modal, true)
    },
    query: (text, modal) => {
      stop()
      limit = page
      last = text
      stopWhenClosed(modal)
      app.store.update((state) => changeModal(state, modal, 'picker', (picker) => ({ ...picker, phase: 'loading' })))
      timer = setTimeout(() => void run(text, modal), text === '' ? 0 : typingPause)
    },
  }
}
