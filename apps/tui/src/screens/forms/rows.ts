import type { FormEntry, FormModal } from './form-modal.ts'

/** A row of a form: a field, what unfolds the others, or the button. */
export type FormRow =
  | { readonly kind: 'field'; readonly entry: FormEntry }
  | { readonly kind: 'more'; readonly count: number }
  | { readonly kind: 'button' }

/** The rows of a form from above. */
export const rowsOf = ({ entries, unfolded }: Pick<FormModal, 'entries' | 'unfolded'>): readonly FormRow[] => {
  const shown = entries.filter(({ folded, error }) => !folded || unfolded || error !== null)
  const rows = shown.map((entry): FormRow => ({ kind: 'field', entry }))
  const count = entries.filter(({ folded }) => folded).length
  return [...rows, ...(count === 0 ? [] : [{ kind: 'more', count } as const]), { kind: 'button' }]
}

/** The field under the cursor. */
export const entryHere = (modal: Pick<FormModal, 'entries' | 'unfolded' | 'cursor'>): FormEntry | undefined => {
  const row = rowsOf(modal)[modal.cursor]
  return row?.kind === 'field' ? row.entry : undefined
}

/** The row of a field. */
export const rowOf = (modal: Pick<FormModal, 'entries' | 'unfolded'>, holds: (entry: FormEntry) => boolean): number =>
  rowsOf(modal).findIndex((row) => row.kind === 'field' && holds(row.entry))

/** The row to go on to when one is filled in: what is folded away is not asked for, so the button comes before it. */
export const rowAfter = (modal: Pick<FormModal, 'entries' | 'unfolded'>, at: number): number => {
  const rows = rowsOf(modal)
  return Math.min(rows.length - 1, rows[at + 1]?.kind === 'more' && !modal.unfolded ? at + 2 : at + 1)
}
