import type { App } from '../../../app/app.ts'
import { kindAtCursor, toHeading, viewKinds } from '../../../state/views-cursor.ts'
import { openBoard } from '../board/open-board.ts'
import { openQueue } from '../desk/open-queue.ts'
import { changeBook } from './change-book.ts'

/** Why the kind of views under the cursor cannot be folded; true where it can. */
export const canFoldKind = (app: App): true | string =>
  kindAtCursor(app.store.get()) === '' ? 'these views stand under no heading' : true

/** Folds or unfolds these kinds of views; that is kept for the next start. */
const setFolded = (app: App, names: readonly string[], folded: boolean): void =>
  changeBook(app, (book) => {
    const others = book.folded.filter((name) => !names.includes(name))
    return { ...book, folded: folded ? [...others, ...names] : others }
  })

/** Folds the views of this kind, or unfolds them; of one that has none yet the site's are offered. */
export const toggleKind = (app: App, name: string): void => {
  const state = app.store.get()
  if (viewKinds(state).includes(name)) setFolded(app, [name], !state.kept.book.folded.includes(name))
  app.store.update((now) => toHeading(now, name))
  if (!viewKinds(state).includes(name)) (name === 'Boards' ? openBoard : openQueue)(app)
}

/** Folds the kind of views that the cursor is in, or unfolds the one whose heading it is on. */
export const foldKind = (app: App): void => {
  const name = kindAtCursor(app.store.get())
  if (name !== '') toggleKind(app, name)
}

/** Folds all kinds of views, or unfolds them where all are folded. */
export const foldAllKinds = (app: App): void => {
  const state = app.store.get()
  const names = viewKinds(state)
  setFolded(app, names, !names.every((name) => state.kept.book.folded.includes(name)))
}
