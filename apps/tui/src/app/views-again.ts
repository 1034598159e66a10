import { allViews, inOrder } from '../session/views/all-views.ts'
import { type AppState, sourcesOf } from '../state/state.ts'

/** The views again, as the book and the configuration have them now; filters and what the JQL bar shows stay. */
export const viewsAgain = (state: AppState): AppState => {
  const { book, ...sources } = sourcesOf(state)
  const others = state.views.filter(({ origin }) => origin === 'filter' || origin === undefined)
  const filters = others.filter(({ origin, id }) => origin === 'filter' && !book.hidden.includes(id))
  const rest = others.filter(({ origin }) => origin === undefined)
  const views = inOrder([...allViews({ book, ...sources }, []), ...filters, ...rest], book.order)
  const stays = views.some(({ id }) => id === state.activeView)
  return { ...state, views, activeView: stays ? state.activeView : (views[0]?.id ?? '') }
}
