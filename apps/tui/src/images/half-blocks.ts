import type { ColourLevel } from '../theme/theme.ts'
import { type Pixels, shrink } from './pixels.ts'

type Colour = readonly [red: number, green: number, blue: number]

const colourAt = ({ width, height, rgba }: Pixels, x: number, y: number): Colour => {
  if (y >= height) return [0, 0, 0]
  const at = (y * width + x) * 4
  return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]
}

/** The colour of the 6 × 6 × 6 cube that is nearest. */
const cube = (colour: Colour): number => {
  const [red, green, blue] = colour.map((value) => Math.round((value / 255) * 5))
  return 16 + 36 * (red ?? 0) + 6 * (green ?? 0) + (blue ?? 0)
}

const sgr = (ground: 38 | 48, colour: Colour, level: ColourLevel): string =>
  level === 3 ? `${ground};2;${colour.join(';')}` : `${ground};5;${cube(colour)}`

const shades = ' .:-=+*#%@'

const shadeOf = ([red, green, blue]: Colour): string => {
  const light = (0.3 * red + 0.59 * green + 0.11 * blue) / 255
  return shades[Math.min(shades.length - 1, Math.floor(light * shades.length))] ?? ' '
}

/**
 * A picture as lines of text: two pixels a cell, one above the other; with few colours signs that are as dark. Made of
 * pixels alone: nothing of the file reaches the terminal.
 */
export const halfBlocks = (
  picture: Pixels,
  room: { readonly columns: number; readonly rows: number },
  level: ColourLevel,
): readonly string[] => {
  const small = shrink(picture, room.columns, room.rows * 2)
  const pad = ' '.repeat(Math.max(0, room.columns - small.width))
  return Array.from({ length: Math.ceil(small.height / 2) }, (_, row) => {
    const cells = Array.from({ length: small.width }, (_cell, x) => {
      const [upper, lower] = [colourAt(small, x, 2 * row), colourAt(small, x, 2 * row + 1)]
      if (level < 2) return shadeOf(upper)
      return `\u001B[${sgr(38, upper, level)};${sgr(48, lower, level)}m▀`
    })
    return `${cells.join('')}${level < 2 ? '' : '\u001B[0m'}${pad}`
  })
}
