import type { IssueKey } from '@mmd/jira-api'
import { splitOrder } from '@mmd/replica/first-page'
import type { App } from '../../../app/app.ts'
import { activeBoard, withActiveBoard } from '../../../state/active-board.ts'
import type { QuickChoice } from '../../../state/board.ts'
import { pick } from '../pick.ts'

/** Asks which of the board's quick filters are on; the site says which issues they let through. */
export const openQuickFilters = (app: App): void => {
  const session = app.session()
  const state = app.store.get()
  const { setup, quick } = activeBoard(state)
  const view = state.views.find(({ id }) => id === state.activeView)
  if (session === null || setup === undefined || view === undefined) return
  const put = (choice: QuickChoice | null): void =>
    app.store.update((now) =>
      now.activeView === view.id ? withActiveBoard(now, (board) => ({ ...board, quick: choice })) : now,
    )
  const apply = async (ids: readonly string[]): Promise<void> => {
    const chosen = setup.quickFilters.filter(({ id }) => ids.includes(id))
    if (chosen.length === 0) return put(null)
    const { where } = splitOrder(view.jql)
    const jql = [where, ...chosen.map((one) => splitOrder(one.jql).where)].map((one) => `(${one})`).join(' AND ')
    const found = await session.client.ids(jql)
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
