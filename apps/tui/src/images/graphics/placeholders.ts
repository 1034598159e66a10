import { kittyPlaceholder } from './kitty.ts'
import { throughTmux } from './tmux.ts'
import type { CellBox } from './ways.ts'

/**
 * The marks that number the rows of a picture, as first and last of each run:
 * https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders.
 */
const runs = [
  [0x305, 0x305],
  [0x30d, 0x30e],
  [0x310, 0x310],
  [0x312, 0x312],
  [0x33d, 0x33f],
  [0x346, 0x346],
  [0x34a, 0x34c],
  [0x350, 0x352],
  [0x357, 0x357],
  [0x35b, 0x35b],
  [0x363, 0x36f],
  [0x483, 0x487],
  [0x592, 0x595],
  [0x597, 0x599],
  [0x59c, 0x5a1],
  [0x5a8, 0x5a9],
  [0x5ab, 0x5ac],
  [0x5af, 0x5af],
  [0x5c4, 0x5c4],
  [0x610, 0x617],
  [0x657, 0x65b],
  [0x65d, 0x65e],
  [0x6d6, 0x6dc],
  [0x6df, 0x6e2],
  [0x6e4, 0x6e4],
  [0x6e7, 0x6e8],
  [0x6eb, 0x6ec],
] as const

const marks = runs.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)),
)

/** Stands for a cell of a picture; one without marks goes on where the cell on its left ends. */
const sign = '\u{10EEEE}'

/** The cells of the picture as text, its upper left one at these places from 0. The colour says which picture it is. */
export const placeholderText = ({ columns, rows }: CellBox, { left, top }: { left: number; top: number }): string => {
  const lines = Array.from(
    { length: Math.min(rows, marks.length) },
    (_, row) =>
      `\u001B[${top + row + 1};${left + 1}H${sign}${marks[row] ?? ''}${marks[0] ?? ''}${sign.repeat(Math.max(0, columns - 1))}`,
  )
  return `\u001B[0;38;5;${kittyPlaceholder.id}m${lines.join('')}\u001B[0m`
}

/** The picture as the terminal behind tmux gets it: it stays unseen until the text that stands for it is there. */
export const placeholderPicture = (...picture: Parameters<typeof kittyPlaceholder.picture>): string =>
  kittyPlaceholder
    .picture(...picture)
    .map(throughTmux)
    .join('')

export const placeholderDelete = throughTmux(kittyPlaceholder.remove)
