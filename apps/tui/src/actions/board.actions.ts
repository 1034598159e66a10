import { type Action, key } from './action.ts'
import { isRanked, moveCard, rankCard } from './flows/board/move-card.ts'
import { moveAcross, moveAlong, moveToRow } from './flows/board/move-cursor.ts'
import { hasBoard, openBoard, toggleBoard } from './flows/board/open-board.ts'
import { hasQuickFilters, openQuickFilters } from './flows/board/quick-filters.ts'
import { openQueue } from './flows/desk/open-queue.ts'

const board = { group: 'Board', scope: 'board' } as const
const move = { ...board, palette: false } as const

/** Boards and queues of service desks, and the order of a backlog. */
export const boardActions: readonly Action[] = [
  { ...board, id: 'board.open', title: 'Show a board…', scope: 'triage', keys: key('B'), run: openBoard },
  {
    ...board,
    id: 'board.as-list',
    title: 'Show the board as a list, or in columns again',
    scope: 'triage',
    keys: key('v'),
    enabled: hasBoard,
    run: toggleBoard,
  },
  {
    ...board,
    id: 'queue.open',
    title: 'Show a queue of a service desk…',
    scope: 'triage',
    keys: key('Q'),
    run: openQueue,
  },
  {
    ...board,
    id: 'backlog.rank-up',
    title: 'Rank the issue higher',
    scope: 'list',
    keys: key('ctrl-up'),
    enabled: isRanked,
    run: (app, count = 1) => rankCard(app, -count),
  },
  {
    ...board,
    id: 'backlog.rank-down',
    title: 'Rank the issue lower',
    scope: 'list',
    keys: key('ctrl-down'),
    enabled: isRanked,
    run: (app, count = 1) => rankCard(app, count),
  },
]

/** What is done with a card, and moving among them: in the columns of a board. */
export const cardActions: readonly Action[] = [
  {
    ...board,
    id: 'board.move-right',
    title: 'Move the card to the next column',
    hint: 'move on',
    keys: key('L', 'shift-right'),
    run: (app) => moveCard(app, 1),
  },
  {
    ...board,
    id: 'board.move-left',
    title: 'Move the card to the column before',
    hint: 'move back',
    keys: key('H', 'shift-left'),
    run: (app) => moveCard(app, -1),
  },
  {
    ...board,
    id: 'board.rank-up',
    title: 'Rank the card higher',
    hint: 'higher',
    keys: key('K', 'shift-up'),
    run: (app, count = 1) => rankCard(app, -count),
  },
  {
    ...board,
    id: 'board.rank-down',
    title: 'Rank the card lower',
    hint: 'lower',
    keys: key('J', 'shift-down'),
    run: (app, count = 1) => rankCard(app, count),
  },
  {
    ...board,
    id: 'board.quick-filters',
    title: 'Quick filters of the board…',
    hint: 'filters',
    keys: key('F'),
    enabled: hasQuickFilters,
    run: openQuickFilters,
  },
  {
    ...move,
    id: 'board.down',
    title: 'Next card',
    keys: key('j', 'down'),
    run: (app, count = 1) => moveAlong(app, count),
  },
  {
    ...move,
    id: 'board.up',
    title: 'Card before',
    keys: key('k', 'up'),
    run: (app, count = 1) => moveAlong(app, -count),
  },
  {
    ...move,
    id: 'board.right',
    title: 'Column to the right',
    keys: key('l', 'right'),
    run: (app, count = 1) => moveAcross(app, 1, count),
  },
  {
    ...move,
    id: 'board.left',
    title: 'Column to the left',
    keys: key('h', 'left'),
    run: (app, count = 1) => moveAcross(app, -1, count),
  },
  {
    ...move,
    id: 'board.half-down',
    title: 'Half a page down',
    keys: key('ctrl-d', 'pagedown', 'ctrl-f'),
    run: (app) => moveAlong(app, 0.5, true),
  },
  {
    ...move,
    id: 'board.half-up',
    title: 'Half a page up',
    keys: key('ctrl-u', 'pageup', 'ctrl-b'),
    run: (app) => moveAlong(app, -0.5, true),
  },
  {
    ...move,
    id: 'board.first',
    title: 'First card, or the one with the number typed before',
    keys: key('g', 'home'),
    run: (app, count = 1) => moveToRow(app, () => count - 1),
  },
  {
    ...move,
    id: 'board.last',
    title: 'Last card, or the one with the number typed before',
    keys: key('G', 'end'),
    run: (app, count) => moveToRow(app, (total) => (count ?? total) - 1),
  },
]
