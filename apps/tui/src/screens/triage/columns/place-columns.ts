import { textWidth } from '@mmd/rich-text/cells'
import type { ColumnChoice } from '../../../state/view.ts'
import { isSprint, type RowField, rowFields, toRowField } from './built-in-fields.ts'

/** A column with its place. */
export interface PlacedColumn {
  readonly field: string
  /** The field of every row that it is, if it is one. */
  readonly own: RowField | undefined
  readonly title: string
  readonly cells: number
}

const usual: Readonly<Record<RowField, number>> = {
  key: 10,
  type: 8,
  priority: 1,
  summary: 30,
  status: 12,
  assignee: 14,
  reporter: 14,
  labels: 14,
  components: 14,
  fixVersions: 10,
  parent: 10,
  project: 6,
  resolution: 10,
  created: 4,
  updated: 4,
  due: 7,
}

/** Narrowest and widest that a column can be made. */
const limits = { least: 1, most: 60 } as const

/** Cells that a column has when nobody chose. */
const usualCells = (field: string, keyCells: number): number => {
  const own = toRowField(field)
  if (own === 'key') return keyCells
  if (own !== undefined) return usual[own]
  // One cell more than its title, for the direction of an order.
  return isSprint(field) ? 14 : Math.max(6, Math.min(13, textWidth(field) + 1))
}

/** Cells of a column, as chosen or else as suits it. */
export const cellsOf = ({ field, width }: ColumnChoice, keyCells: number): number =>
  Math.max(limits.least, Math.min(limits.most, width ?? usualCells(field, keyCells)))

/** What stands above it. */
export const titleOf = (field: string): string => {
  const own = toRowField(field)
  return own === undefined ? field : rowFields[own]
}

/** Cells before the first column: the mark and the state of a row. */
export const leadCells = 2

/**
 * The columns that have room. The summary takes what the others leave, and they give way from the right before it gets less than
 * a third, but a narrow one stays where only a wide one is too much; without a summary the last column stays where it is.
 */
export const placeColumns = (
  choices: readonly ColumnChoice[],
  width: number,
  keyCells: number,
): readonly PlacedColumn[] => {
  const all = choices.map((choice): PlacedColumn => {
    const own = toRowField(choice.field)
    return { field: choice.field, own, title: titleOf(choice.field), cells: cellsOf(choice, keyCells) }
  })
  const isFlexible = ({ own }: PlacedColumn): boolean => own === 'summary'
  const hasSummary = all.some(isFlexible)
  const least = hasSummary ? Math.max(8, Math.floor(width / 3)) : 0
  const taken = (columns: readonly PlacedColumn[]): number =>
    leadCells + columns.reduce((sum, column) => sum + (isFlexible(column) ? 0 : column.cells) + 1, 0)
  let kept = all
  while (kept.length > 1 && taken(kept) + least > width) {
    const last = kept.findLastIndex((column) => !isFlexible(column) && column.own !== 'key')
    const first = last === -1 ? kept.findLastIndex((column) => !isFlexible(column)) : last
    if (first === -1) break
    kept = kept.filter((_, at) => at !== first)
  }
  for (const column of all) {
    const more = all.filter((one) => one === column || kept.includes(one))
    if (more.length > kept.length && taken(more) + least <= width) kept = more
  }
  const rest = Math.max(1, width - taken(kept))
  return kept.map((column) => (isFlexible(column) ? { ...column, cells: rest } : column))
}
