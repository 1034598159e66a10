import type { App } from '../app/app.ts'
import { moveTo, reanchor } from '../state/list.ts'
import { listHeight, readsIssue, shownKeys } from '../state/selectors.ts'
import { activeList, type PaneName, withActiveList } from '../state/state.ts'
import { isOnHeading, stepViews } from '../state/views-cursor.ts'
import { type Action, key } from './action.ts'
import { scrollIssue } from './flows/items/cursor.ts'
import { foldKind } from './flows/views/fold-kinds.ts'

type Step = (from: number, page: number, count: number) => number

/** Moves what has the focus: the cursor of the list or of the views, or the text of the preview. */
const move = (app: App, step: Step): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  if (readsIssue(app.store.get())) return scrollIssue(app, step)
  app.store.update((state) => {
    if (state.focus === 'views') return stepViews(state, step)
    const keys = shownKeys(state, replica)
    const height = listHeight(state)
    const anchored = reanchor(activeList(state), keys, height)
    return withActiveList(state, () => moveTo(anchored, keys, step(anchored.cursor, height, keys.length), height))
  })
}

const panes: readonly PaneName[] = ['views', 'list', 'preview']

const focusBy = (app: App, step: 1 | -1, wrap: boolean): void =>
  app.store.update((state) => {
    const at = panes.indexOf(state.focus) + step
    const to = wrap ? (at + panes.length) % panes.length : Math.max(0, Math.min(panes.length - 1, at))
    return { ...state, zoomed: false, visited: null, focus: panes[to] ?? 'list' }
  })

const movement = (
  id: string,
  title: string,
  keys: Action['keys'],
  step: (from: number, page: number, total: number, count: number | undefined) => number,
): Action => ({
  id: `move.${id}`,
  title,
  group: 'Move',
  scope: 'triage',
  keys,
  palette: false,
  run: (app, count) => move(app, (from, page, total) => step(from, page, total, count)),
})

export const moveActions: readonly Action[] = [
  movement('down', 'Down', key('j', 'down'), (from, _page, _total, count = 1) => from + count),
  movement('up', 'Up', key('k', 'up'), (from, _page, _total, count = 1) => from - count),
  movement('half-down', 'Half a page down', key('ctrl-d'), (from, page, _t, count = 1) => from + count * (page >> 1)),
  movement('half-up', 'Half a page up', key('ctrl-u'), (from, page, _t, count = 1) => from - count * (page >> 1)),
  movement('page-down', 'A page down', key('pagedown', 'ctrl-f'), (from, page, _t, count = 1) => from + count * page),
  movement('page-up', 'A page up', key('pageup', 'ctrl-b'), (from, page, _t, count = 1) => from - count * page),
  movement('first', 'First row, or the row with the number typed before', key('g', 'home'), (_f, _p, _t, count) =>
    count === undefined ? 0 : count - 1,
  ),
  {
    ...movement('last', 'Last row, or the row with the number typed before', key('G', 'end'), () => 0),
    run: (app, count) => {
      const goTo = (): void => move(app, (_from, _page, total) => (count === undefined ? total - 1 : count - 1))
      goTo()
      const session = app.session()
      const { activeView, focus, zoomed } = app.store.get()
      if (session === null || focus !== 'list' || zoomed) return
      const rows = session.replica.view(activeView)
      const wanted = Math.min(count ?? Number.POSITIVE_INFINITY, rows?.total ?? 0)
      if (rows === undefined || rows.keys.length >= wanted) return
      const left = app.store.get()
      const isThere = (): boolean => {
        const { site, activeView: view, focus: pane, zoomed: zoom } = app.store.get()
        const stays = activeList(app.store.get()).cursor === activeList(left).cursor
        return stays && site?.name === left.site?.name && view === activeView && pane === 'list' && !zoom
      }
      void session.replica.loadMore(activeView, wanted).then(() => isThere() && goTo())
    },
  },
  {
    id: 'focus.next',
    title: 'Next pane',
    group: 'Move',
    scope: 'triage',
    keys: key('tab'),
    palette: false,
    run: (app) => focusBy(app, 1, true),
  },
  {
    id: 'focus.previous',
    title: 'Previous pane',
    group: 'Move',
    scope: 'triage',
    keys: key('shift-tab'),
    palette: false,
    run: (app) => focusBy(app, -1, true),
  },
  {
    id: 'focus.left',
    title: 'Pane to the left',
    group: 'Move',
    scope: 'triage',
    keys: key('h', 'left'),
    palette: false,
    run: (app) => focusBy(app, -1, false),
  },
  {
    id: 'focus.right',
    title: 'Pane to the right',
    group: 'Move',
    scope: 'triage',
    keys: key('right'),
    palette: false,
    run: (app) => focusBy(app, 1, false),
  },
  {
    id: 'focus.list',
    title: 'Into the list, or unfold what the cursor is on',
    group: 'Move',
    scope: 'views',
    keys: key('l', 'enter'),
    palette: false,
    run: (app) =>
      isOnHeading(app.store.get()) ? foldKind(app) : app.store.update((state) => ({ ...state, focus: 'list' })),
  },
]
