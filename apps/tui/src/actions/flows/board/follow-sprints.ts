import type { App, SiteSession } from '../../../app/app.ts'
import { boardQuery } from '../../../board/board-query.ts'
import { specOf } from '../../../session/views/spec-of.ts'
import type { OwnView } from '../../../session/views/view-book.ts'
import type { BoardSetup } from '../../../state/board.ts'
import { changeBook } from '../views/change-book.ts'

/** The views of a board ask for the sprints that it has now; the one on screen at once. */
export const followSprints = (app: App, session: SiteSession, boardId: string, setup: BoardSetup): void => {
  const follow = (view: OwnView): OwnView => {
    const isOfBoard = view.board?.id === boardId && view.sites?.includes(session.site.name) === true
    return isOfBoard && view.board !== undefined ? { ...view, jql: boardQuery(setup, view.board.part) } : view
  }
  const { kept, activeView } = app.store.get()
  const changed = kept.book.own.filter((view) => follow(view).jql !== view.jql).map(({ id }) => id)
  if (changed.length === 0) return
  changeBook(app, (book) => ({ ...book, own: book.own.map(follow) }))
  const { views, config } = app.store.get()
  const shown = changed.includes(activeView) ? views.find(({ id }) => id === activeView) : undefined
  if (shown !== undefined) void session.replica.openView(specOf(shown, config))
}
