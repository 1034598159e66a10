import type { IssueKey } from '@mmd/jira-api'
import type { App } from '../../../app/app.ts'
import type { ArrangedBoard } from '../../../board/arrange-board.ts'
import { acrossColumns, alongColumn, keyAt, type Place, placeOf } from '../../../board/board-cursor.ts'
import { boardRoom } from '../../../screens/board/board-room.ts'
import { withActiveBoard } from '../../../state/active-board.ts'
import { moveTo, scrollTop } from '../../../state/list.ts'
import { boardCards, listHeight } from '../../../state/selectors.ts'
import { type AppState, activeList, withActiveList } from '../../../state/state.ts'

/** The cursor on a place of the board, which then is on screen. */
const moved = (state: AppState, board: ArrangedBoard, to: Place): AppState => {
  const key = keyAt(board, to)
  if (key === undefined) return state
  const at = board.keys.indexOf(key)
  const next = withActiveList(state, (list) => moveTo(list, board.keys, at, listHeight(state)))
  const { columns, cards } = boardRoom(state, board.columns.length)
  return withActiveBoard(next, (view) => ({
    ...view,
    first: scrollTop(view.first, to.column, columns, board.columns.length),
    tops: board.columns.map(({ keys }, index) =>
      index === to.column
        ? scrollTop(view.tops[index] ?? 0, to.row, cards, keys.length)
        : Math.min(view.tops[index] ?? 0, Math.max(0, keys.length - cards)),
    ),
  }))
}

type Step = (board: ArrangedBoard, from: Place, cards: number) => Place

const move = (app: App, step: Step): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  app.store.update((state) => {
    const board = boardCards(state, replica)
    if (board === null) return state
    const from = placeOf(board, activeList(state).cursorKey)
    return moved(state, board, step(board, from, boardRoom(state, board.columns.length).cards))
  })
}

/** Up or down in the column; `page` true: by so many screens of cards. */
export const moveAlong = (app: App, by: number, page = false): void =>
  move(app, (board, from, cards) =>
    alongColumn(
      board,
      from,
      (row) => row + (page ? Math.sign(by) * Math.max(1, Math.round(Math.abs(by) * cards)) : by),
    ),
  )

export const moveToRow = (app: App, row: (count: number) => number): void =>
  move(app, (board, from) => alongColumn(board, from, (_, count) => row(count)))

/** To a card of the board. */
export const moveToCard = (app: App, key: IssueKey): void => move(app, (board) => placeOf(board, key))

export const moveAcross = (app: App, by: 1 | -1, count: number): void =>
  move(app, (board, from) => {
    let at = from
    for (let step = 0; step < count; step += 1) at = acrossColumns(board, at, by)
    if (by < 0 && at === from) queueMicrotask(() => app.store.update((state) => ({ ...state, focus: 'views' })))
    return at
  })
