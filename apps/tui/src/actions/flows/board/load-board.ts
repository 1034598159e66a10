import type { App, SiteSession } from '../../../app/app.ts'
import { activeBoard, boardRef, withActiveBoard } from '../../../state/active-board.ts'
import type { BoardSetup } from '../../../state/board.ts'

/** True for what the catalogue of a board holds. */
export const isSetup = (value: unknown): value is BoardSetup =>
  typeof value === 'object' && value !== null && 'configuration' in value && 'quickFilters' in value

/** Boards that the site was asked for in this run. */
const asked = new WeakMap<SiteSession['replica'], Set<string>>()

const put = (app: App, view: string, setup: BoardSetup): void =>
  app.store.update((state) => {
    if (state.activeView !== view || JSON.stringify(activeBoard(state).setup) === JSON.stringify(setup)) return state
    return withActiveBoard(state, (board) => ({ ...board, setup }))
  })

/** How the board on screen is set up: as the copy has it at once, then as the site says when that is older than a day. */
export const loadBoard = (app: App): void => {
  const state = app.store.get()
  const session = app.session()
  const ref = boardRef(state)
  if (session === null || session.members !== undefined || ref?.part !== 'board') return
  const name = `board:${ref.id}`
  const before = asked.get(session.replica) ?? new Set()
  if (before.has(name) && activeBoard(state).setup !== undefined) return
  if (before.has(name) && !isSetup(session.replica.catalogue(name))) return
  asked.set(session.replica, before.add(name))
  const view = state.activeView
  const known = session.replica.catalogue(name)
  if (isSetup(known)) put(app, view, known)
  void session.catalogue(name).then(
    (found) => {
      if (isSetup(found)) put(app, view, found)
    },
    (error: unknown) => {
      if (!isSetup(known)) app.fail(error, session.site)
    },
  )
}
