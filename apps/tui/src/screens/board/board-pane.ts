import type { SprintValue } from '@mmd/jira-api'
import { textWidth } from '@mmd/rich-text/cells'
import type { ArrangedBoard, BoardColumnCards } from '../../board/arrange-board.ts'
import { drawFrame } from '../../components/frame.ts'
import { line } from '../../components/pieces.ts'
import { activeBoard } from '../../state/active-board.ts'
import { activeViewOf } from '../../state/arranged/active-view.ts'
import { isInRange } from '../../state/list.ts'
import { boardCards } from '../../state/selectors.ts'
import { type AppState, activeList } from '../../state/state.ts'
import type { Box } from '../triage/layout.ts'
import type { ListParts } from '../triage/list-panes.ts'
import { titleLines } from './board-room.ts'
import { boardWindow } from './board-window.ts'
import { cardLines } from './card.ts'
import { columnTitles } from './column-title.ts'

const dayMs = 24 * 60 * 60_000

/** `PAY 37, 3 days left`. */
const sprintWords = (sprints: readonly SprintValue[], now: number): readonly string[] =>
  sprints
    .filter(({ state }) => state === 'active')
    .map(({ name, end }) => {
      const left = end === null ? Number.NaN : Math.ceil((Date.parse(end) - now) / dayMs)
      if (Number.isNaN(left)) return name
      return left < 0 ? `${name}, over` : `${name}, ${left} day${left === 1 ? '' : 's'} left`
    })

interface ColumnInput {
  readonly column: BoardColumnCards
  readonly width: number
  readonly height: number
  readonly cardHeight: number
  readonly top: number
  /** Of the card under the cursor; -1: it is in another column. */
  readonly row: number
}

const columnLines = (
  parts: ListParts,
  { column, width, height, cardHeight, top, row }: ColumnInput,
): readonly string[] => {
  const { state, session, theme } = parts
  const list = activeList(state)
  const focused = state.focus === 'list'
  const blank = ' '.repeat(width)
  const fits = Math.floor((height + (cardHeight === 4 ? 1 : 0)) / cardHeight)
  const cards = column.keys.slice(top, top + fits).flatMap((key, at) => {
    const issue = session.replica.issue(key)
    if (issue === undefined) return Array.from({ length: cardHeight }, () => blank)
    const isMarked = list.marked.has(key) || (row === top + at && isInRange(list, list.cursor))
    const lines = cardLines({ issue, marks: session.replica.marks(key), isMarked, width, lines: cardHeight, theme })
    const drawn = row === top + at ? lines.map((text) => theme.select(text, focused)) : lines
    return cardHeight === 4 ? [...drawn, blank] : drawn
  })
  const below = column.keys.length - top - fits
  const last = below > 0 && cards.length < height ? [line([['dim', `  ↓ ${below} more`]], width, theme)] : []
  return Array.from({ length: height }, (_, at) => [...cards, ...last][at] ?? blank)
}

const noCards: ArrangedBoard = { columns: [], keys: [] }

/** The board on screen: its columns side by side, those that there is no room for to the right or left. */
export const boardPane = (parts: ListParts, { width, height }: Box): readonly string[] => {
  const { state, session, theme, now } = parts
  const board = boardCards(state, session.replica) ?? noCards
  const { room, cursor, columns } = boardWindow(state, board)
  const seen = columns.flatMap(({ index, ...place }) => {
    const column = board.columns[index]
    const row = index === cursor.column ? cursor.row : -1
    return column === undefined ? [] : [{ ...place, column, row }]
  })
  const bodyHeight = Math.max(0, room.height - titleLines)
  const titles = columnTitles(
    seen.map(({ column, width: cells, row }) => ({ column, width: cells, isHere: row !== -1 })),
    theme,
  )
  const drawn = seen.map(({ column, width: cells, top, row }, at) => [
    titles[at] ?? '',
    theme.paint(column.limit === 'over' ? 'bad' : 'border', '─'.repeat(cells)),
    ...columnLines(parts, { column, width: cells, height: bodyHeight, cardHeight: room.cardLines, top, row }),
  ])
  const bar = (line: number): string => theme.paint('border', line === 1 ? '┼' : '│')
  const lines = Array.from({ length: Math.max(0, room.height) }, (_, at) =>
    drawn.map((column) => column[at] ?? '').join(bar(at)),
  )
  const focused = state.focus === 'list'
  const title = titleOf(state)
  return drawFrame(
    {
      title,
      right: rightOf(
        state,
        { first: columns[0]?.index ?? 0, shown: columns.length, all: board.columns.length, now },
        width - textWidth(title),
      ),
      lines,
      width,
      height,
      focused,
    },
    theme,
  )
}

const titleOf = (state: AppState): string => {
  const { filter } = activeList(state)
  const { quick } = activeBoard(state)
  const words = [...(quick?.names ?? []), ...(filter === '' ? [] : [filter])]
  return [activeViewOf(state)?.title ?? 'Board', ...words].join(' / ')
}

const rightOf = (
  state: AppState,
  { first, shown, all, now }: { first: number; shown: number; all: number; now: number },
  room: number,
): string => {
  const sprints = sprintWords(activeBoard(state).setup?.sprints ?? [], now)
  const place =
    shown < all
      ? [`${first > 0 ? '‹ ' : ''}columns ${first + 1}–${first + shown} of ${all}${first + shown < all ? ' ›' : ''}`]
      : []
  // The name of the board comes first, then where one is.
  return [[...sprints, ...place].join(' · '), place.join('')].find((words) => textWidth(words) + 10 <= room) ?? ''
}
