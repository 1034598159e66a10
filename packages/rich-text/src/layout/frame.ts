import { LineWindow } from './line-window.ts'
import { fit } from './plain.ts'
import { printable } from './printable.ts'
import { type Line, PLAIN, type Span, type SpanStyle, styled } from './style.ts'
import { textWidth } from './width.ts'

/** How many cells a line takes. */
export const lineWidth = (line: Line): number => line.reduce((sum, span) => sum + textWidth(span.text), 0)

/** Puts `first` before the first line and `rest` before the others; an empty line gets no trailing blanks. */
export function* prefixed(lines: Iterable<Line>, first: Span, rest: Span): Generator<Line> {
  let prefix = first
  for (const line of lines) {
    if (line.length > 0) yield [prefix, ...line]
    else yield prefix.text.trim() === '' ? [] : [{ ...prefix, text: prefix.text.trimEnd() }]
    prefix = rest
  }
}

/** Fills a line with blanks up to `width` cells. */
export const padded = (line: Line, width: number, style: SpanStyle = PLAIN): Line => {
  const gap = width - lineWidth(line)
  return gap > 0 ? [...line, { text: ' '.repeat(gap), style }] : line
}

/** Draws a box of `width` cells, at least 8, around lines of at most `width - 4` cells. */
export function* boxed(
  lines: Iterable<Line>,
  width: number,
  title: string | undefined,
  frame: SpanStyle,
): Generator<Line> {
  yield topEdge(width, title, frame)
  for (const line of lines) {
    yield [{ text: '│ ', style: frame }, ...padded(line, width - 4), { text: ' │', style: frame }]
  }
  yield [{ text: `╰${'─'.repeat(width - 2)}╯`, style: frame }]
}

const topEdge = (width: number, title: string | undefined, frame: SpanStyle): Line => {
  const shown = title === undefined ? '' : printable(title).trim()
  const room = width - 6
  if (shown === '' || room < 2) return [{ text: `╭${'─'.repeat(width - 2)}╮`, style: frame }]
  const fitted = fit(shown, Math.min(room, textWidth(shown)))
  return [
    { text: '╭─ ', style: frame },
    { text: fitted, style: styled(frame, 'title') },
    { text: ` ${'─'.repeat(width - 5 - textWidth(fitted))}╮`, style: frame },
  ]
}

/** Lines that stand beside others. */
export interface Part {
  readonly lines: Iterable<Line>
  /** Cells; what is narrower is filled, but for the last part. */
  readonly width: number
}

/** Parts side by side, `gap` between them, as high as the highest: a row at a time. */
export const besides = (parts: readonly Part[], gap: Span): Iterable<Line> => rowsOf(parts.map(windowed), gap)

/** A part that is looked at more than once. */
export interface WindowedPart {
  readonly lines: LineWindow
  readonly width: number
}

/** Keeps the lines of a part. */
export const windowed = ({ lines, width }: Part): WindowedPart => ({ lines: new LineWindow(lines), width })

/** The same of parts that were looked at already. */
export function* rowsOf(parts: readonly WindowedPart[], gap: Span): Generator<Line> {
  for (let index = 0; index === 0 || parts.some(({ lines }) => lines.hasAtLeast(index + 1)); index += 1) {
    const row: Span[] = []
    for (const [at, { lines, width }] of parts.entries()) {
      const line = lines.line(index) ?? []
      const isLast = at === parts.length - 1
      if (at > 0) row.push(isLast && line.length === 0 ? { ...gap, text: gap.text.trimEnd() } : gap)
      row.push(...(isLast ? line : padded(line, width)))
    }
    yield row
  }
}
