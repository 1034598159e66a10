import type { App } from '../../../app/app.ts'
import type { OwnView } from '../../../session/views/view-book.ts'
import type { ChosenLook } from '../../../state/view.ts'
import { changeBook } from '../views/change-book.ts'

/** Keeps views among one's own, in the place of those with the same ids, and shows the first. What was chosen for them stays. */
export const keepViews = (app: App, kept: readonly { readonly view: OwnView; readonly look: ChosenLook }[]): void => {
  const ids = new Set(kept.map(({ view }) => view.id))
  changeBook(app, (book) => ({
    ...book,
    own: [...book.own.filter(({ id }) => !ids.has(id)), ...kept.map(({ view }) => view)],
    hidden: book.hidden.filter((id) => !ids.has(id)),
    looks: { ...Object.fromEntries(kept.map(({ view, look }) => [view.id, look])), ...book.looks },
  }))
  const [first] = kept
  if (first !== undefined)
    app.store.update((state) => ({
      ...state,
      activeView: first.view.id,
      focus: 'list',
      zoomed: false,
      visited: null,
    }))
}
