import type { Table, TableCell } from '../document/document.ts'

/** A cell where it is drawn. */
export interface GridCell {
  readonly cell: TableCell
  /** Its first column. */
  readonly column: number
  /** How many columns it covers. */
  readonly span: number
}

/** The columns that are drawn: those that a cell begins at. */
export interface Grid {
  readonly columns: number
  /** The cells of each row from left to right; between them may be columns that a cell above reaches down to. */
  readonly rows: () => Iterable<readonly GridCell[]>
}

/** Tables with more columns fit on no screen. */
const MOST_COLUMNS = 150

/** Puts cells that cover others in their places; undefined when the table has too many columns to be drawn. */
export const gridOf = (table: Table): Grid | undefined => {
  const begins: boolean[] = []
  for (const row of placedRows(table)) {
    for (const { column } of row) {
      if (column >= MOST_COLUMNS) return undefined
      begins[column] = true
    }
  }
  // A column that no cell begins at is only a part of wider ones.
  const drawn: number[] = []
  let columns = 0
  for (let column = 0; column <= MOST_COLUMNS; column += 1) {
    drawn.push(columns)
    if (begins[column] === true) columns += 1
  }
  const at = (column: number): number => drawn[Math.min(column, MOST_COLUMNS)] ?? columns
  const place = ({ cell, column, span }: GridCell): GridCell => ({
    cell,
    column: at(column),
    span: Math.max(at(column + span) - at(column), 1),
  })
  return {
    columns,
    *rows() {
      for (const row of placedRows(table)) yield row.map(place)
    },
  }
}

function* placedRows(table: Table): Generator<readonly GridCell[]> {
  // For each column how many more rows a cell above reaches down.
  const covered: number[] = []
  for (const { cells } of table.rows) {
    const row: GridCell[] = []
    let column = 0
    for (const cell of cells) {
      while ((covered[column] ?? 0) > 0) column += 1
      const span = Math.max(Math.min(cell.columns ?? 1, MOST_COLUMNS), 1)
      row.push({ cell, column, span })
      const rows = cell.rows ?? 1
      if (rows > 1) for (let at = column; at < column + span; at += 1) covered[at] = rows
      column += span
    }
    for (const [at, left] of covered.entries()) covered[at] = Math.max((left ?? 0) - 1, 0)
    yield row
  }
}
