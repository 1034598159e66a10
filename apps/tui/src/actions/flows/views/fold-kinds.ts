import type { App } from '../../../app/app.ts'
import { kindAtCursor, toHeading, viewKinds } from '../../../state/views-cursor.ts'
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

/** Folds the views of this kind, or unfolds them. */
export const toggleKind = (app: App, name: string): void => {
  const isFolded = app.store.get().kept.book.folded.includes(name)
  setFolded(app, [name], !isFolded)
  app.store.update((state) => toHeading(state, name))
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
