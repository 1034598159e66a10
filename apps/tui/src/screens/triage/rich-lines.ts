import {
  fit,
  type Line,
  layoutLines,
  parseStoredLazily,
  type Span,
  type StoredText,
  textWidth,
  type WikiOptions,
} from '@mmd/rich-text'
import type { Theme } from '../../theme/theme.ts'
import { rolesOf } from './rich-style.ts'

const paintSpan = ({ text, style, href }: Span, theme: Theme): string => {
  const painted = rolesOf(style).reduceRight((inner, role) => theme.paint(role, inner), text)
  return href === undefined || theme.link === undefined ? painted : theme.link(href, painted)
}

/** A laid-out line painted and filled to `width` cells, one cell in from the left. */
export const paintLine = (spans: Line, width: number, theme: Theme): string => {
  const used = spans.reduce((sum, span) => sum + textWidth(span.text), 0)
  if (used + 1 > width) return fit(` ${spans.map((span) => span.text).join('')}`, width)
  const painted = spans.map((span) => paintSpan(span, theme)).join('')
  return ` ${painted}${' '.repeat(Math.max(0, width - used - 1))}`
}

/** Cells of a line of words: longer ones are hard to come back from. */
const measure = 100

/** A text of the site as painted lines, laid out as far as they are looked at. */
export function* textLines(
  text: StoredText,
  width: number,
  theme: Theme,
  options: WikiOptions = {},
): Generator<string> {
  for (const spans of layoutLines(parseStoredLazily(text, options), Math.max(1, width - 2), { measure }))
    yield paintLine(spans, width, theme)
}
