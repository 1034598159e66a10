import type { App, SiteSession } from '../../../app/app.ts'
import { activeBoard, boardRef, withActiveBoard } from '../../../state/active-board.ts'
import type { BoardSetup } from '../../../state/board.ts'
import { followSprints } from './follow-sprints.ts'

/** True for what the catalogue of a board holds. */
export const isSetup = (value: unknown): value is BoardSetup =>
  typeof value === 'object' && value !== null && 'configuration' in value && 'quickFilters' in value

/** The view for which the site was asked last. */
const asked = new WeakMap<SiteSession['replica'], string>()

const put = (app: App, view: string, setup: BoardSetup): void =>
  app.store.update((state) => {
    if (state.activeView !== view || JSON.stringify(activeBoard(state).setup) === JSON.stringify(setup)) return state
    return withActiveBoard(state, (board) => ({ ...board, setup }))
  })

/**
 * How the board on screen is set up: as the copy has it at once, then as the site says when that is older than an hour, or
 * `fresh`.
 */
export const loadBoard = (app: App, { fresh = false }: { readonly fresh?: boolean } = {}): void => {
  const state = app.store.get()
  const session = app.session()
  if (session === null || session.members !== undefined) return
  const view = state.activeView
  const ref = boardRef(state)
  // Who comes back to a board asks anew.
  if (ref === undefined) return void asked.set(session.replica, view)
  const name = `board:${ref.id}`
  const isAsked = !fresh && asked.get(session.replica) === view
  if (isAsked && activeBoard(state).setup !== undefined) return
  const known = session.replica.catalogue(name)
  if (isAsked && !isSetup(known)) return
  asked.set(session.replica, view)
  if (isSetup(known)) put(app, view, known)
  void session.catalogue(name, { fresh }).then(
    (found) => {
      if (!isSetup(found) || app.session()?.replica !== session.replica) return
      put(app, view, found)
      followSprints(app, session, ref.id, found)
    },
    (error: unknown) => {
      if (!isSetup(known) && ref.part === 'board') app.fail(error, session.site)
    },
  )
}
