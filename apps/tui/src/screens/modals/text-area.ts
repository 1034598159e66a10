import { textWidth } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import { movedByRows, type Row, rowOfCursor, toRows } from '../../editor/rows.ts'
import { noHistory, remembered, stepBack, stepForward, type TextHistory } from '../../editor/undo.ts'
import { wordAt } from '../../editor/word-at.ts'
import { type Chord, graphemes } from '../../input/chord.ts'
import { editText, emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { scrollTop } from '../../state/list.ts'
import type { TextAreaModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts } from './fit-parts.ts'
import { hintLines, hintsIn } from './hints.ts'
import { cursorCell, type ModalRoom, type ModalView, roomOf } from './modal-view.ts'
import { wrapped } from './prompt.ts'
import { drawOffers, offersKey } from './text-offers.ts'

const drawRow = (row: Row, cursor: number | null, width: number, theme: Theme): string => {
  if (cursor === null) return line([['text', ` ${row.text}`]], width, theme)
  const at = cursor - row.from
  const [under = ' ', ...rest] = graphemes(row.text.slice(at))
  const after = rest.join('')
  const used = 1 + textWidth(row.text.slice(0, at)) + textWidth(under) + textWidth(after)
  return ` ${row.text.slice(0, at)}${cursorCell(under)}${after}${' '.repeat(Math.max(0, width - used))}`
}

/** Rows that the area shows at least where there is room, and at most. */
const leastRows = 6
const mostRows = 16

/** Rows of the text that what the keys do leaves free, where the screen is no smaller than it may be. */
const leastOfText = ({ innerHeight }: ModalRoom): number => (innerHeight < 7 ? 1 : 3)

/** What the keys do in at most `most` lines: each text whole or not at all, and how one leaves stays to the last. */
const helpLines = (texts: readonly string[], most: number, width: number, theme: Theme): readonly string[] =>
  fitParts(
    texts.map((text, at) => {
      const hints = hintsIn(text)
      const isLong = hints.some(([key, label]) => textWidth(key) + textWidth(label) + 3 > width)
      const lines = isLong ? wrapped('dim', text, width, theme) : hintLines(hints, width, theme)
      return /\bEsc\b/.test(text) ? { lines, gives: 0, least: lines.length } : { lines, gives: 1 + at, whole: true }
    }),
    Math.max(0, most),
  )

/** Cells of a row of the text in a dialog that is so wide inside. */
const rowWidth = (innerWidth: number): number => innerWidth - 3

/** Letters as a person counts them. */
const countOf = (text: string): number =>
  text.split('\n').reduce((sum, row) => sum + graphemes(row).length, 0) + (text.match(/\n/g)?.length ?? 0)

const countWords = (text: string): string => {
  const count = countOf(text)
  return count === 0 ? '' : `${count} character${count === 1 ? '' : 's'}`
}

export const drawTextArea = (modal: TextAreaModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const rows = toRows(modal.buffer.text, rowWidth(width))
  const cursorRow = rowOfCursor(rows, modal.buffer.cursor)
  const error = modal.error === null ? [] : wrapped('bad', modal.error, width, theme)
  const offers = drawOffers(modal.offers ?? null, Math.max(1, Math.min(6, room.innerHeight >> 1)), width, theme)
  // What is offered takes the place of what the keys do.
  const most = room.innerHeight - error.length - 1 - leastOfText(room)
  const help = offers.length > 0 ? offers : helpLines(modal.help, most, width, theme)
  const extra = error.length + help.length + 1
  const height = Math.max(1, Math.min(mostRows, Math.max(leastRows, rows.length), room.innerHeight - extra))
  const top = scrollTop(0, cursorRow, height, rows.length)
  const shown = rows
    .slice(top, top + height)
    .map((row, index) => drawRow(row, top + index === cursorRow ? modal.buffer.cursor : null, width, theme))
  const blank = Array.from({ length: Math.max(0, height - shown.length) }, () => ' '.repeat(width))
  return {
    title: modal.title,
    right: countWords(modal.buffer.text),
    lines: [...error, ...shown, ...blank, theme.paint('border', '─'.repeat(width)), ...help],
  }
}

const putBuffer = (app: App, modal: TextAreaModal, buffer: TextBuffer, history: TextHistory): void => {
  const isOther = buffer.text !== modal.buffer.text
  app.store.update((state) =>
    changeModal(state, modal.id, 'text-area', (area) => ({ ...area, buffer, history, error: null, offers: null })),
  )
  if (isOther) modal.onChange(buffer.text)
  // Only what is being typed is looked up, not what one goes past.
  modal.onWord?.(isOther ? wordAt(buffer) : null, modal.id)
}

const setBuffer = (app: App, modal: TextAreaModal, buffer: TextBuffer): void =>
  putBuffer(app, modal, buffer, remembered(modal.history ?? noHistory, modal.buffer, buffer))

const step = (app: App, modal: TextAreaModal, way: typeof stepBack): void => {
  const there = way({ buffer: modal.buffer, history: modal.history ?? noHistory })
  if (there !== undefined) putBuffer(app, modal, there.buffer, there.history)
}

const rowSteps: Readonly<Record<Chord, number>> = { up: -1, down: 1, pageup: -10, pagedown: 10 }

const edited = (app: App, { buffer }: TextAreaModal, chord: Chord): TextBuffer | undefined => {
  const rows = rowSteps[chord]
  if (rows !== undefined)
    return movedByRows(buffer, rowWidth(roomOf('text-area', app.store.get().size).innerWidth), rows)
  if (chord === 'ctrl-home' || chord === 'alt-<') return { ...buffer, cursor: 0 }
  if (chord === 'ctrl-end' || chord === 'alt->') return { ...buffer, cursor: buffer.text.length }
  return editText(buffer, chord, true)
}

const submit = (app: App, modal: TextAreaModal): void => {
  const text = modal.buffer.text.trim()
  if (text === '' && modal.mayBeEmpty !== true) {
    app.store.update((state) =>
      changeModal(state, modal.id, 'text-area', (area) => ({ ...area, error: 'There is nothing to send yet' })),
    )
    return
  }
  app.close(modal.id)
  modal.onSubmit(text)
}

export const textAreaKey = (app: App, modal: TextAreaModal, chord: Chord): void => {
  const key = modal.keys?.find((one) => one.chord === chord)
  if (key !== undefined) key.run(modal.id)
  else if (offersKey(app, modal, chord, (buffer) => setBuffer(app, modal, buffer))) return
  else if (chord === 'esc') {
    app.close(modal.id)
    modal.onLeave(modal.buffer.text)
  } else if (chord === 'ctrl-s') submit(app, modal)
  else if (chord === 'ctrl-e') void openEditor(app, modal).catch((error: unknown) => app.fail(error))
  else if (chord === 'ctrl-z' || chord === 'ctrl-_') step(app, modal, stepBack)
  else if (chord === 'ctrl-y') step(app, modal, stepForward)
  else {
    const buffer = edited(app, modal, chord)
    if (buffer !== undefined) setBuffer(app, modal, buffer)
  }
}

/** The text in the person's own editor, and back in the area. */
const openEditor = async (app: App, modal: TextAreaModal): Promise<void> => {
  const edited = await app.shell.edit(modal.buffer.text, { extension: modal.extension ?? 'md' })
  if (edited.outcome === 'failed') return app.toast('warn', edited.why)
  setBuffer(app, modal, insertText(emptyBuffer, edited.text, true))
}

export const textAreaPaste = (app: App, modal: TextAreaModal, text: string): void =>
  setBuffer(app, modal, insertText(modal.buffer, text, true))
