import { fit, textWidth } from '@mmd/rich-text'
import { drawFrame } from '../../components/frame.ts'
import { graphemes } from '../../input/chord.ts'
import type { TextBuffer } from '../../input/text-edit.ts'
import type { Modal } from '../../state/modal.ts'
import type { AppState } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'

/** What a modal draws inside its frame. Lines are fitted to `innerWidth`. */
export interface ModalView {
  readonly title: string
  readonly right?: string
  readonly lines: readonly string[]
}

/** Room that a modal may take. */
export interface ModalRoom {
  readonly innerWidth: number
  readonly innerHeight: number
}

/** Where a framed modal stands, in cells. */
export interface PlacedModal {
  readonly lines: readonly string[]
  readonly left: number
  readonly top: number
  readonly width: number
}

/** The room for a modal of up to `wanted` columns on this screen. */
const modalRoom = (size: AppState['size'], wanted: number): ModalRoom => {
  const width = Math.max(10, Math.min(wanted, size.columns - (size.columns < 60 ? 0 : 8)))
  return { innerWidth: width - 2, innerHeight: Math.max(1, size.rows - (size.rows < 16 ? 3 : 8)) }
}

/** Columns that each kind would like. */
const wanted: Readonly<Record<Modal['kind'], number>> = {
  picker: 72,
  prompt: 90,
  jql: 120,
  menu: 84,
  'text-area': 90,
  form: 104,
  'text-preview': 90,
  settings: 96,
  sites: 112,
  help: 84,
  message: 72,
  filter: 0,
  'sign-in': 96,
  outbox: 100,
  bulk: 110,
  conflict: 84,
  preferences: 84,
  picture: 400,
  columns: 60,
}

/** From so many columns on, what is chosen from is not cut: summaries, and names with where they are from. */
const wide = { from: 160, picker: 110 } as const

/** The room for a modal of this kind. */
export const roomOf = (kind: Modal['kind'], size: AppState['size']): ModalRoom =>
  modalRoom(size, kind === 'picker' && size.columns >= wide.from ? wide.picker : wanted[kind])

/** For lines that are only counted. */
export const unpainted: Theme = { level: 0, paint: (_role, text) => text, select: (text) => text }

/** The first line after a step of scrolling: always one that fills the height, so that the way back begins at once. */
export const scrolled = (top: number, step: number, count: number, height: number): number => {
  const most = Math.max(0, count - height)
  return Math.max(0, Math.min(most, Math.min(most, top) + step))
}

/** Frames a modal and puts it in the upper middle, where it stays while its height changes. */
export const placeModal = (view: ModalView, room: ModalRoom, size: AppState['size'], theme: Theme): PlacedModal => {
  const lines = view.lines.slice(0, room.innerHeight)
  const width = room.innerWidth + 2
  const framed = drawFrame(
    {
      title: view.title,
      ...(view.right === undefined ? {} : { right: view.right }),
      lines,
      width,
      height: lines.length + 2,
      focused: true,
    },
    theme,
  )
  // The last line says what the keys of a picker are, and what is new: only what needs the whole height covers it.
  const free = size.rows - 2 - framed.length
  return { lines: framed, width, left: Math.max(0, (size.columns - width) >> 1), top: Math.max(0, Math.min(free, 3)) }
}

export interface InputLooks {
  /** What is drawn as dots: all, or what stands behind the `?` of an address. */
  readonly masked?: 'all' | 'query' | 'nothing'
  readonly placeholder?: string
}

/** A line of typed text with its cursor, scrolled so that the cursor is seen, exactly `width` cells. */
export const drawInput = (buffer: TextBuffer, width: number, theme: Theme, looks: InputLooks = {}): string => {
  const { masked = 'nothing', placeholder = '' } = looks
  const query = buffer.text.indexOf('?')
  const hiddenFrom = masked === 'all' ? 0 : masked === 'query' && query !== -1 ? query + 1 : buffer.text.length
  const show = (from: number, to?: number): readonly string[] => {
    const plain = graphemes(buffer.text.slice(from, to))
    let at = from
    return plain.map((letter) => {
      at += letter.length
      return at > hiddenFrom ? '•' : letter
    })
  }
  const left = [...show(0, buffer.cursor)]
  const [under = ' ', ...right] = show(buffer.cursor)
  while (left.length > 0 && cells(left) + cells([under]) > width) left.shift()
  const room = width - cells(left) - cells([under])
  const after: string[] = []
  const shown = buffer.text === '' ? graphemes(fit(placeholder, room).trimEnd()) : right
  for (const letter of shown) {
    if (cells(after) + textWidth(letter) > room) break
    after.push(letter)
  }
  const tail = after.join('')
  const pad = ' '.repeat(Math.max(0, room - cells(after)))
  return left.join('') + cursorCell(under) + (buffer.text === '' ? theme.paint('faint', tail) : tail) + pad
}

const cells = (letters: readonly string[]): number => letters.reduce((sum, letter) => sum + textWidth(letter), 0)

/** The cursor is drawn, not the terminal's own: it must stay where the text is while frames change. */
export const cursorCell = (under: string): string => `\u001B[7m${under}\u001B[27m`
