import type { IssueKey } from '@mmd/jira-api'
import type { ArrangedBoard } from './arrange-board.ts'

/** A place on a board: column, and card in it; a column without cards has none. */
export interface Place {
  readonly column: number
  readonly row: number
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value))

/** Where a card stands; the first card where it is not on the board. */
export const placeOf = ({ columns }: ArrangedBoard, key: IssueKey | null): Place => {
  const column = key === null ? -1 : columns.findIndex(({ keys }) => keys.includes(key))
  if (column !== -1 && key !== null) return { column, row: columns[column]?.keys.indexOf(key) ?? 0 }
  return {
    column: Math.max(
      0,
      columns.findIndex(({ keys }) => keys.length > 0),
    ),
    row: 0,
  }
}

export const keyAt = ({ columns }: ArrangedBoard, { column, row }: Place): IssueKey | undefined =>
  columns[column]?.keys[row]

/** Up or down in the column, held at its ends. */
export const alongColumn = (board: ArrangedBoard, from: Place, step: (row: number, count: number) => number): Place => {
  const count = board.columns[from.column]?.keys.length ?? 0
  return { column: from.column, row: clamp(step(from.row, count), Math.max(0, count - 1)) }
}

/** To the next column with cards on that side, at the same height; where there is none one stays. */
export const acrossColumns = ({ columns }: ArrangedBoard, from: Place, by: 1 | -1): Place => {
  for (let column = from.column + by; column >= 0 && column < columns.length; column += by) {
    const count = columns[column]?.keys.length ?? 0
    if (count > 0) return { column, row: clamp(from.row, count - 1) }
  }
  return from
}

/** The next column on that side that an issue can stand in. */
export const columnBeside = ({ columns }: ArrangedBoard, from: number, by: 1 | -1): number | undefined => {
  for (let column = from + by; column >= 0 && column < columns.length; column += by)
    if ((columns[column]?.statusIds.length ?? 0) > 0) return column
  return undefined
}
