import stringWidth from 'string-width'
import type { Paint, Style } from './colour.ts'

/** One column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly style?: (row: Row) => Style | undefined
  /** Gives way when the table is wider than the terminal. */
  readonly flexible?: boolean
}

export interface TableOptions {
  readonly paint: Paint
  /** Columns of the terminal; undefined: as wide as the text. */
  readonly width?: number | undefined
}

const gap = '  '
const narrowest = 12

/** Rows as aligned lines below a quiet heading; no line ends in spaces. Cells are cut to one line each. */
export const toTable = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { paint, width }: TableOptions,
): readonly string[] => {
  const cells = rows.map((row) => columns.map((column) => flat(column.value(row))))
  const widths = fit(
    columns,
    columns.map((column, at) =>
      Math.max(stringWidth(column.title), ...cells.map((line) => stringWidth(line[at] ?? ''))),
    ),
    width,
  )
  const heading = columns.map((column, at) =>
    paint('dim', pad(column.title, widths[at] ?? 0, at === columns.length - 1)),
  )
  const lines = rows.map((row, line) =>
    columns.map((column, at) => {
      const text = pad(cells[line]?.[at] ?? '', widths[at] ?? 0, at === columns.length - 1)
      const style = column.style?.(row)
      return style === undefined ? text : paint(style, text)
    }),
  )
  return [heading, ...lines].map((line) => line.join(gap).trimEnd())
}

const fit = <Row>(
  columns: readonly Column<Row>[],
  widths: readonly number[],
  available: number | undefined,
): readonly number[] => {
  if (available === undefined) return widths
  const total = widths.reduce((sum, width) => sum + width + gap.length, -gap.length)
  let excess = Math.max(0, total - available)
  return widths.map((width, at) => {
    if (columns[at]?.flexible !== true) return width
    const cut = Math.min(excess, Math.max(0, width - narrowest))
    excess -= cut
    return width - cut
  })
}

const pad = (text: string, width: number, last: boolean): string => {
  const shown = cut(text, width)
  return last ? shown : shown + ' '.repeat(Math.max(0, width - stringWidth(shown)))
}

const cut = (text: string, width: number): string => {
  if (stringWidth(text) <= width) return text
  let shown = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(shown) + stringWidth(segment) > width - 1) break
    shown += segment
  }
  return `${shown}…`
}

const flat = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')
