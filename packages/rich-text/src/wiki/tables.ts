import { matchImage, matchLink } from './links.ts'
import type { WikiSource } from './source.ts'

/** A cell as it stands in the source. */
export interface CellRange {
  readonly header: boolean
  readonly from: number
  readonly to: number
}

/** Rows with more cells are nothing that anybody reads: what follows is all in the last one. */
const MOST_CELLS = 300

/** Cuts a row that begins with a bar at `from` into its cells; bars inside macros, links, images and mono text are text. */
export const splitRow = (source: WikiSource, from: number, to: number): CellRange[] => {
  const cells: CellRange[] = []
  let at = from
  while (at < to) {
    const header = source.text[at + 1] === '|'
    const start = at + (header ? 2 : 1)
    const end = cells.length < MOST_CELLS ? cellEnd(source, start, to) : to
    const isTail = end === to && source.text.slice(start, Math.min(end, start + 2000)).trim() === ''
    if (!isTail || (start < to && cells.length === 0)) cells.push({ header, from: start, to: end })
    at = end
  }
  return cells
}

const cellEnd = (source: WikiSource, from: number, to: number): number => {
  let at = from
  while (at < to) {
    const character = source.text[at]
    if (character === '|') return at
    at = character !== undefined && '\\{[!'.includes(character) ? after(source, at, to) : at + 1
  }
  return to
}

const after = (source: WikiSource, at: number, to: number): number => {
  const { text } = source
  switch (text.charAt(at)) {
    case '\\':
      return Math.min(at + 2, to)
    case '{': {
      const pair = source.macroIn(at, at + 1, to)
      if (pair !== undefined) return pair.end
      const close = text[at + 1] === '{' ? source.next('}}', at + 2) : source.next('}', at + 1)
      return close < to && close < source.next('\n', at) && isTag(text, at, close) ? close + 1 : at + 1
    }
    case '[':
      return matchLink(source, at, to)?.end ?? at + 1
    default:
      return matchImage(source, at, to)?.end ?? at + 1
  }
}

const isTag = (text: string, at: number, close: number): boolean =>
  text[at + 1] === '{' || (close - at < 300 && /^\{[a-zA-Z][\w-]*:[^{}]*$/.test(text.slice(at, close)))
