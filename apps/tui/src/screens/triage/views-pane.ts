import type { ViewRows } from '@mmd/replica'
import { justified, line } from '../../components/pieces.ts'
import type { OfferedKind } from '../../session/views/offered-kinds.ts'
import type { ListView } from '../../state/view.ts'
import type { Theme } from '../../theme/theme.ts'
import { cursorLine, shownPlaces, type ViewsPlace, viewsPlaces } from './views-places.ts'

export interface ViewsPaneInput {
  readonly views: readonly ListView[]
  readonly active: string
  /** Headings of which only the line itself is shown; absent: none. */
  readonly folded?: readonly string[]
  /** Kinds of views that the site has; absent: none. */
  readonly offered?: readonly OfferedKind[]
  /** The heading of a folded kind that the cursor is on, in the place of the active view. */
  readonly heading?: string | null
  /** The first line on screen; absent: as far up as the cursor allows. */
  readonly top?: number
  readonly rowsOf: (id: string) => ViewRows | undefined
  readonly focused: boolean
  readonly width: number
  readonly height: number
  readonly theme: Theme
}

/** Ids of favourite filters begin so. */
export const favouritePrefix = 'filter:'

/** The folder that a file with views is of, by its own name. */
const folderOf = (file: string): string => {
  const parts = file.split(/[\\/]/)
  const names = parts.at(-2) === '.mmd' ? parts.slice(0, -2) : parts.slice(0, -1)
  return names.at(-1) || '/'
}

/** The site of a favourite filter, in a list over several sites. */
const siteOf = ({ id }: ListView): string | undefined => /^filter:([^:]+):/.exec(id)?.[1]

/** What a view stands under; empty: nothing. */
export const headingOf = (view: ListView): string => {
  if (view.origin === 'own' && view.board !== undefined) return 'Boards'
  if (view.origin === 'own' && view.isQueue === true) return 'Queues'
  if (view.origin === 'own' || view.origin === 'config') return 'Own views'
  if (view.origin === 'folder') return `From ${folderOf(view.file ?? '')}`
  if (!view.id.startsWith(favouritePrefix)) return ''
  const site = siteOf(view)
  return site === undefined ? 'Favourite filters' : `Filters of ${site}`
}

/** Under the heading of its site a filter need not say once more whose it is. */
const titleOf = (view: ListView): string => {
  const site = siteOf(view)
  return site !== undefined && view.title.startsWith(`${site}: `) ? view.title.slice(site.length + 2) : view.title
}

/** How many there are, as far as is known, and that the site did not give them. */
const totalOf = (rows: ViewRows | undefined): string => {
  const total = rows?.total ?? null
  return [...(rows?.phase === 'failed' ? ['!'] : []), ...(total === null ? [] : [String(total)])].join(' ')
}

const viewLine = (input: ViewsPaneInput, view: ListView, index: number, hasCursor: boolean): string => {
  const { active, rowsOf, focused, width, theme } = input
  const here = view.id === active
  const rows = rowsOf(view.id)
  const drawn = justified(
    [
      ['faint', ` ${index < 9 ? index + 1 : ' '} `],
      [here ? 'strong' : 'text', titleOf(view)],
    ],
    [[rows?.phase === 'failed' ? 'bad' : here ? 'accent' : 'dim', ` ${totalOf(rows)} `]],
    width,
    theme,
  )
  return hasCursor ? theme.select(drawn, focused) : drawn
}

const headingLine = (
  { name, count, folded }: Extract<ViewsPlace, { readonly kind: 'heading' }>,
  { focused, width, theme }: ViewsPaneInput,
  hasCursor: boolean,
): string => {
  const drawn = folded
    ? justified([['dim', ` ▸ ${name}`]], [['dim', ` ${count ?? ''} `]], width, theme)
    : line([['dim', ` ${name}`]], width, theme)
  return hasCursor ? theme.select(drawn, focused) : drawn
}

type Shown = Pick<ViewsPaneInput, 'views' | 'active' | 'height' | 'folded' | 'offered' | 'heading' | 'top'>

const onScreen = ({ views, active, height, folded = [], offered = [], heading = null, top = 0 }: Shown) => {
  const input = { views, headingOf, folded, offered }
  const places = viewsPlaces(input)
  const at = cursorLine(input, { active, heading }, places)
  return { shown: shownPlaces(places, { line: at, top, height }), cursor: places[at] }
}

/** How many lines the views take with their headings. */
export const viewLineCount = ({
  views,
  folded = [],
  offered = [],
}: Pick<Shown, 'views' | 'folded' | 'offered'>): number => viewsPlaces({ views, headingOf, folded, offered }).length

/** What stands on this line of the pane; undefined below the last one. */
export const viewAtLine = (shown: Shown, row: number): ViewsPlace | undefined => onScreen(shown).shown[row]

/** The views with their counts, under headings; the cursor is always among the shown lines. */
export const viewsLines = (input: ViewsPaneInput): readonly string[] => {
  const { shown, cursor } = onScreen(input)
  return shown.map((place) => {
    if (place.kind === 'blank') return ' '.repeat(input.width)
    if (place.kind === 'heading') return headingLine(place, input, place === cursor)
    const view = input.views[place.index]
    return view === undefined ? ' '.repeat(input.width) : viewLine(input, view, place.index, place === cursor)
  })
}
