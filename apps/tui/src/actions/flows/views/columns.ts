import type { App } from '../../../app/app.ts'
import { keepCursor } from '../../../app/effects.ts'
import { chosenColumns } from '../../../screens/triage/columns/chosen-columns.ts'
import { specOf } from '../../../session/views/spec-of.ts'
import { activeViewOf } from '../../../state/arranged/active-view.ts'
import { changeModal } from '../../../state/state.ts'
import type { ColumnChoice } from '../../../state/view.ts'
import { pick } from '../pick.ts'
import { changeLook } from './change-book.ts'
import { fieldItems } from './site-fields.ts'

/** What a list shows by itself, as columns to begin with. */
const usual: readonly ColumnChoice[] = ['key', 'type', 'priority', 'summary', 'status', 'assignee', 'updated'].map(
  (field) => ({ field }),
)

/** Opens the columns of the view; what is kept is asked for with the list from then on. */
export const openColumns = (app: App): void => {
  const { config } = app.store.get()
  const view = activeViewOf(app.store.get())
  if (view === undefined) return
  app.open({
    kind: 'columns',
    title: view.title,
    columns: chosenColumns(view, config) ?? usual,
    cursor: 0,
    onAdd: (modal) => addColumns(app, modal),
    onKeep: (columns) => {
      const next = changeLook(app, view, ({ columns: _, ...look }) => (columns === null ? look : { ...look, columns }))
      void app.session()?.replica.openView(specOf(next, config))
      keepCursor(app)
    },
  })
}

const addColumns = (app: App, modal: number): void => {
  const open = app.store.get().modals.find(({ id }) => id === modal)
  const known = open?.kind === 'columns' ? open.columns.map(({ field }) => field.toLowerCase()) : []
  pick(app, {
    title: 'Add columns',
    items: async () => (await fieldItems(app)).filter(({ id }) => !known.includes(id.toLowerCase())),
    chosen: new Set(),
    adds: true,
    onPick: (fields) =>
      app.store.update((state) =>
        changeModal(state, modal, 'columns', (own) => ({
          ...own,
          columns: own.columns.toSpliced(own.cursor + 1, 0, ...fields.map((field) => ({ field }))),
          cursor: fields.length === 0 ? own.cursor : Math.min(own.cursor + 1, own.columns.length),
        })),
      ),
  })
}
