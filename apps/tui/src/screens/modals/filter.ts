import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { FilterModal } from '../../state/modal.ts'
import { changeModal, withActiveList } from '../../state/state.ts'

const setFilter = (app: App, modal: FilterModal, buffer: TextBuffer): void =>
  app.store.update((state) =>
    withActiveList(
      changeModal(state, modal.id, 'filter', (bar) => ({ ...bar, buffer })),
      (list) => ({ ...list, filter: buffer.text.trim() }),
    ),
  )

/** The list narrows with each letter; Enter keeps the filter, Esc takes it away. */
export const filterKey = (app: App, modal: FilterModal, chord: Chord): void => {
  if (chord === 'esc') {
    setFilter(app, modal, { text: '', cursor: 0 })
    app.close(modal.id)
  } else if (chord === 'enter') app.close(modal.id)
  else {
    const buffer = editText(modal.buffer, chord)
    if (buffer !== undefined) setFilter(app, modal, buffer)
  }
}

export const filterPaste = (app: App, modal: FilterModal, text: string): void =>
  setFilter(app, modal, insertText(modal.buffer, text))
