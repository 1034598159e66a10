import { moveAlong, moveToCard } from '../actions/flows/board/move-cursor.ts'
import { toggleKind } from '../actions/flows/views/fold-kinds.ts'
import { findAction } from '../actions/registry.ts'
import type { App } from '../app/app.ts'
import type { Keys } from '../app/keys.ts'
import { cardAt } from '../screens/board/card-at.ts'
import { triageLayout } from '../screens/triage/layout.ts'
import { footer } from '../screens/triage/triage-panes.ts'
import { viewAtLine } from '../screens/triage/views-pane.ts'
import { shownBoard } from '../state/active-board.ts'
import { moveTo, toggleMark } from '../state/list.ts'
import { listHeight, shownKeys } from '../state/selectors.ts'
import { activeList, type PaneName, topModal, withActiveList } from '../state/state.ts'
import { toView, viewsShown } from '../state/views-cursor.ts'
import { clickDialog } from './click-dialog.ts'
import { clickInbox, wheelInbox } from './click-inbox.ts'
import { clickIssue } from './click-issue.ts'
import { type Border, type Cell, listRowAt, placeAt, pullBorder } from './places.ts'
import { chordsOf, hintAt, probe } from './probe.ts'
import type { MouseReport } from './report.ts'
import { scrollDialog, scrollList, scrollPreview, scrollViews } from './wheel.ts'

/** Two clicks on a row within this time are one double click, ms. */
const doublePause = 400

interface Click extends Cell {
  readonly at: number
}

/** What clicks, the wheel and pulling do. All of it can be done with keys too. */
export const createMouse = (app: App, keys: Pick<Keys, 'press'>): ((report: MouseReport) => void) => {
  let last: Click | undefined
  let pulled: Border | undefined

  const isSecond = ({ column, row }: Cell): boolean => {
    const at = app.shell.now()
    const isDouble =
      last !== undefined && last.row === row && Math.abs(last.column - column) <= 1 && at - last.at <= doublePause
    // A third click begins anew.
    last = isDouble ? undefined : { column, row, at }
    return isDouble
  }

  const press = (cell: Cell, ctrl: boolean): void => {
    const isDouble = isSecond(cell)
    const modal = topModal(app.store.get())
    if (modal?.kind === 'filter') keys.press('enter')
    else if (modal !== undefined) {
      if (placeAt(app.store.get(), cell).kind === 'footer') pressFooter(app, cell.column, keys.press)
      else clickDialog(app, modal, cell, isDouble, keys.press)
      return
    }
    const state = app.store.get()
    if (state.site === null) return
    if (state.inbox !== null) return clickInbox(app, cell, keys.press)
    const place = placeAt(state, cell)
    if (place.kind === 'border') pulled = place.border
    else if (place.kind === 'footer') pressFooter(app, cell.column, keys.press)
    else if (place.kind === 'pane' && place.pane === 'preview') clickIssue(app, place.row, isDouble, keys.press)
    else if (place.kind === 'pane' && place.pane === 'list' && shownBoard(state) !== null)
      clickCard(app, { column: cell.column - (triageLayout(state).views?.width ?? 0) - 1, row: place.row }, isDouble)
    else if (place.kind === 'pane') clickPane(app, place.pane, place.row, { isDouble, ctrl })
  }

  const wheel = (cell: Cell, step: 1 | -1): void => {
    const state = app.store.get()
    const modal = topModal(state)
    if (modal !== undefined && modal.kind !== 'filter') return scrollDialog(modal, step, keys.press)
    if (state.site === null) return
    if (state.inbox !== null) return wheelInbox(app, cell, step)
    const place = placeAt(state, cell)
    if (place.kind !== 'pane') return
    if (place.pane === 'list' && shownBoard(state) !== null) moveAlong(app, step)
    else if (place.pane === 'list') scrollList(app, step)
    else if (place.pane === 'preview') scrollPreview(app, step)
    else scrollViews(app, step)
  }

  return ({ kind, ctrl, ...cell }) =>
    app.store.batch(() => {
      if (kind === 'press') press(cell, ctrl)
      else if (kind === 'release') pulled = undefined
      else if (kind === 'drag') {
        const border = pulled
        if (border !== undefined) app.store.update((state) => pullBorder(state, border, cell))
      } else wheel(cell, kind === 'wheel-down' ? 1 : -1)
    })
}

const pressFooter = (app: App, column: number, press: Keys['press']): void => {
  const [state, session] = [app.store.get(), app.session()]
  if (session === null) return
  const line = footer({ app, state, session, theme: probe })
  chordsOf(hintAt(line, column) ?? '')?.forEach(press)
}

const focus = (app: App, pane: PaneName): void =>
  app.store.update((state) => (state.focus === pane || state.zoomed ? state : { ...state, focus: pane }))

const clickPane = (
  app: App,
  pane: PaneName,
  row: number,
  { isDouble, ctrl }: { readonly isDouble: boolean; readonly ctrl: boolean },
): void => {
  focus(app, pane)
  if (pane === 'views') clickView(app, row, isDouble)
  else if (pane === 'list' && clickRow(app, row, ctrl) && isDouble && !ctrl) {
    const open = findAction('issue.open')
    if (open?.enabled === undefined || open.enabled(app) === true) open?.run(app, undefined)
  }
}

const clickCard = (app: App, cell: Cell, isDouble: boolean): void => {
  focus(app, 'list')
  const replica = app.session()?.replica
  const key = replica && cardAt(app.store.get(), replica, cell)
  if (key === undefined) return
  moveToCard(app, key)
  if (isDouble) findAction('issue.open')?.run(app, undefined)
}

const clickView = (app: App, row: number, isDouble: boolean): void => {
  const state = app.store.get()
  const height = (triageLayout(state).views?.height ?? 2) - 2
  const place = viewAtLine({ ...viewsShown(state), height }, row)
  if (place?.kind === 'heading' && !isDouble) toggleKind(app, place.name)
  const view = place?.kind === 'view' ? state.views[place.index] : undefined
  if (view !== undefined) app.store.update((now) => ({ ...toView(now, view.id), focus: isDouble ? 'list' : 'views' }))
}

/** True when there is a row. */
const clickRow = (app: App, row: number, ctrl: boolean): boolean => {
  const replica = app.session()?.replica
  const state = app.store.get()
  const at = listRowAt(state, row)
  if (replica === undefined || at === undefined || row < 0) return false
  const keys = shownKeys(state, replica)
  const key = keys[at]
  if (key === undefined) return false
  app.store.update((s) =>
    withActiveList(s, (list) => moveTo(ctrl ? toggleMark(list, key) : list, keys, at, listHeight(s))),
  )
  return activeList(app.store.get()).cursor === at
}
