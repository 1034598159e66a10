import type { App } from '../../../app/app.ts'
import { toRowField } from '../../../screens/triage/columns/built-in-fields.ts'
import { titleOf } from '../../../screens/triage/columns/place-columns.ts'
import { specOf } from '../../../session/views/spec-of.ts'
import { activeViewOf } from '../../../state/arranged/active-view.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { activeRows } from '../../../state/selectors.ts'
import type { ListView, SortChoice } from '../../../state/view.ts'
import { pick } from '../pick.ts'
import { changeLook } from './change-book.ts'
import { directionWords } from './order-words.ts'
import { fieldItems } from './site-fields.ts'

/** The order that the query of the view has by itself. */
const bySite = 'site/order'

const isSame = (field: string, other: string | undefined): boolean =>
  other !== undefined && field.toLowerCase() === other.toLowerCase()

/** Dates begin with the newest and priorities with the highest, everything else with the least. */
const beginsDescending = (field: string): boolean =>
  ['created', 'updated', 'priority'].includes(toRowField(field) ?? '')

/** Asks by which field the list is to be ordered; the one that it is ordered by is turned round. */
export const openSort = (app: App): void => {
  const view = activeViewOf(app.store.get())
  if (view === undefined) return
  const now = view.sort
  pick(app, {
    title: 'Order by',
    placeholder: now === undefined ? 'a field' : 'a field; the same one again turns the order round',
    items: async () => {
      const items = (await fieldItems(app)).map(
        (item): PickerItem =>
          now !== undefined && isSame(item.id, now.field) ? { ...item, detail: `now ${directionWords(now)}` } : item,
      )
      const first = items.filter(({ id }) => isSame(id, now?.field))
      const reset: readonly PickerItem[] =
        now === undefined ? [] : [{ id: bySite, label: 'As the view has it', detail: 'no other order' }]
      return [...first, ...reset, ...items.filter((item) => !first.includes(item))]
    },
    onPick: ([id = '']) => {
      if (id === bySite) return sortBy(app, view, undefined)
      const descending = isSame(id, now?.field) ? now?.descending !== true : beginsDescending(id)
      sortBy(app, view, { field: id, descending })
    },
  })
}

/** Orders the rows here where all of them are, and else asks the site for them in that order; says which. */
const sortBy = (app: App, view: ListView, wanted: Omit<SortChoice, 'by'> | undefined): void => {
  const session = app.session()
  if (session === null) return
  const rows = activeRows(app.store.get(), session.replica)
  const isWhole =
    rows !== undefined && rows.total !== null && rows.keys.length >= rows.total && view.sort?.by !== 'site'
  const next = changeLook(app, view, ({ sort: _, ...look }) =>
    wanted === undefined ? look : { ...look, sort: { ...wanted, by: isWhole ? 'here' : 'site' } },
  )
  if (next.jql !== view.jql || next.sort !== undefined)
    void session.replica.openView(specOf(next, app.store.get().config))
  if (wanted === undefined) return app.toast('info', 'In the order of the view itself')
  const words = `By ${titleOf(wanted.field)}, ${directionWords(wanted)}`
  app.toast(
    'info',
    isWhole ? `${words} · ordered here, all ${rows.keys.length} are copied` : `${words} · asked of the site`,
  )
}
