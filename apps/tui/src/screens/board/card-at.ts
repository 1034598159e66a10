import type { IssueKey } from '@mmd/jira-api'
import { keyAt } from '../../board/board-cursor.ts'
import { boardCards } from '../../state/selectors.ts'
import type { AppState } from '../../state/state.ts'
import { titleLines } from './board-room.ts'
import { boardWindow } from './board-window.ts'

/** The card at a cell inside the frame of a board that is on screen; undefined: there is none. */
export const cardAt = (
  state: AppState,
  replica: Parameters<typeof boardCards>[1],
  { column, row }: { readonly column: number; readonly row: number },
): IssueKey | undefined => {
  const board = boardCards(state, replica)
  if (board === null || row < titleLines) return undefined
  const { room, columns } = boardWindow(state, board)
  let left = 0
  const seen = columns.find(({ width }) => {
    left += width + 1
    return column < left
  })
  if (seen === undefined) return undefined
  const line = row - titleLines
  return keyAt(board, { column: seen.index, row: seen.top + Math.floor(line / room.cardLines) })
}
