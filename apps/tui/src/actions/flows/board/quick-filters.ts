import type { IssueKey } from '@mmd/jira-api'
import { splitOrder } from '@mmd/replica/first-page'
import type { App } from '../../../app/app.ts'
import { activeBoard, withBoard } from '../../../state/active-board.ts'
import type { QuickChoice } from '../../../state/board.ts'
import { pick } from '../pick.ts'

/** The choice that was made last on each board, which an answer to an earlier one must not take the place of. */
const newest = new WeakMap<App['store'], Map<string, symbol>>()

const begin = ({ store }: App, view: string): (() => boolean) => {
  const choices = newest.get(store) ?? new Map<string, symbol>()
  newest.set(store, choices)
  const own = Symbol(view)
  choices.set(view, own)
  return () => choices.get(view) === own
}

/** Asks which of the board's quick filters are on; the site says which issues they let through. */
export const openQuickFilters = (app: App): void => {
  const session = app.session()
  const state = app.store.get()
  const { setup, quick } = activeBoard(state)
  const view = state.views.find(({ id }) => id === state.activeView)
  if (session === null || setup === undefined || view === undefined) return
  const put = (choice: QuickChoice | null): void =>
    app.store.update((now) => withBoard(now, view.id, (board) => ({ ...board, quick: choice })))
  const apply = async (ids: readonly string[]): Promise<void> => {
    const isNewest = begin(app, view.id)
    const chosen = setup.quickFilters.filter(({ id }) => ids.includes(id))
    if (chosen.length === 0) return put(null)
    const { where } = splitOrder(view.jql)
    const jql = [where, ...chosen.map((one) => splitOrder(one.jql).where)].map((one) => `(${one})`).join(' AND ')
    const found = await session.client.ids(jql)
    if (!isNewest() || app.session()?.replica !== session.replica) return
    const keys = new Set(found.map(({ key }): IssueKey => key))
    put({ ids: chosen.map(({ id }) => id), names: chosen.map(({ name }) => name), keys })
  }
  pick(app, {
    title: 'Quick filters',
    placeholder: 'Space chooses, Enter shows what they let through',
    chosen: new Set(quick?.ids ?? []),
    items: setup.quickFilters.map(({ id, name, jql }) => ({ id, label: name, detail: jql })),
    onPick: (ids) => void apply(ids).catch((error: unknown) => app.fail(error, session.site)),
  })
}

/** Why there is nothing to choose from, or true. */
export const hasQuickFilters = (app: App): true | string =>
  (activeBoard(app.store.get()).setup?.quickFilters.length ?? 0) > 0 ? true : 'this board has no quick filters'
