import type { Config } from '../../../config/config.ts'
import type { ColumnChoice, ListView } from '../../../state/view.ts'
import { toRowField } from './built-in-fields.ts'

/** Rows that the titles of chosen columns take from a list. */
export const titleRows = 1

/** The columns of a view, its own before those that hold for every view; null: those that a list has by itself. */
export const chosenColumns = (
  view: ListView | undefined,
  { columns }: Pick<Config, 'columns'>,
): readonly ColumnChoice[] | null => {
  if (view?.columns !== undefined && view.columns.length > 0) return view.columns
  return columns.length === 0 ? null : columns.map((field) => ({ field }))
}

/** The fields that the rows of a view must be asked for, since not every row has them. */
export const fieldsOf = (view: ListView, config: Pick<Config, 'columns'>): readonly string[] => {
  const columns = chosenColumns(view, config) ?? []
  const all = [...columns.map(({ field }) => field), view.sort?.field ?? '', view.group ?? '']
  return [...new Set(all.filter((field) => field !== '' && toRowField(field) === undefined))]
}
