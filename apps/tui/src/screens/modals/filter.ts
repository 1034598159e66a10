import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { FilterModal } from '../../state/modal.ts'
import { changeModal, withActiveList } from '../../state/state.ts'

/** Rows that are looked through with each letter; more take longer than a letter may. */
const few = 5_000
/** A longer list narrows when nothing more was typed for so long, milliseconds. */
const typingPause = 80

/** What is about to narrow a long list. */
const waiting = new WeakMap<App, NodeJS.Timeout>()

const isLong = (app: App): boolean => (app.session()?.replica.view(app.store.get().activeView)?.keys.length ?? 0) > few

/** Narrows the list to what stands on the line; one that is closed by then has said its last word. */
const apply = (app: App, id: number): void => {
  clearTimeout(waiting.get(app))
  app.store.update((state) => {
    const bar = state.modals.find((modal) => modal.id === id)
    if (bar?.kind !== 'filter') return state
    const filter = bar.buffer.text.trim()
    return withActiveList(state, (list) => (list.filter === filter ? list : { ...list, filter }))
  })
}

/** The line at once, and the list with it; a long one a little later, so that no letter waits for it. */
const setFilter = (app: App, modal: FilterModal, buffer: TextBuffer): void =>
  app.store.batch(() => {
    app.store.update((state) => changeModal(state, modal.id, 'filter', (bar) => ({ ...bar, buffer })))
    clearTimeout(waiting.get(app))
    if (!isLong(app) || buffer.text.trim() === '') apply(app, modal.id)
    else
      waiting.set(
        app,
        setTimeout(() => apply(app, modal.id), typingPause),
      )
  })

/** The list narrows with each letter; Enter keeps the filter, Esc takes it away. */
export const filterKey = (app: App, modal: FilterModal, chord: Chord): void => {
  if (chord === 'esc') {
    setFilter(app, modal, { text: '', cursor: 0 })
    app.close(modal.id)
  } else if (chord === 'enter') {
    apply(app, modal.id)
    app.close(modal.id)
  } else {
    const buffer = editText(modal.buffer, chord)
    if (buffer !== undefined) setFilter(app, modal, buffer)
  }
}

export const filterPaste = (app: App, modal: FilterModal, text: string): void =>
  setFilter(app, modal, insertText(modal.buffer, text))
