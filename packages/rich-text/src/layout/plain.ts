import { printable } from './printable.ts'
import { type Line, PLAIN, type SpanStyle } from './style.ts'
import { chopAtBlanks, graphemes, isAscii, textWidth } from './width.ts'
import { wrap } from './wrap.ts'

/** Text without markup as lines of at most `width` cells: words wrapped, the author's line breaks kept. */
export const layoutPlain = (text: string, width: number): readonly Line[] => [...plainLines(text, width)]

/** The same, a line at a time. */
export function* plainLines(text: string, width: number): Generator<Line> {
  for (const line of sourceLines(text)) {
    let isEmpty = true
    for (const row of wrap([{ text: printable(line), style: PLAIN }], width)) {
      isEmpty = false
      yield row
    }
    if (isEmpty) yield []
  }
}

/** Text as typed, blanks and all: tabs go to every fourth cell, lines that are too long are cut into several. */
export function* verbatimLines(text: string, width: number, style: SpanStyle): Generator<Line> {
  for (const line of sourceLines(text)) {
    if (line === '') yield []
    for (const piece of chopAtBlanks(printable(withoutTabs(line)), Math.max(width, 1))) yield [{ text: piece, style }]
  }
}

/**
 * One row of exactly `width` cells: `text` cut with `…` if it is too long, filled with blanks if it is too short.
 * Control characters are dropped, line breaks become blanks.
 */
export const fit = (text: string, width: number): string => {
  if (isAscii(text)) {
    if (text.length <= width) return text.padEnd(width)
    return width < 1 ? '' : `${text.slice(0, width - 1)}…`
  }
  const safe = printable(text)
  const used = textWidth(safe)
  if (used <= width) return safe + ' '.repeat(width - used)
  return width < 1 ? '' : cut(safe, width)
}

const cut = (text: string, width: number): string => {
  let kept = ''
  let used = 0
  for (const grapheme of graphemes(text)) {
    const cells = textWidth(grapheme)
    if (used + cells > width - 1) break
    kept += grapheme
    used += cells
  }
  const row = `${kept}…`
  return row + ' '.repeat(Math.max(width - textWidth(row), 0))
}

function* sourceLines(text: string): Generator<string> {
  const breaks = /\r\n?|[\n\u2028\u2029]/g
  let from = 0
  for (let match = breaks.exec(text); match !== null; match = breaks.exec(text)) {
    yield text.slice(from, match.index)
    from = breaks.lastIndex
  }
  yield text.slice(from)
}

const TAB = 4

const withoutTabs = (line: string): string => {
  if (!line.includes('\t')) return line
  let out = ''
  let cells = 0
  for (const [index, part] of line.split('\t').entries()) {
    const gap = index === 0 ? 0 : TAB - (cells % TAB)
    out += ' '.repeat(gap) + part
    cells += gap + textWidth(part)
  }
  return out
}
