import type { JqlFault, JqlRole, JqlSpan } from '@mmd/jira-api/jql'
import { textWidth } from '@mmd/rich-text'
import { graphemes } from '../../input/chord.ts'
import type { TextBuffer } from '../../input/text-edit.ts'
import type { Role } from '../../theme/palette.ts'
import type { Theme } from '../../theme/theme.ts'
import { cursorCell } from '../modals/modal-view.ts'

/** Without colours keywords are bold and functions slanted; the rest is told by its place. */
const looks: Readonly<Record<JqlRole, Role>> = {
  blank: 'text',
  field: 'accent',
  operator: 'info',
  keyword: 'key',
  value: 'text',
  function: 'mention',
  punctuation: 'dim',
  wrong: 'bad',
}

/** One letter of the query, in its place. */
interface Letter {
  readonly text: string
  readonly at: number
  readonly cells: number
}

/**
 * Letters in lines of at most `width` cells, broken behind blanks where that does not waste half of a line. A blank may stand in
 * one more cell, so that no line begins with it.
 */
const wrapLetters = (letters: readonly Letter[], width: number): readonly (readonly Letter[])[] => {
  const rows: Letter[][] = []
  let row: Letter[] = []
  let cells = 0
  for (const letter of letters) {
    const most = letter.text === ' ' ? width + 1 : width
    if (cells + letter.cells > most && row.length > 0) {
      const blank = row.findLastIndex(({ text }) => text === ' ')
      const kept = blank < row.length / 2 ? row.length : blank + 1
      rows.push(row.slice(0, kept))
      row = row.slice(kept)
      cells = row.reduce((sum, one) => sum + one.cells, 0)
    }
    row.push(letter)
    cells += letter.cells
  }
  rows.push(row)
  return rows
}

const lettersOf = (text: string): readonly Letter[] => {
  let at = 0
  const letters = graphemes(text).map((letter) => {
    const start = at
    at += letter.length
    return { text: letter, at: start, cells: textWidth(letter) }
  })
  // The cursor can stand behind the last one.
  return [...letters, { text: ' ', at, cells: 1 }]
}

const underlined = (text: string): string => `\u001B[4m${text}\u001B[24m`

export interface QueryLooks {
  readonly spans: readonly JqlSpan[]
  /** What is underlined. */
  readonly fault: JqlFault | null
}

/** The looks of each place of the text, where they change. */
const roleAt = (spans: readonly JqlSpan[]): ((at: number) => JqlRole) => {
  let span = 0
  return (at) => {
    while ((spans[span]?.to ?? Number.POSITIVE_INFINITY) <= at) span += 1
    return spans[span]?.role ?? 'blank'
  }
}

const drawRow = (
  row: readonly Letter[],
  { cursor, width }: { readonly cursor: number; readonly width: number },
  { spans, fault }: QueryLooks,
  theme: Theme,
): string => {
  const role = roleAt(spans)
  let painted = ''
  let run = ''
  let look = ''
  let paint = (text: string): string => text
  const flush = (): void => {
    painted += paint(run)
    run = ''
  }
  for (const { text, at } of row) {
    const isFault = fault !== null && at >= fault.from && at < fault.to
    const own: Role = isFault ? 'bad' : looks[role(at)]
    const next = `${own} ${isFault} ${at === cursor}`
    if (next !== look) flush()
    look = next
    run += text
    paint = (part) =>
      part === '' ? '' : theme.paint(own, at === cursor ? cursorCell(part) : isFault ? underlined(part) : part)
  }
  flush()
  const cells = row.reduce((sum, letter) => sum + letter.cells, 0)
  return painted + ' '.repeat(Math.max(0, width + 1 - cells))
}

/**
 * The query with its cursor in at most `most` lines of exactly `width` cells: wrapped, and scrolled to the cursor where it is
 * longer. The first line begins with a mark.
 */
export const queryLines = (
  buffer: TextBuffer,
  look: QueryLooks,
  { width, most }: { readonly width: number; readonly most: number },
  theme: Theme,
): readonly string[] => {
  const inner = Math.max(1, width - 4)
  const rows = wrapLetters(lettersOf(buffer.text), inner)
  const own = rows.findLastIndex((row) => (row[0]?.at ?? 0) <= buffer.cursor)
  const top = Math.max(0, Math.min(rows.length - most, own - most + 1))
  return rows.slice(top, top + most).map((row, index) => {
    const mark = index > 0 ? '   ' : top > 0 ? ' ⋮ ' : ' › '
    return `${theme.paint('accent', mark)}${drawRow(row, { cursor: buffer.cursor, width: inner }, look, theme)}`
  })
}
