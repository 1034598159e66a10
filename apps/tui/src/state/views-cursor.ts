import { triageLayout } from '../screens/triage/layout.ts'
import { headingOf } from '../screens/triage/views-pane.ts'
import { cursorLine, viewsPlaces, viewsStops } from '../screens/triage/views-places.ts'
import { scrollTop } from './list.ts'
import type { AppState } from './state.ts'

/** The heading of a folded kind of views that the cursor is on; null: it is on the view on screen. */
const headingAt = ({ viewsPane, activeView }: AppState): string | null =>
  viewsPane.heading?.besides === activeView ? viewsPane.heading.name : null

/** The views as their pane shows them, but for its size. */
export const viewsShown = (state: AppState) => ({
  views: state.views,
  active: state.activeView,
  folded: state.kept.book.folded,
  offered: state.viewsPane.offered,
  heading: headingAt(state),
  top: state.viewsPane.top,
})

const placesOf = (state: AppState) => {
  const { views, active, folded, offered, heading } = viewsShown(state)
  const input = { views, headingOf, folded, offered }
  const places = viewsPlaces(input)
  return { places, line: cursorLine(input, { active, heading }, places) }
}

/** The kind of views that the cursor of their pane is in; empty: those without a heading. */
export const kindAtCursor = (state: AppState): string => {
  const view = state.views.find(({ id }) => id === state.activeView)
  return headingAt(state) ?? (view === undefined ? '' : headingOf(view))
}

/** True where the cursor is on the heading of a folded kind. */
export const isOnHeading = (state: AppState): boolean => {
  const { places, line } = placesOf(state)
  return places[line]?.kind === 'heading'
}

/** All kinds of views that have a heading. */
export const viewKinds = ({ views }: Pick<AppState, 'views'>): readonly string[] => [
  ...new Set(views.map(headingOf).filter((name) => name !== '')),
]

/** The cursor of the pane on this heading; what is folded is gone to, and not opened. */
export const toHeading = (state: AppState, name: string): AppState => ({
  ...state,
  viewsPane: { ...state.viewsPane, heading: { name, besides: state.activeView } },
})

/** The view with this id on screen, and the cursor of the pane on it. */
export const toView = (state: AppState, id: string): AppState => ({
  ...state,
  activeView: id,
  viewsPane: { ...state.viewsPane, heading: null },
})

/** Moves the cursor of the pane over views, and over headings of what is folded. */
export const stepViews = (state: AppState, step: (from: number, page: number, count: number) => number): AppState => {
  const { places, line } = placesOf(state)
  const stops = viewsStops(places)
  const here = places[line]
  const from = here === undefined ? 0 : stops.indexOf(here)
  const to = stops[Math.max(0, Math.min(stops.length - 1, step(from, 10, stops.length)))]
  if (to === undefined || to.kind === 'blank') return state
  return to.kind === 'heading' ? toHeading(state, to.name) : toView(state, state.views[to.index]?.id ?? '')
}

/** The next views that are not folded away, round and round. */
export const besideView = (state: AppState, by: number): AppState => {
  const { views, activeView, kept } = state
  const shown = views.filter((view) => view.id === activeView || !kept.book.folded.includes(headingOf(view)))
  const at = shown.findIndex(({ id }) => id === activeView)
  const view = shown[(((at + by) % shown.length) + shown.length) % shown.length]
  return view === undefined ? state : toView(state, view.id)
}

/** The same with the cursor of the pane in sight; the very same where it is. */
export const withViewsInSight = (state: AppState): AppState => {
  const box = triageLayout(state).views
  if (box === null) return state
  const { places, line } = placesOf(state)
  const top = scrollTop(state.viewsPane.top, Math.max(0, line), Math.max(1, box.height - 2), places.length)
  return top === state.viewsPane.top ? state : { ...state, viewsPane: { ...state.viewsPane, top } }
}
