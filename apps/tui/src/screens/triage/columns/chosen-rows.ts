import type { Issue } from '@mmd/jira-api'
import type { RowMarks } from '@mmd/replica'
import { fit, textWidth } from '@mmd/rich-text/cells'
import { line, type Piece } from '../../../components/pieces.ts'
import type { SortChoice } from '../../../state/view.ts'
import type { Theme } from '../../../theme/theme.ts'
import { priorityLook, stateLook } from '../looks.ts'
import type { SiteColumn } from '../site-parts.ts'
import { type Cell, cellOf } from './cell.ts'
import type { PlacedColumn } from './place-columns.ts'

interface Room {
  readonly columns: readonly PlacedColumn[]
  /** Null where all rows are of one site. */
  readonly site: SiteColumn | null
  readonly width: number
  readonly theme: Theme
}

/** Narrower than this a priority is its sign alone. */
const wordsOfPriority = 6

const padded = ({ text, right }: Cell, cells: number): string => {
  const room = cells - textWidth(text)
  return right === true && room > 0 ? `${' '.repeat(room)}${text}` : fit(text, cells)
}

const pieceOf = (issue: Issue, { field, own, cells }: PlacedColumn, now: number): Piece => {
  const cell = cellOf(issue, field, now)
  if (own === 'priority') {
    const [role, sign] = priorityLook(issue.priority)
    return [role, `${fit(cells < wordsOfPriority ? sign : `${sign} ${cell.text}`, cells)} `]
  }
  // The first word of a type says enough, and nothing is cut in the middle of one.
  const isLong = own === 'type' && textWidth(cell.text) > cells
  return [cell.role, `${padded(isLong ? { ...cell, text: cell.text.split(' ')[0] ?? '' } : cell, cells)} `]
}

/** One issue on one line of exactly `width` cells, under the columns that were chosen. */
export const chosenRow = (
  issue: Issue,
  marked: boolean,
  marks: RowMarks,
  now: number,
  { columns, site, width, theme }: Room,
): string =>
  line(
    [
      marked ? ['highlight', '●'] : ['text', ' '],
      stateLook(marks),
      ...(site === null ? [] : [site.of(issue.key)]),
      ...columns.map((column) => pieceOf(issue, column, now)),
    ],
    width,
    theme,
  )

/** A column with less room has no title: a sign alone would tell nothing. */
const shortestTitle = 3

const isSorted = ({ field }: PlacedColumn, sort: SortChoice | undefined): boolean =>
  sort !== undefined && sort.field.toLowerCase() === field.toLowerCase()

/** The titles of the columns, with the direction of the one that rows are ordered by. `right`: where numbers stand below. */
export const titleLine = (
  { columns, site, width, theme }: Room,
  sort: SortChoice | undefined,
  right: (column: PlacedColumn) => boolean,
): string =>
  line(
    [
      ['dim', '  '],
      ...(site === null ? [] : [['dim', ' '.repeat(site.cells + 1)] as const]),
      ...columns.map((column): Piece => {
        const arrow = isSorted(column, sort) ? (sort?.descending === true ? '▾' : '▴') : ''
        const room = column.cells - textWidth(arrow)
        const title =
          room < shortestTitle ? '' : textWidth(column.title) > room ? fit(column.title, room) : column.title
        const text = `${title}${arrow}`
        return [
          arrow === '' ? 'faint' : 'dim',
          `${padded({ text, role: 'faint', right: right(column) }, column.cells)} `,
        ]
      }),
    ],
    width,
    theme,
  )
