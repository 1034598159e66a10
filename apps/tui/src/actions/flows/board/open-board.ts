import type { Board } from '@mmd/jira-api'
import type { App, SiteSession } from '../../../app/app.ts'
import { boardQuery } from '../../../board/board-query.ts'
import { activeBoard, boardRef, withActiveBoard } from '../../../state/active-board.ts'
import { pickKnown } from '../plan/pick-known.ts'
import { followSprints } from './follow-sprints.ts'
import { keepViews } from './keep-views.ts'
import { isSetup } from './load-board.ts'

/** Keeps a board, and of one with sprints its backlog, as views, and shows it. */
const keep = async (app: App, session: SiteSession, board: Board): Promise<void> => {
  const { id } = board
  const name = `board:${board.id}`
  // How it is set up now: that is what opening it anew is for. Without the site as the copy has it.
  const setup = await session.catalogue(name, { fresh: true }).catch((error: unknown) => {
    const known = session.replica.catalogue(name)
    if (known === undefined) throw error
    return known
  })
  if (!isSetup(setup) || app.session()?.replica !== session.replica) return
  const { configuration } = setup
  const sites = [session.site.name]
  const view = { id: `own:board-${session.site.name}-${id}`, title: board.name, sites }
  const columns = { ...view, jql: boardQuery(setup, 'board'), board: { id, part: 'board' } } as const
  const backlog = {
    ...view,
    id: `${view.id}-backlog`,
    title: `Backlog: ${board.name}`,
    jql: boardQuery(setup, 'backlog'),
    board: { id, part: 'backlog' },
  } as const
  followSprints(app, session, id, setup)
  keepViews(
    app,
    configuration.type === 'scrum'
      ? [
          { view: columns, look: {} },
          { view: backlog, look: { group: 'Sprint' } },
        ]
      : [{ view: columns, look: {} }],
  )
  app.store.update((state) => withActiveBoard(state, (known) => ({ ...known, setup })))
}

/** Asks which board is to be shown. */
export const openBoard = (app: App): void => {
  const session = app.session()
  if (session === null) return
  if (session.members !== undefined) {
    app.toast('info', 'A board is of one site: S shows one alone')
    return
  }
  const found = new Map<string, Board>()
  pickKnown<readonly Board[]>(app, session, {
    title: 'Show a board',
    placeholder: 'its name; it stays among the views',
    catalogues: ['boards'],
    items: ([boards = []]) =>
      boards.map((board) => {
        found.set(board.id, board)
        return { id: board.id, label: board.name, detail: [board.projectKey, board.type].filter(Boolean).join(' · ') }
      }),
    onPick: ([id = '']) => {
      const board = found.get(id)
      if (board !== undefined) void keep(app, session, board).catch((error: unknown) => app.fail(error, session.site))
    },
  })
}

/** Shows the issues of the board as a list, or in its columns again. */
export const toggleBoard = (app: App): void =>
  app.store.update((state) => withActiveBoard(state, (board) => ({ ...board, asList: !board.asList })))

/** True where the view on screen has a board to be shown as. */
export const hasBoard = (app: App): true | string => {
  const state = app.store.get()
  if (boardRef(state)?.part !== 'board') return 'this view is no board · B shows one'
  return activeBoard(state).setup === undefined ? 'the board is still being fetched' : true
}
