import type { Table } from '../document/document.ts'
import { columnWidths, spanWidth } from './column-widths.ts'
import { rowsOf, type WindowedPart, windowed } from './frame.ts'
import { leavesOf } from './leaves.ts'
import { type BlocksLayout, inside, type Place } from './place.ts'
import { type Line, type Span, styled } from './style.ts'
import { type Grid, type GridCell, gridOf } from './table-grid.ts'
import { layoutRecords } from './table-records.ts'

const GAP = ' │ '

/** Tables in tables in tables are laid out flat: each level is measured before it is drawn, which doubles the work. */
const MOST_NESTED = 2

/** Draws a table with aligned columns, or as stacked records where the columns would be too narrow to read. */
export function* layoutTable(table: Table, place: Place, layout: BlocksLayout): Generator<Line> {
  if (place.tables >= MOST_NESTED) {
    yield* layout(leavesOf([table]), inside(place, { isTight: true }))
    return
  }
  const within = { ...place, tables: place.tables + 1 }
  const grid = gridOf(table)
  const digits = table.numbered === true ? String(table.rows.length).length : 0
  const edge = digits === 0 ? 0 : digits + GAP.length
  const linesIn = ({ cell }: GridCell, width: number): Iterable<Line> => {
    const base = cell.header ? styled(place.base, 'table-header') : place.base
    return layout(cell.blocks, inside(within, { width: Math.max(width, 1), base, isTight: true }))
  }
  const room = place.width - edge - GAP.length * ((grid?.columns ?? 0) - 1)
  const widths = grid && columnWidths(grid, room, GAP.length, (cell) => linesIn(cell, place.width))
  if (grid === undefined || widths === undefined) yield* layoutRecords(table, within, layout)
  else yield* new Drawing(grid, widths, digits, place, linesIn).lines()
}

class Drawing {
  private readonly grid: Grid
  private readonly widths: readonly number[]
  private readonly digits: number
  private readonly place: Place
  private readonly linesIn: (cell: GridCell, width: number) => Iterable<Line>
  private readonly gap: Span

  constructor(grid: Grid, widths: readonly number[], digits: number, place: Place, linesIn: Drawing['linesIn']) {
    this.grid = grid
    this.widths = widths
    this.digits = digits
    this.place = place
    this.linesIn = linesIn
    this.gap = { text: GAP, style: styled(place.base, 'frame') }
  }

  *lines(): Generator<Line> {
    let number = 0
    let before: 'nothing' | 'heading' | 'tall' | 'flat' = 'nothing'
    for (const row of this.grid.rows()) {
      const isHeading = row.length > 0 && row.every(({ cell }) => cell.header)
      if (!isHeading) number += 1
      const parts = this.parts(row, isHeading ? '' : String(number))
      const isTall = parts.some(({ lines }) => lines.hasAtLeast(2))
      if (before === 'heading') yield this.edge('─', '┼')
      else if (before === 'tall' || (before === 'flat' && isTall)) yield this.edge('┈', '┼')
      before = isHeading ? 'heading' : isTall ? 'tall' : 'flat'
      yield* rowsOf(parts, this.gap)
    }
  }

  private edge(line: string, cross: string): Line {
    const widths = this.digits === 0 ? this.widths : [this.digits, ...this.widths]
    return [{ text: widths.map((width) => line.repeat(width)).join(line + cross + line), style: this.gap.style }]
  }

  /** The cells of a row; a column that a cell above reaches down to is blank. */
  private parts(row: readonly GridCell[], number: string): readonly WindowedPart[] {
    const parts: WindowedPart[] = []
    if (this.digits > 0) {
      const text = number.padStart(this.digits)
      parts.push(windowed({ lines: [[{ text, style: styled(this.place.base, 'dim') }]], width: this.digits }))
    }
    let column = 0
    for (const cell of row) {
      for (; column < cell.column; column += 1) parts.push(windowed({ lines: [], width: this.widths[column] ?? 1 }))
      const width = spanWidth(this.widths, cell.column, cell.span, GAP.length)
      parts.push(windowed({ lines: this.linesIn(cell, width), width }))
      column = cell.column + cell.span
    }
    return parts
  }
}
