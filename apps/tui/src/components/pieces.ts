import { fit, textWidth } from '@mmd/rich-text/cells'
import type { Role } from '../theme/palette.ts'
import type { Theme } from '../theme/theme.ts'

/** A piece of a line: how it looks, what it says, and where it leads. */
export type Piece = readonly [role: Role, text: string, href?: string]

/** Painted pieces side by side, cut or filled to exactly `width` cells. */
export const line = (pieces: readonly Piece[], width: number, theme: Theme): string => {
  let left = width
  let painted = ''
  for (const [role, text, href] of pieces) {
    if (left <= 0) break
    const cells = textWidth(text)
    const own = theme.paint(role, cells > left ? fit(text, left) : text)
    painted += href === undefined || theme.link === undefined ? own : theme.link(href, own)
    left -= Math.min(cells, left)
  }
  return painted + ' '.repeat(Math.max(0, left))
}

/** The same with pieces at the right end; the right ones win when there is not room for both. */
export const justified = (left: readonly Piece[], right: readonly Piece[], width: number, theme: Theme): string => {
  const rightWidth = Math.min(
    width,
    right.reduce((sum, [, text]) => sum + textWidth(text), 0),
  )
  return line(left, width - rightWidth, theme) + line(right, rightWidth, theme)
}
