import type { App } from '../../../app/app.ts'
import { viewsAgain } from '../../../app/views-again.ts'
import { givenViews } from '../../../session/views/all-views.ts'
import { chosenOf, withLook } from '../../../session/views/to-list-view.ts'
import type { ViewBook } from '../../../session/views/view-book.ts'
import { type AppState, sourcesOf } from '../../../state/state.ts'
import type { ListView, ViewLook } from '../../../state/view.ts'

/** Changes what is kept of views, at once on screen and then in the file. */
export const changeBook = (app: App, change: (book: ViewBook) => ViewBook): void => {
  app.store.update((state) => viewsAgain({ ...state, kept: { ...state.kept, book: change(state.kept.book) } }))
  void app.shell.keepViews(app.store.get().kept.book).catch((error: unknown) => app.fail(error))
}

/** Changes how a view shows its rows, and keeps that; of a view of this moment it holds while that is there. */
export const changeLook = (app: App, view: ListView, change: (look: ViewLook) => ViewLook): ListView => {
  const { columns, sort, group } = view
  const look = change({
    ...(columns === undefined ? {} : { columns }),
    ...(sort === undefined ? {} : { sort }),
    ...(group === undefined ? {} : { group }),
  })
  const next = relooked(view, look)
  app.store.update((state) => ({ ...state, views: state.views.map((one) => (one.id === view.id ? next : one)) }))
  if (view.origin !== undefined) {
    const chosen = chosenOf(look, ownLook(app.store.get(), view.id))
    changeBookAlone(app, (book) => ({ ...book, looks: { ...book.looks, [view.id]: chosen } }))
  }
  return next
}

/** How a view looks before anybody has chosen anything: files may say so. */
const ownLook = (state: AppState, id: string): ViewLook => {
  const { book, ...sources } = sourcesOf(state)
  return givenViews({ ...sources, book: { ...book, looks: {} } }).find((view) => view.id === id) ?? {}
}

const relooked = (view: ListView, look: ViewLook): ListView => {
  const { columns: _, sort: __, group: ___, unsorted, ...plain } = view
  return withLook({ ...plain, jql: unsorted ?? view.jql }, look)
}

/** The same where the views on screen are so already. */
export const changeBookAlone = (app: App, change: (book: ViewBook) => ViewBook): void => {
  app.store.update((state) => ({ ...state, kept: { ...state.kept, book: change(state.kept.book) } }))
  void app.shell.keepViews(app.store.get().kept.book).catch((error: unknown) => app.fail(error))
}
