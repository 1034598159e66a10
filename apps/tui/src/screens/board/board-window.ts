import type { ArrangedBoard } from '../../board/arrange-board.ts'
import { type Place, placeOf } from '../../board/board-cursor.ts'
import { activeBoard } from '../../state/active-board.ts'
import { scrollTop } from '../../state/list.ts'
import { type AppState, activeList } from '../../state/state.ts'
import { type BoardRoom, boardRoom, widthsOf } from './board-room.ts'

/** A column that is on screen. */
interface SeenColumn {
  /** Among all columns of the board. */
  readonly index: number
  /** Cells. */
  readonly width: number
  /** Index of its first card on screen. */
  readonly top: number
}

/** What of a board is on screen. */
export interface BoardWindow {
  readonly room: BoardRoom
  readonly cursor: Place
  /** From left to right. */
  readonly columns: readonly SeenColumn[]
}

/** What of the board is on screen: the card under the cursor always is, and a column that became shorter has no gap at its end. */
export const boardWindow = (state: AppState, board: ArrangedBoard): BoardWindow => {
  const view = activeBoard(state)
  const room = boardRoom(state, board.columns.length)
  const cursor = placeOf(board, activeList(state).cursorKey)
  const first = scrollTop(Math.min(view.first, cursor.column), cursor.column, room.columns, board.columns.length)
  const shown = board.columns.slice(first, first + room.columns)
  const widths = widthsOf(room.width, Math.max(1, shown.length))
  const columns = shown.map(({ keys }, at): SeenColumn => {
    const index = first + at
    const kept = Math.min(view.tops[index] ?? 0, Math.max(0, keys.length - room.cards))
    const top = index === cursor.column ? scrollTop(kept, cursor.row, room.cards, keys.length) : kept
    return { index, width: widths[at] ?? room.width, top }
  })
  return { room, cursor, columns }
}
