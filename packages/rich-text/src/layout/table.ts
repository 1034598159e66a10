import type { Block, Table, TableCell } from '../document/document.ts'
import { lineWidth, padded } from './frame.ts'
import { type Line, PLAIN, type Span, type SpanStyle, styled } from './style.ts'
import { isAscii, textWidth } from './width.ts'

/** Lays out the blocks of a cell in `width` cells. */
export type CellLayout = (blocks: Iterable<Block>, width: number, base: SpanStyle) => Iterable<Line>

const GAP = ' │ '
const NARROWEST = 6
const MEASURED_ROWS = 300
const MEASURED_LINES = 40

/** Draws a table with aligned columns, or as stacked records where the columns would be too narrow to read. */
export function* layoutTable(table: Table, width: number, base: SpanStyle, layout: CellLayout): Generator<Line> {
  const widths = columnWidths(table, width, base, layout)
  if (widths === undefined) yield* stacked(table, width, base, layout)
  else yield* columns(table, widths, base, layout)
}

function* columns(table: Table, widths: readonly number[], base: SpanStyle, layout: CellLayout): Generator<Line> {
  const frame = styled(base, 'frame')
  const edge = (line: string, cross: string): Line => [
    { text: widths.map((width) => line.repeat(width)).join(line + cross + line), style: frame },
  ]
  let wasTall = false
  for (const [index, row] of table.rows.entries()) {
    const cells = widths.map((width, column) => cellLines(row.cells[column], width, base, layout))
    const height = Math.max(1, ...cells.map((lines) => lines.length))
    const wasHeading = table.rows[index - 1]?.cells.every((cell) => cell.header) ?? false
    if (wasHeading) yield edge('─', '┼')
    else if (index > 0 && (wasTall || height > 1)) yield edge('┈', '┼')
    wasTall = height > 1
    for (let line = 0; line < height; line += 1) yield rowLine(cells, widths, line, frame)
  }
}

const cellLines = (cell: TableCell | undefined, width: number, base: SpanStyle, layout: CellLayout): readonly Line[] =>
  cell === undefined ? [] : [...layout(cell.blocks, width, cell.header ? styled(base, 'table-header') : base)]

const rowLine = (
  cells: readonly (readonly Line[])[],
  widths: readonly number[],
  line: number,
  frame: SpanStyle,
): Line => {
  const out: Span[] = []
  for (const [column, lines] of cells.entries()) {
    if (column > 0) out.push({ text: GAP, style: frame })
    const isLast = column === cells.length - 1
    const content = lines[line] ?? []
    out.push(...(isLast ? content : padded(content, widths[column] ?? 0)))
  }
  return out
}

/** How wide each column is drawn, or nothing if the table does not fit. */
const columnWidths = (table: Table, width: number, base: SpanStyle, layout: CellLayout): number[] | undefined => {
  const wanted: number[] = []
  const least: number[] = []
  for (const row of table.rows.slice(0, MEASURED_ROWS)) {
    for (const [column, cell] of row.cells.entries()) {
      let lines = 0
      for (const line of layout(cell.blocks, width, base)) {
        if ((lines += 1) > MEASURED_LINES) break
        wanted[column] = Math.max(wanted[column] ?? 1, lineWidth(line))
        least[column] = Math.max(least[column] ?? 1, longestWord(line))
      }
      wanted[column] ??= 1
      least[column] ??= 1
    }
  }
  const room = width - GAP.length * (wanted.length - 1)
  return shrink(wanted, least, room)
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

/** One record under the other: each cell on its own lines, its column's heading before it. */
function* stacked(table: Table, width: number, base: SpanStyle, layout: CellLayout): Generator<Line> {
  const [head] = table.rows
  const hasHead = table.rows.length > 1 && head !== undefined && head.cells.every((cell) => cell.header)
  const labels = hasHead ? labelLines(head.cells, width, base, layout) : undefined
  const rule: Line = [{ text: '┈'.repeat(Math.min(width, 12)), style: styled(base, 'frame') }]
  for (const [index, row] of (labels === undefined ? table.rows : table.rows.slice(1)).entries()) {
    if (index > 0) yield rule
    for (const [column, cell] of row.cells.entries()) {
      const style = cell.header ? styled(base, 'table-header') : base
      const label = labels?.lines[column]
      if (labels === undefined || label === undefined) yield* layout(cell.blocks, width, style)
      else yield* hung(label, layout(cell.blocks, width - labels.width, style), labels.width)
    }
  }
}

interface Labels {
  readonly lines: readonly Line[]
  readonly width: number
}

/** The headings as labels left of their cells, if they are short enough for that. */
const labelLines = (
  cells: readonly TableCell[],
  width: number,
  base: SpanStyle,
  layout: CellLayout,
): Labels | undefined => {
  const all = cells.map((cell) => [...layout(cell.blocks, width, styled(base, 'table-header'))])
  const lines = all.map((label) => label[0] ?? [])
  const widest = Math.max(0, ...lines.map(lineWidth)) + 2
  return all.every((label) => label.length <= 1) && widest <= width / 2 ? { lines, width: widest } : undefined
}

function* hung(label: Line, lines: Iterable<Line>, indent: number): Generator<Line> {
  let isFirst = true
  for (const line of lines) {
    const blank = { text: ' '.repeat(indent), style: PLAIN }
    yield isFirst ? [...padded(label, indent), ...line] : line.length === 0 ? [] : [blank, ...line]
    isFirst = false
  }
  if (isFirst) yield label
}
