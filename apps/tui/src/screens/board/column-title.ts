import { textWidth } from '@mmd/rich-text/cells'
import type { BoardColumnCards } from '../../board/arrange-board.ts'
import { justified, type Piece } from '../../components/pieces.ts'
import type { Theme } from '../../theme/theme.ts'

type Counts = Pick<BoardColumnCards, 'name' | 'keys' | 'counted' | 'limit' | 'min' | 'max'>

export interface ColumnTitle {
  readonly column: Counts
  readonly width: number
  /** The cursor is in the column. */
  readonly isHere: boolean
}

const of = (counted: number, bound: number | null): readonly string[] => [
  `${counted} of ${bound}`,
  `${counted}/${bound}`,
]

/** How many cards there are, the longest words first: with a limit `7 of 6 ▲`, `7/6 ▲` and `7 ▲`. */
const countForms = ({ keys, counted, limit, min, max }: Counts): readonly Piece[] => {
  if (limit === 'over') return [...of(counted, max), `${counted}`].map((text): Piece => ['bad', `${text} ▲`])
  if (limit === 'under') return [...of(counted, min), `${counted}`].map((text): Piece => ['warn', `${text} ▼`])
  if (max === null) return [['dim', `${keys.length}`]]
  return [...of(counted, max), `${counted}`].map((text): Piece => ['dim', text])
}

/** Cells around the two: one before, between and behind them. */
const gaps = 3

const isWhole = ({ column: { name }, width }: ColumnTitle, [, count]: Piece): boolean =>
  textWidth(name) + textWidth(count) + gaps <= width

/** The titles of columns side by side, a line each. The counts are all in the longest words that leave every name whole. */
export const columnTitles = (titles: readonly ColumnTitle[], theme: Theme): readonly string[] => {
  const forms = titles.map(({ column }) => countForms(column))
  const last = Math.max(0, ...forms.map(({ length }) => length - 1))
  const formAt = (index: number, form: number): Piece => forms[index]?.[form] ?? forms[index]?.at(-1) ?? ['dim', '']
  const isFitting = (form: number): boolean => titles.every((title, index) => isWhole(title, formAt(index, form)))
  const form = [...Array(last).keys()].find(isFitting) ?? last
  return titles.map(({ column, width, isHere }, index) =>
    justified(
      [
        ['text', ' '],
        [isHere ? 'strong' : 'text', column.name],
      ],
      [['text', ' '], formAt(index, form), ['text', ' ']],
      width,
      theme,
    ),
  )
}
