import { textWidth } from '@mmd/rich-text'
import { line, type Piece } from '../../components/pieces.ts'
import { showChords } from '../../input/chord.ts'
import type { ModalKey } from '../../state/modal.ts'
import type { Theme } from '../../theme/theme.ts'
import type { Part } from './fit-parts.ts'

/** A key as people read it, and what it does; empty: words that are of no key. */
export type Hint = readonly [key: string, label: string]

export const toHint = ({ chord, label }: Pick<ModalKey, 'chord' | 'label'>): Hint => [showChords([chord]), label]

const pieces = ([key, label]: Hint): readonly Piece[] => [
  ['key', key === '' ? '' : ` ${key}`],
  ['dim', ` ${label} `],
]

const keyWords = /^(?<key>(?:Ctrl|Alt)-\S+|Enter|Esc|Tab|@|#) (?<label>.+)$/u

/** `Ctrl-S sends · Markdown` as what it says of keys, and words that are of none. */
export const hintsIn = (text: string): readonly Hint[] =>
  text.split(' · ').map((part) => {
    const { key = '', label = part } = keyWords.exec(part)?.groups ?? {}
    return [key, label]
  })

const widthOf = ([key, label]: Hint): number => textWidth(key) + textWidth(label) + (key === '' ? 2 : 3)

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

/** What the keys of a picker are, in the line below the screen; `several`: more than one may be chosen. */
export const pickerHintLine = (several: boolean, width: number, theme: Theme): string => {
  const many: readonly Hint[] = several ? [['Space', 'marks']] : []
  return fewHintLines([['↑ ↓', 'move'], ['Enter', 'takes it'], ...many, ['Esc', 'closes']], 1, width, theme)[0] ?? ''
}

const wayOut = 'Esc'

/** The same in at most `most` lines: the first ones give way last, and the way out never does. */
export const fewHintLines = (hints: readonly Hint[], most: number, width: number, theme: Theme): readonly string[] => {
  for (let kept = hints.length; kept > 0; kept -= 1) {
    const rows = hintLines(
      hints.filter(([key], at) => at < kept || key === wayOut),
      width,
      theme,
    )
    if (rows.length <= most) return rows
  }
  const out = hints.filter(([key]) => key === wayOut)
  return hintLines(out.length === 0 ? hints : out, width, theme).slice(0, Math.max(0, most))
}

/** The keys of a dialog among its other parts. */
export const hintPart = (hints: readonly Hint[], gives: number, width: number, theme: Theme): Part => ({
  lines: hintLines(hints, width, theme),
  gives,
  least: 1,
  inFewer: (most) => fewHintLines(hints, most, width, theme),
})
