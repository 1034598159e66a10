import type { AppState } from '../../state/state.ts'
import { triageLayout } from '../triage/layout.ts'

/** What of a board there is room for. */
export interface BoardRoom {
  /** Columns side by side. */
  readonly columns: number
  /** Cards in a column. */
  readonly cards: number
  /** Lines of a card, with the blank one below it where there is one. */
  readonly cardLines: number
  /** Cells and lines inside the frame. */
  readonly width: number
  readonly height: number
}

/** Cells that a column takes at least, with the line beside it. */
const leastWidth = 22

/** Names of the columns, and the line below them. */
export const titleLines = 2

/** Lines for cards from which on each says more. */
const roomy = 24
const middling = 10

export const boardRoom = (
  state: Pick<AppState, 'size' | 'resize' | 'zoomed' | 'focus' | 'views' | 'activeView' | 'boards'>,
  count: number,
): BoardRoom => {
  const box = triageLayout(state).list ?? { width: state.size.columns, height: state.size.rows - 3 }
  const width = Math.max(1, box.width - 2)
  const height = Math.max(1, box.height - 2)
  const lines = Math.max(1, height - titleLines)
  const cardLines = lines >= roomy ? 4 : lines >= middling ? 2 : 1
  return {
    columns: Math.max(1, Math.min(count, Math.floor((width + 1) / leastWidth))),
    cards: Math.max(1, Math.floor((lines + (cardLines === 4 ? 1 : 0)) / cardLines)),
    cardLines,
    width,
    height,
  }
}

/** Widths of columns side by side with a line between them. */
export const widthsOf = (width: number, count: number): readonly number[] => {
  const room = width - (count - 1)
  return Array.from({ length: count }, (_, at) => Math.floor(room / count) + (at < room % count ? 1 : 0))
}
