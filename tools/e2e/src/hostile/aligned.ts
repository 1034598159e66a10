import type { Screen } from '@mmd/tools-screen-driver'

const leftEdge = /^[│╭╰├┃]/
const rightEdge = /[│╮╯┤┃]$/

/** Lines of the screen whose frame begins at the left edge and does not end at the right one. */
export const crookedLines = (screen: Screen): readonly string[] =>
  screen
    .cells()
    .map((cells) => cells.map(({ text }) => text).join(''))
    .filter((line) => leftEdge.test(line) && !rightEdge.test(line))
