import { textWidth } from '@mmd/rich-text'
import { line, type Piece } from '../../components/pieces.ts'
import { showChords } from '../../input/chord.ts'
import type { ModalKey } from '../../state/modal.ts'
import type { Theme } from '../../theme/theme.ts'

/** A key as people read it, and what it does. */
export type Hint = readonly [key: string, label: string]

export const toHint = ({ chord, label }: Pick<ModalKey, 'chord' | 'label'>): Hint => [showChords([chord]), label]

const pieces = ([key, label]: Hint): readonly Piece[] => [
  ['key', ` ${key}`],
  ['dim', ` ${label} `],
]

const widthOf = ([key, label]: Hint): number => textWidth(key) + textWidth(label) + 3

/** The keys of a dialog, each whole, in as few lines as have room for them. */
export const hintLines = (hints: readonly Hint[], width: number, theme: Theme): readonly string[] => {
  const rows: Hint[][] = []
  let room = 0
  for (const hint of hints) {
    if (rows.length === 0 || widthOf(hint) > room) {
      rows.push([])
      room = width
    }
    rows.at(-1)?.push(hint)
    room -= widthOf(hint)
  }
  return rows.map((row) => line(row.flatMap(pieces), width, theme))
}
