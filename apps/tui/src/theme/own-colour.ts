import type { Look } from './palette.ts'

const plain = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

/** Names of the 16 colours that every terminal has, in their order. */
export const colourNames: readonly string[] = [...plain, ...plain.map((name) => `bright-${name}`)]

const channelsOf = (hex: string): readonly number[] => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** The 16 as xterm shows them. https://invisible-island.net/xterm/xterm.faq.html#color_by_number */
const rgbOf16 = (): readonly (readonly number[])[] =>
  [
    ['000000', 'cd0000', '00cd00', 'cdcd00', '0000ee', 'cd00cd', '00cdcd', 'e5e5e5'],
    ['7f7f7f', 'ff0000', '00ff00', 'ffff00', '5c5cff', 'ff00ff', '00ffff', 'ffffff'],
  ]
    .flat()
    .map(channelsOf)

/** SGR number of one of the 16 as a foreground. */
const sgrOf16 = (at: number): number => (at < 8 ? 30 + at : 82 + at)

const steps = [0, 95, 135, 175, 215, 255]

const far = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0)

const nearestOf = (wanted: readonly number[], colours: readonly (readonly number[])[]): number =>
  colours.reduce((best, colour, at) => (far(wanted, colour) < far(wanted, colours[best] ?? []) ? at : best), 0)

/** The colours 16 to 255 of 256: a cube, then greys. */
const cubeAndGreys = (): readonly (readonly number[])[] => [
  ...steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => [r, g, b]))),
  ...Array.from({ length: 24 }, (_, at) => [8 + 10 * at, 8 + 10 * at, 8 + 10 * at]),
]

/**
 * The look of a colour that a person names: `#rrggbb`, `#rgb`, or one of `colourNames`, with its nearest among fewer colours.
 * Undefined for anything else.
 */
export const lookOf = (colour: string): Look | undefined => {
  const at = colourNames.indexOf(colour.toLowerCase())
  // By their number, they are what the person's terminal makes of them, also where it has more colours.
  if (at !== -1) return { c16: sgrOf16(at), c256: at }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/iu.exec(colour)
  const hex =
    short === null
      ? colour.slice(1)
      : short
          .slice(1)
          .flatMap((digit) => [digit, digit])
          .join('')
  if (!colour.startsWith('#') || !/^[0-9a-f]{6}$/iu.test(hex)) return undefined
  const rgb = channelsOf(hex)
  return {
    rgb: `#${hex.toLowerCase()}`,
    c256: 16 + nearestOf(rgb, cubeAndGreys()),
    c16: sgrOf16(nearestOf(rgb, rgbOf16())),
  }
}
