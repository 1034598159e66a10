import type { IssueKey } from '@mmd/jira-api'
import { keyAt, placeOf } from '../../board/board-cursor.ts'
import { activeBoard } from '../../state/active-board.ts'
import { scrollTop } from '../../state/list.ts'
import { boardCards } from '../../state/selectors.ts'
import { type AppState, activeList } from '../../state/state.ts'
import { boardRoom, titleLines, widthsOf } from './board-room.ts'

/** The card at a cell inside the frame of a board that is on screen; undefined: there is none. */
export const cardAt = (
  state: AppState,
  replica: Parameters<typeof boardCards>[1],
  { column, row }: { readonly column: number; readonly row: number },
): IssueKey | undefined => {
  const board = boardCards(state, replica)
  if (board === null || row < titleLines) return undefined
  const view = activeBoard(state)
  const room = boardRoom(state, board.columns.length)
  const cursor = placeOf(board, activeList(state).cursorKey)
  const first = scrollTop(Math.min(view.first, cursor.column), cursor.column, room.columns, board.columns.length)
  const widths = widthsOf(room.width, Math.min(room.columns, board.columns.length))
  let left = 0
  const index = widths.findIndex((cells) => {
    left += cells + 1
    return column < left
  })
  if (index === -1) return undefined
  const own = first + index
  const line = row - titleLines
  const top = view.tops[own] ?? 0
  return keyAt(board, { column: own, row: top + Math.floor(line / room.cardLines) })
}
