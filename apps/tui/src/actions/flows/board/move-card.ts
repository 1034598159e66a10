import type { Issue, Transition } from '@mmd/jira-api'
import type { RankOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { columnBeside, placeOf } from '../../../board/board-cursor.ts'
import { activeBoard, boardRef } from '../../../state/active-board.ts'
import { boardCards, currentIssue, shownIssueKeys, targetIssues } from '../../../state/selectors.ts'
import { activeList } from '../../../state/state.ts'
import { performAll } from '../perform.ts'
import { chooseTransition } from '../status.ts'

/** Ways of an issue into a column: the names of statuses say which, where there are several. */
const waysTo = (transitions: readonly Transition[], statusIds: readonly string[]): readonly Transition[] => {
  const there = transitions.filter(({ to, available }) => statusIds.includes(to.id) && available)
  const direct = there.filter(({ to }) => to.id === statusIds[0])
  // One status of several is the usual one of its column: the first that can be reached in one way.
  return direct.length === 1 ? direct : there
}

const moveInto = async (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  column: { readonly name: string; readonly statusIds: readonly string[] },
): Promise<void> => {
  const [first] = issues
  if (first === undefined) return
  const ways = waysTo(await session.transitions(first.key), column.statusIds)
  if (ways.length === 0) {
    app.toast('warn', `${first.key}: the workflow has no step from ${first.status.name} to ${column.name}`)
    return
  }
  chooseTransition({ app, session, issues }, ways)
}

/** Moves the card under the cursor, or the marked ones, to the column beside. */
export const moveCard = (app: App, by: 1 | -1): void => {
  const session = app.session()
  if (session === null) return
  const state = app.store.get()
  const board = boardCards(state, session.replica)
  if (board === null) return
  const from = placeOf(board, activeList(state).cursorKey)
  const to = columnBeside(board, from.column, by)
  const column = to === undefined ? undefined : board.columns[to]
  if (column === undefined) {
    app.toast('info', by > 0 ? 'This is the last column' : 'This is the first column')
    return
  }
  const here = new Set(board.columns[from.column]?.keys)
  // Marks in other columns are of another step.
  const issues = targetIssues(state, session.replica).filter(({ key }) => here.has(key))
  void moveInto(app, session, issues, column).catch((error: unknown) => app.fail(error, session.site))
}

/** Puts the issue under the cursor further up or down in the order of the board. */
export const rankCard = (app: App, by: number): void => {
  const session = app.session()
  if (session === null) return
  const state = app.store.get()
  const issue = currentIssue(state, session.replica)
  if (issue === undefined) return
  const board = boardCards(state, session.replica)
  const column = board?.columns[placeOf(board, issue.key).column]
  const keys = column?.keys ?? shownIssueKeys(state, session.replica)
  const at = keys.indexOf(issue.key)
  const to = Math.max(0, Math.min(keys.length - 1, at + by))
  const anchor = keys[to]
  if (at === -1 || anchor === undefined || to === at) {
    app.toast('info', by < 0 ? 'It is the first one already' : 'It is the last one already')
    return
  }
  const [before, after] = [keys[at - 1], keys[at + 1]]
  const base = before === undefined ? (after === undefined ? null : { before: after }) : { after: before }
  const field = activeBoard(state).setup?.configuration.rankFieldId ?? fieldOfOrder(app)
  const operation: RankOperation = {
    kind: 'rank',
    key: issue.key,
    place: by < 0 ? { before: anchor } : { after: anchor },
    base,
    ...(field === null ? {} : { rankFieldId: field }),
  }
  performAll(app, session, [operation], by < 0 ? 'ranked higher' : 'ranked lower')
}

/** The number of the field that the query of the view is ordered by. */
const fieldOfOrder = (app: App): string | null => {
  const { views, activeView } = app.store.get()
  return /order\s+by\s+cf\[(\d+)\]/i.exec(views.find(({ id }) => id === activeView)?.jql ?? '')?.[1] ?? null
}

/** True where the order of the rows is a rank that can be changed. */
export const isRanked = (app: App): true | string =>
  boardRef(app.store.get()) === undefined ? 'only boards and their backlogs are in an order of one’s own' : true
