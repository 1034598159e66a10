import { lineWidth } from './frame.ts'
import type { Line } from './style.ts'
import type { Grid, GridCell } from './table-grid.ts'
import { isAscii, textWidth } from './width.ts'

const NARROWEST = 6
const MEASURED_ROWS = 300
const MEASURED_LINES = 40

/** How wide each column is drawn in `room` cells, gaps between columns not counted; undefined if they do not fit. */
export const columnWidths = (
  grid: Grid,
  room: number,
  gap: number,
  lines: (cell: GridCell) => Iterable<Line>,
): readonly number[] | undefined => {
  const wanted = Array.from({ length: grid.columns }, () => 1)
  const least = Array.from({ length: grid.columns }, () => 1)
  const wide: { readonly at: GridCell; readonly wants: number; readonly needs: number }[] = []
  let left = MEASURED_ROWS
  for (const row of grid.rows()) {
    if ((left -= 1) < 0) break
    for (const cell of row) {
      const { wants, needs } = measured(lines(cell))
      if (cell.span > 1) wide.push({ at: cell, wants, needs })
      else {
        wanted[cell.column] = Math.max(wanted[cell.column] ?? 1, wants)
        least[cell.column] = Math.max(least[cell.column] ?? 1, needs)
      }
    }
  }
  for (const { at, wants, needs } of wide) {
    widen(wanted, at, wants, gap)
    widen(least, at, needs, gap)
  }
  return shrink(wanted, least, room)
}

/** What a cell over several columns needs beyond them goes to the last of them. */
const widen = (widths: number[], { column, span }: GridCell, cells: number, gap: number): void => {
  const last = column + span - 1
  const has = spanWidth(widths, column, span, gap)
  if (cells > has) widths[last] = (widths[last] ?? 1) + cells - has
}

/** How wide some columns are together with the gaps between them. */
export const spanWidth = (widths: readonly number[], column: number, span: number, gap: number): number =>
  widths.slice(column, column + span).reduce((sum, cells) => sum + cells, 0) + gap * (span - 1)

const measured = (lines: Iterable<Line>): { readonly wants: number; readonly needs: number } => {
  let [wants, needs, count] = [1, 1, 0]
  for (const line of lines) {
    if ((count += 1) > MEASURED_LINES) break
    wants = Math.max(wants, lineWidth(line))
    needs = Math.max(needs, longestWord(line))
  }
  return { wants, needs }
}

const longestWord = (line: Line): number => {
  let longest = 0
  for (const { text } of line) {
    for (const word of text.split(' '))
      longest = Math.max(longest, isAscii(word) ? word.length : Math.min(textWidth(word), 8))
  }
  return longest
}

/** Takes room from the widest columns until all fit: first down to their longest words, then down to a few cells. */
const shrink = (wanted: readonly number[], least: readonly number[], room: number): number[] | undefined => {
  if (wanted.length === 0) return undefined
  const floors = [least, least.map((cells) => Math.min(cells, 12)), least.map((cells) => Math.min(cells, NARROWEST))]
  for (const floor of floors) {
    if (floor.reduce((sum, cells) => sum + cells, 0) <= room) return level(wanted, floor, room)
  }
  return undefined
}

/** The highest common limit under which all columns fit in `room`, with none below its floor. */
const level = (wanted: readonly number[], floor: readonly number[], room: number): number[] => {
  const under = (limit: number): number[] =>
    wanted.map((cells, column) => Math.max(Math.min(cells, limit), Math.min(floor[column] ?? 1, cells)))
  const total = (widths: readonly number[]): number => widths.reduce((sum, cells) => sum + cells, 0)
  let low = 0
  let high = Math.max(...wanted)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (total(under(middle)) <= room) low = middle
    else high = middle - 1
  }
  const widths = under(low)
  // What is left by rounding goes to the columns that were cut, a cell each.
  let left = room - total(widths)
  return widths.map((cells, column) => (left > 0 && cells < (wanted[column] ?? 0) ? cells + Math.sign(left--) : cells))
}
