import type { OfferedKind } from '../../session/views/offered-kinds.ts'
import { scrollTop } from '../../state/list.ts'
import type { ListView } from '../../state/view.ts'

/** What stands on a line of the pane of views. */
export type ViewsPlace =
  | { readonly kind: 'view'; readonly index: number }
  | {
      readonly kind: 'heading'
      readonly name: string
      /** null: not known. */
      readonly count: number | null
      readonly folded: boolean
    }
  | { readonly kind: 'blank' }

/** What places are made of. */
export interface ViewsPlacesInput {
  readonly views: readonly ListView[]
  /** What a view stands under; empty: nothing. */
  readonly headingOf: (view: ListView) => string
  /** Headings of which only the line itself is shown. */
  readonly folded: readonly string[]
  /** Kinds that the site has; those of which there is no view are a heading alone. Absent: none. */
  readonly offered?: readonly OfferedKind[]
}

/** The view that the heading of a kind without views stands before, so that nothing else moves when there is one. */
const placeOfKind = (views: readonly ListView[], name: OfferedKind['name']): number => {
  const at = views.findIndex(
    ({ origin, board }) =>
      origin === 'folder' || origin === 'filter' || (name === 'Queues' && origin === 'own' && board !== undefined),
  )
  return at === -1 ? views.length : at
}

/** All lines from the first on: views under headings, a blank before each of these. */
export const viewsPlaces = ({ views, headingOf, folded, offered = [] }: ViewsPlacesInput): readonly ViewsPlace[] => {
  const counts = new Map<string, number>()
  for (const view of views) counts.set(headingOf(view), (counts.get(headingOf(view)) ?? 0) + 1)
  const missing = offered.filter(({ name }) => !counts.has(name))
  const before = (index: number): readonly ViewsPlace[] =>
    missing
      .filter(({ name }) => placeOfKind(views, name) === index)
      .flatMap(({ name, count }) => [{ kind: 'blank' }, { kind: 'heading', name, count, folded: true }])
  let last = ''
  const places = views.flatMap((view, index): readonly ViewsPlace[] => {
    const name = headingOf(view)
    const isFolded = name !== '' && folded.includes(name)
    const own: readonly ViewsPlace[] = isFolded ? [] : [{ kind: 'view', index }]
    const first = before(index)
    if (name === last) return [...first, ...own]
    last = name
    const heading = { kind: 'heading', name, count: counts.get(name) ?? 0, folded: isFolded } as const
    return name === '' ? [...first, ...own] : [...first, { kind: 'blank' }, heading, ...own]
  })
  return [...places, ...before(views.length)]
}

/** Where the cursor of the pane is. */
export interface ViewsCursor {
  /** The id of the view on screen. */
  readonly active: string
  /** The heading of a folded kind that one has gone to. */
  readonly heading: string | null
}

/** The line that the cursor is on: a view that is folded away is at its heading. */
export const cursorLine = (
  input: ViewsPlacesInput,
  { active, heading }: ViewsCursor,
  places: readonly ViewsPlace[] = viewsPlaces(input),
): number => {
  const isFolded = (name: string) => (place: ViewsPlace) =>
    place.kind === 'heading' && place.folded && place.name === name
  const gone = heading === null ? -1 : places.findIndex(isFolded(heading))
  if (gone !== -1) return gone
  const index = input.views.findIndex(({ id }) => id === active)
  const at = places.findIndex((place) => place.kind === 'view' && place.index === index)
  const view = input.views[index]
  return at === -1 && view !== undefined ? places.findIndex(isFolded(input.headingOf(view))) : at
}

/** The lines that one can go to: views, and headings of what is folded. */
export const viewsStops = (places: readonly ViewsPlace[]): readonly ViewsPlace[] =>
  places.filter((place) => place.kind === 'view' || (place.kind === 'heading' && place.folded))

/** The lines on screen: the cursor is among them, and where it can be with the heading above it. */
export const shownPlaces = (
  places: readonly ViewsPlace[],
  { line, top, height }: { readonly line: number; readonly top: number; readonly height: number },
): readonly ViewsPlace[] => {
  const first = scrollTop(top, Math.max(0, line), Math.max(1, height), places.length)
  return places.slice(first, first + height)
}
