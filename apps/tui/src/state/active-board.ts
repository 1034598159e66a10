import { type BoardView, emptyBoard } from './board.ts'
import type { AppState } from './state.ts'
import type { BoardRef } from './view.ts'

type Boards = Partial<Pick<AppState, 'views' | 'activeView' | 'boards'>>

/** The board that the view on screen has the issues of; also where it is a backlog, or shown as a list. */
export const boardRef = ({ views, activeView }: Boards): BoardRef | undefined =>
  views?.find(({ id }) => id === activeView)?.board

/** What the screen knows of the board on screen. */
export const activeBoard = ({ boards, activeView = '' }: Boards): BoardView => boards?.[activeView] ?? emptyBoard

/** The board that is on screen as columns; null: the view is a list. */
export const shownBoard = (state: Boards): BoardView | null => {
  if (boardRef(state)?.part !== 'board') return null
  const board = activeBoard(state)
  return board.setup === undefined || board.asList ? null : board
}

/** Changes what the screen knows of the board of a view, on screen or not. */
export const withBoard = (state: AppState, view: string, change: (board: BoardView) => BoardView): AppState => ({
  ...state,
  boards: { ...state.boards, [view]: change(state.boards[view] ?? emptyBoard) },
})

/** The same of the board on screen. */
export const withActiveBoard = (state: AppState, change: (board: BoardView) => BoardView): AppState =>
  withBoard(state, state.activeView, change)
