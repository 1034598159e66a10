import { layoutPlain, textWidth } from '@mmd/rich-text'
import { graphemes } from '../../input/chord.ts'

/** What a field was, and what both sides made of it, in lines of text that is not painted. */
export interface Sides<T> {
  readonly base: T
  readonly mine: T
  readonly theirs: T
}

export interface SidesRoom {
  /** Cells of a line. */
  readonly width: number
  /** Lines of each side. */
  readonly most: number
}

/** More code units than any cell of readable text takes: what lies behind them is not seen, and not laid out. */
const unitsOfCell = 16

const fold = (text: string, width: number): readonly string[] =>
  layoutPlain(text, Math.max(1, width)).map((spans) => spans.map((span) => span.text).join(''))

/** The beginning of the letter that stands at `at`: it may be of several code units. */
const letterAt = (text: string, at: number): number => {
  let from = 0
  for (const letter of graphemes(text)) {
    if (from + letter.length > at) return from
    from += letter.length
  }
  return from
}

const parting = (one: string, other: string): number => {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/** Whether what differs at `at` is seen, when a text is shown from its beginning. */
const isSeen = (text: string, at: number, { width, most }: SidesRoom): boolean => {
  if (at > width * most * unitsOfCell) return false
  const before = fold(text.slice(0, at), width)
  return before.length < most || (before.length === most && textWidth(before.at(-1) ?? '') <= width / 2)
}

/** From where the sides are shown: from a few words before what tells them apart, when that is not seen otherwise. */
const startOf = ({ mine, theirs }: Sides<string>, room: SidesRoom): number => {
  if (mine === theirs) return 0
  const at = parting(mine, theirs)
  if (isSeen(mine, at, room)) return 0
  const from = Math.max(0, at - Math.floor(room.width / 2))
  const word = mine.slice(from, at).search(/\s/)
  return word === -1 ? letterAt(mine, from) : from + word + 1
}

const shown = (text: string, start: number, { width, most }: SidesRoom): readonly string[] => {
  const part = text.slice(start, start + width * most * unitsOfCell)
  const lines = fold(`${start > 0 ? '…' : ''}${part}`, width)
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]}…`]
}

/** Each side in at most so many lines, so that one sees what tells mine and theirs apart. */
export const sidesIn = (texts: Sides<string>, room: SidesRoom): Sides<readonly string[]> => {
  const start = startOf(texts, room)
  const { base, mine, theirs } = texts
  return {
    base: shown(base, base.startsWith(mine.slice(0, start)) ? start : 0, room),
    mine: shown(mine, start, room),
    theirs: shown(theirs, start, room),
  }
}
