import type { ViewRows, ViewSpec } from '@mmd/replica'
import { justified, line } from '../../components/pieces.ts'
import type { Theme } from '../../theme/theme.ts'

export interface ViewsPaneInput {
  readonly views: readonly ViewSpec[]
  readonly active: string
  readonly rowsOf: (id: string) => ViewRows | undefined
  readonly focused: boolean
  readonly width: number
  readonly height: number
  readonly theme: Theme
}

/** Ids of favourite filters begin so. */
export const favouritePrefix = 'filter:'

const headingOf = (view: ViewSpec): string => (view.id.startsWith(favouritePrefix) ? 'Favourite filters' : '')

const viewLine = (input: ViewsPaneInput, view: ViewSpec, index: number): string => {
  const { active, rowsOf, focused, width, theme } = input
  const here = view.id === active
  const rows = rowsOf(view.id)
  const total = rows?.phase === 'failed' ? '!' : rows === undefined || rows.total === null ? '' : String(rows.total)
  const drawn = justified(
    [
      ['faint', ` ${index < 9 ? index + 1 : ' '} `],
      [here ? 'strong' : 'text', view.title],
    ],
    [[here ? 'accent' : 'dim', ` ${total} `]],
    width,
    theme,
  )
  return here ? theme.select(drawn, focused) : drawn
}

/** The views with their counts, under headings; the active one is always among the shown lines. */
export const viewsLines = (input: ViewsPaneInput): readonly string[] => {
  const { views, active, width, height, theme } = input
  let heading = ''
  let activeLine = 0
  const lines: string[] = []
  for (const [index, view] of views.entries()) {
    if (headingOf(view) !== heading) {
      heading = headingOf(view)
      lines.push(' '.repeat(width), line([['dim', ` ${heading}`]], width, theme))
    }
    if (view.id === active) activeLine = lines.length
    lines.push(viewLine(input, view, index))
  }
  const top = Math.max(0, Math.min(activeLine - height + Math.min(2, height), lines.length - height))
  return lines.slice(top, top + height)
}
