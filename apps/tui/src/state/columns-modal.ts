import type { ColumnChoice } from './view.ts'

/** The columns of a list, to be chosen, put in order and made wider or narrower. */
export interface ColumnsModal {
  readonly kind: 'columns'
  readonly id: number
  /** The view that they are of. */
  readonly title: string
  readonly columns: readonly ColumnChoice[]
  readonly cursor: number
  /** Asks for more columns, which are put behind the cursor. */
  readonly onAdd: (modal: number) => void
  readonly onKeep: (columns: readonly ColumnChoice[] | null) => void
}
