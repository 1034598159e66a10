import { textWidth } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import { type Chord, graphemes } from '../../input/chord.ts'
import { editText, emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { scrollTop } from '../../state/list.ts'
import type { TextAreaModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { cursorCell, type ModalRoom, type ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

interface Row {
  readonly text: string
  /** Where the row begins in the buffer. */
  readonly from: number
}

/** The buffer cut into rows of at most `width` cells, at letters: what is typed stays where it was typed. */
export const toRows = (text: string, width: number): readonly Row[] => {
  const rows: Row[] = []
  let from = 0
  for (const paragraph of text.split('\n')) {
    let row = ''
    let begin = from
    for (const letter of graphemes(paragraph)) {
      if (textWidth(row + letter) > width && row !== '') {
        rows.push({ text: row, from: begin })
        begin += row.length
        row = ''
      }
      row += letter
    }
    rows.push({ text: row, from: begin })
    from += paragraph.length + 1
  }
  return rows
}

const drawRow = (row: Row, cursor: number | null, width: number, theme: Theme): string => {
  if (cursor === null) return line([['text', ` ${row.text}`]], width, theme)
  const at = cursor - row.from
  const [under = ' ', ...rest] = graphemes(row.text.slice(at))
  const after = rest.join('')
  const used = 1 + textWidth(row.text.slice(0, at)) + textWidth(under) + textWidth(after)
  return ` ${row.text.slice(0, at)}${cursorCell(under)}${after}${' '.repeat(Math.max(0, width - used))}`
}

/** Rows that the area shows at least, and at most. */
const least = 6
const most = 16

export const drawTextArea = (modal: TextAreaModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const rows = toRows(modal.buffer.text, width - 3)
  const cursorRow = rows.findLastIndex(({ from }) => from <= modal.buffer.cursor)
  const error = modal.error === null ? [] : wrapped('bad', modal.error, width, theme)
  const help = modal.help.flatMap((text) => wrapped('dim', text, width, theme))
  const extra = error.length + help.length + 1
  const height = Math.max(1, Math.min(most, Math.max(least, rows.length), room.innerHeight - extra))
  const top = scrollTop(0, cursorRow, height, rows.length)
  const shown = rows
    .slice(top, top + height)
    .map((row, index) => drawRow(row, top + index === cursorRow ? modal.buffer.cursor : null, width, theme))
  const blank = Array.from({ length: Math.max(0, height - shown.length) }, () => ' '.repeat(width))
  return {
    title: modal.title,
    right: `${graphemes(modal.buffer.text).length}`,
    lines: [...error, ...shown, ...blank, theme.paint('border', '─'.repeat(width)), ...help],
  }
}

const setBuffer = (app: App, modal: TextAreaModal, buffer: TextBuffer): void => {
  app.store.update((state) => changeModal(state, modal.id, 'text-area', (area) => ({ ...area, buffer, error: null })))
  if (buffer.text !== modal.buffer.text) modal.onChange(buffer.text)
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
  else if (chord === 'esc') {
    app.close(modal.id)
    modal.onLeave(modal.buffer.text)
  } else if (chord === 'ctrl-s') submit(app, modal)
  else if (chord === 'ctrl-e') void openEditor(app, modal)
  else {
    const buffer = editText(modal.buffer, chord, true)
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
