import type { Screen } from '@mmd/tools-screen-driver'

const leftEdge = /^[│╭╰├┃]/
const rightEdge = /[│╮╯┤┃]$/

/** Panes begin on this line: a frame that begins further down is a dialog. */
const firstPaneLine = 1

/**
 * Lines over which a dialog lies. It may cut a sign that terminals count differently, which leaves the rest of that line a cell
 * short: no harm, and gone with the dialog.
 */
const dialogLines = (lines: readonly string[]): ReadonlySet<number> => {
  const covered = new Set<number>()
  for (const [top, line] of lines.entries()) {
    const column = top > firstPaneLine ? line.indexOf('╭', 1) : -1
    if (column === -1) continue
    const height = lines.slice(top).findIndex((below) => below[column] === '╰')
    for (const row of lines.keys()) if (row >= top && row <= top + height) covered.add(row)
  }
  return covered
}

/** Lines of the screen whose frame begins at the left edge and does not end at the right one, but for those under a dialog. */
export const crookedLines = (screen: Screen): readonly string[] => {
  const lines = screen.cells().map((cells) => cells.map(({ text }) => (text === '' ? ' ' : text)).join(''))
  // Found by columns: a sign of several units must not move them.
  const covered = dialogLines(screen.cells().map((cells) => cells.map(({ text }) => text.slice(0, 1) || ' ').join('')))
  return lines.filter((line, row) => !covered.has(row) && leftEdge.test(line) && !rightEdge.test(line))
}
