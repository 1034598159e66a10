import type { ViewRows } from '@mmd/replica'
import { justified, line } from '../../components/pieces.ts'
import type { ListView } from '../../state/view.ts'
import type { Theme } from '../../theme/theme.ts'

export interface ViewsPaneInput {
  readonly views: readonly ListView[]
  readonly active: string
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

const headingOf = (view: ListView): string => {
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

const viewLine = (input: ViewsPaneInput, view: ListView, index: number): string => {
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
  return here ? theme.select(drawn, focused) : drawn
}

/** What stands on each line, from the first on: a view by its index, or a heading; blank before it. */
const placesOf = (views: ViewsPaneInput['views']): readonly (number | string)[] => {
  let heading = ''
  return views.flatMap((view, index) => {
    if (headingOf(view) === heading) return [index]
    heading = headingOf(view)
    return ['', heading, index]
  })
}

/** How many lines the views take with their headings. */
export const viewLineCount = (views: ViewsPaneInput['views']): number => placesOf(views).length

/** The places that are on screen: the active view is always among them. */
const shownPlaces = ({
  views,
  active,
  height,
}: Pick<ViewsPaneInput, 'views' | 'active' | 'height'>): readonly (number | string)[] => {
  const places = placesOf(views)
  const activeLine = Math.max(0, places.indexOf(views.findIndex(({ id }) => id === active)))
  const top = Math.max(0, Math.min(activeLine - height + Math.min(2, height), places.length - height))
  return places.slice(top, top + height)
}

/** The index of the view on this line of the pane; undefined for a heading, or below the last one. */
export const viewAtLine = (
  shown: Pick<ViewsPaneInput, 'views' | 'active' | 'height'>,
  row: number,
): number | undefined => {
  const place = shownPlaces(shown)[row]
  return typeof place === 'number' ? place : undefined
}

/** The views with their counts, under headings; the active one is always among the shown lines. */
export const viewsLines = (input: ViewsPaneInput): readonly string[] => {
  const { views, width, theme } = input
  return shownPlaces(input).map((place) => {
    const view = typeof place === 'number' ? views[place] : undefined
    if (view !== undefined) return viewLine(input, view, Number(place))
    return line([['dim', place === '' ? '' : ` ${place}`]], width, theme)
  })
}
