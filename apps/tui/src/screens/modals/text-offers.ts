import type { App } from '../../app/app.ts'
import { justified } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { insertText, type TextBuffer } from '../../input/text-edit.ts'
import { scrollTop } from '../../state/list.ts'
import type { TextAreaModal, TextOffers } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'

/** What the word before the cursor may mean, in at most `most` rows. */
export const drawOffers = (offers: TextOffers | null, most: number, width: number, theme: Theme): readonly string[] => {
  if (offers === null) return []
  const { items, cursor } = offers
  const top = scrollTop(0, cursor, most, items.length)
  return items.slice(top, top + most).map(({ label, detail }, at) => {
    const here = top + at === cursor
    const drawn = justified(
      [
        [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
        ['text', label],
      ],
      [['dim', ` ${here ? 'Tab writes it' : detail} `]],
      width,
      theme,
    )
    return here ? theme.select(drawn, true) : drawn
  })
}

/** The text with what is offered in place of the word. */
const withOffer = ({ text, cursor }: TextBuffer, { word, items, cursor: at }: TextOffers): TextBuffer => {
  const rest = text.slice(cursor)
  const bare: TextBuffer = { text: text.slice(0, word.from) + rest, cursor: word.from }
  return insertText(bare, `${items[at]?.text ?? ''}${/^\s/.test(rest) ? '' : ' '}`, true)
}

/** A key while something is offered; false: it means what it always means. */
export const offersKey = (
  app: App,
  { id, buffer, offers }: TextAreaModal,
  chord: Chord,
  put: (buffer: TextBuffer) => void,
): boolean => {
  if (offers === undefined || offers === null) return false
  const change = (next: TextOffers | null): void =>
    app.store.update((state) => changeModal(state, id, 'text-area', (area) => ({ ...area, offers: next })))
  // A key that is typed whole is one already: Enter then is a new line.
  const isTaken = chord === 'tab' || (chord === 'enter' && offers.word.kind !== 'key')
  if (isTaken) put(withOffer(buffer, offers))
  else if (chord === 'esc') change(null)
  else if (chord === 'down' || chord === 'up') {
    const step = chord === 'down' ? 1 : -1
    change({ ...offers, cursor: (offers.cursor + step + offers.items.length) % offers.items.length })
  } else return false
  return true
}
