import { textWidth } from '@mmd/rich-text'
import { graphemes } from '../input/chord.ts'
import type { TextBuffer } from '../input/text-edit.ts'

/** A row of a text as it is shown. */
export interface Row {
  readonly text: string
  /** Where the row begins in the text. */
  readonly from: number
}

const ascii = /^[\u0020-\u007E]*$/

const pushCut = (rows: Row[], paragraph: string, from: number, width: number): void => {
  if (ascii.test(paragraph)) {
    for (let at = 0; at === 0 || at < paragraph.length; at += width)
      rows.push({ text: paragraph.slice(at, at + width), from: from + at })
    return
  }
  let [row, used, begin] = ['', 0, from]
  for (const letter of graphemes(paragraph)) {
    const wide = textWidth(letter)
    if (used + wide > width && row !== '') {
      rows.push({ text: row, from: begin })
      begin += row.length
      row = ''
      used = 0
    }
    row += letter
    used += wide
  }
  rows.push({ text: row, from: begin })
}

/** The text cut into rows of at most `width` cells, at letters: what is typed stays where it was typed. */
export const toRows = (text: string, width: number): readonly Row[] => {
  const rows: Row[] = []
  let from = 0
  for (const paragraph of text.split('\n')) {
    pushCut(rows, paragraph, from, Math.max(1, width))
    from += paragraph.length + 1
  }
  return rows
}

/** The row in which the cursor stands. */
export const rowOfCursor = (rows: readonly Row[], cursor: number): number =>
  Math.max(
    0,
    rows.findLastIndex(({ from }) => from <= cursor),
  )

/** The cursor so many rows up (less than 0) or down, in the same column of the screen; at the ends of the text at most. */
export const movedByRows = (buffer: TextBuffer, width: number, by: number): TextBuffer => {
  const rows = toRows(buffer.text, width)
  const here = rowOfCursor(rows, buffer.cursor)
  const row = rows[here]
  if (row === undefined) return buffer
  if (here + by < 0) return { ...buffer, cursor: 0 }
  const target = rows[here + by]
  if (target === undefined) return { ...buffer, cursor: buffer.text.length }
  const column = textWidth(buffer.text.slice(row.from, buffer.cursor))
  let [used, cursor] = [0, target.from]
  for (const letter of graphemes(target.text)) {
    used += textWidth(letter)
    if (used > column) break
    cursor += letter.length
  }
  // The end of a row that goes on is the beginning of the next one.
  const goesOn = buffer.text[target.from + target.text.length] !== '\n' && rows[here + by + 1] !== undefined
  const end = target.from + target.text.length
  return { ...buffer, cursor: goesOn && cursor === end && end > target.from ? end - lastLetter(target.text) : cursor }
}

const lastLetter = (text: string): number => graphemes(text).at(-1)?.length ?? 0
