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

/** Where the row that begins at `at` ends: behind the last blank that there is room for, in a word that is longer than a row anywhere. */
const endOfRow = (paragraph: string, at: number, room: number): number => {
  if (at + room >= paragraph.length) return paragraph.length
  if (paragraph[at + room] === ' ') return at + room
  const blank = paragraph.slice(at, at + room).lastIndexOf(' ')
  return blank > 0 ? at + blank + 1 : at + room
}

/** Letters that have room in a row, in units of the text. */
const roomFor = (letters: readonly string[], first: number, width: number): number => {
  let [used, units] = [0, 0]
  for (let at = first; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    used += textWidth(letter)
    if (used > width && units > 0) break
    units += letter.length
  }
  return units
}

const pushCut = (rows: Row[], paragraph: string, from: number, width: number): void => {
  // Only what is not ASCII has letters of several units, or of other widths.
  const letters = ascii.test(paragraph) ? null : graphemes(paragraph)
  let [at, first] = [0, 0]
  do {
    const end = endOfRow(paragraph, at, letters === null ? width : roomFor(letters, first, width))
    rows.push({ text: paragraph.slice(at, end), from: from + at })
    if (letters !== null) for (let seen = at; seen < end; first += 1) seen += letters[first]?.length ?? 1
    at = end
  } while (at < paragraph.length)
}

/** The text cut into rows of at most `width` cells, between words; every row is a piece of the text, blanks and all. */
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
