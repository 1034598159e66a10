import type { App } from '../../app/app.ts'
import { changeModal } from '../../state/state.ts'
import { filledWith } from './entries.ts'
import type { FormEntry, FormModal } from './form-modal.ts'
import { rowAfter, rowOf } from './rows.ts'
import { readyToType } from './typing.ts'

/** Changes a form that is open, and tells it what its fields are now. */
export const changeForm = (app: App, id: number, change: (form: FormModal) => FormModal): void => {
  let changed: FormModal | undefined
  app.store.update((state) =>
    changeModal(state, id, 'form', (form) => {
      const next = change(form)
      if (next.entries !== form.entries) changed = next
      return next
    }),
  )
  changed?.onChange(changed.entries)
}

/** The form with one field changed. */
export const withEntry = (form: FormModal, fieldId: string, change: (entry: FormEntry) => FormEntry): FormModal => ({
  ...form,
  error: null,
  entries: form.entries.map((entry) => (entry.meta.id === fieldId ? change(entry) : entry)),
})

/** What a field is filled in with. */
export type Content = Parameters<typeof filledWith>[1]

/** Fills in a field, and goes on to the next row, ready for letters where that is typed. */
export const fillIn = (app: App, id: number, fieldId: string, content: Content): void =>
  changeForm(app, id, (form) => {
    const next = withEntry(form, fieldId, (entry) => filledWith(entry, content))
    const at = rowOf(next, ({ meta }) => meta.id === fieldId)
    return readyToType({ ...next, cursor: rowAfter(next, at) })
  })

/** The same without going on: for what is being written. */
export const keepTyped = (app: App, id: number, fieldId: string, content: Content): void =>
  changeForm(app, id, (form) => withEntry(form, fieldId, (entry) => filledWith(entry, content)))
