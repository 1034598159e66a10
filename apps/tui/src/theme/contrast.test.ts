import { expect, test } from 'vitest'
import { darkContrastPalette, lightContrastPalette } from './contrast.ts'
import { darkPalette, type Look, lightPalette, type Palette } from './palette.ts'

/** Relative luminance. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (rgb: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const roles = (
  ['text', 'dim', 'faint', 'accent', 'border', 'good', 'warn', 'bad', 'info', 'key', 'link'] as const
).flatMap(
  (role) =>
    [
      [role, 'dark', darkContrastPalette.roles[role].rgb ?? '', ['#000000', darkContrastPalette.selected.rgb ?? '']],
      [role, 'light', lightContrastPalette.roles[role].rgb ?? '', ['#ffffff', lightContrastPalette.selected.rgb ?? '']],
    ] as const,
)

test.each(roles)(
  '%s on a %s background has a contrast of seven, also under the cursor',
  (_role, _ground, rgb, grounds) => {
    for (const ground of grounds) expect(contrast(rgb, ground)).toBeGreaterThanOrEqual(7)
  },
)

const cube = [0, 95, 135, 175, 215, 255]

/** A colour of the 256 behind the first 16. */
const ofCube = (index: number): string => {
  const [step, grey] = [index - 16, 8 + (index - 232) * 10]
  const parts =
    index < 232
      ? [Math.floor(step / 36), Math.floor(step / 6) % 6, step % 6].map((at) => cube[at] ?? 0)
      : [grey, grey, grey]
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

const colours = ({ rgb = '', c256 = 0 }: Look): readonly string[] => [rgb, ofCube(c256)]

/** Drawn as lines, not read. */
const lines = new Set(['border', 'borderFocused'])

/** What terminals usually have behind their text. */
const grounds = { dark: ['#000000', '#1c2028', '#1e1e1e', '#282c34'], light: ['#ffffff', '#fafafa', '#fdf6e3'] }

test.each<readonly ['dark' | 'light', Palette]>([
  ['dark', darkPalette],
  ['light', lightPalette],
])('every text on a %s background can be read, under the cursor too', (ground, palette) => {
  const weak = Object.entries(palette.roles).flatMap(([role, look]) => {
    if (look.rgb === undefined || lines.has(role)) return []
    return colours(look).flatMap((colour, depth) => {
      const here = [palette.selected, palette.selectedUnfocused].map((one) => colours(one)[depth] ?? '')
      // What is quietest is under the cursor only for a moment.
      const under = role === 'faint' ? 3.5 : 4.5
      const rest = depth === 0 && role !== 'faint' ? 4.5 : 4
      return [
        ...grounds[ground].filter((one) => contrast(colour, one) < rest),
        ...here.filter((one) => contrast(colour, one) < under),
      ].map((one) => `${role} ${colour} on ${one}: ${contrast(colour, one).toFixed(2)}`)
    })
  })
  expect(weak).toEqual([])
})

/** Those of the first 16 colours that are used on white, as xterm has them: they are lighter than elsewhere. */
const xtermColours: Readonly<Record<number, string>> = {
  30: '#000000',
  31: '#cd0000',
  32: '#00cd00',
  33: '#cdcd00',
  34: '#0000ee',
  35: '#cd00cd',
  36: '#00cdcd',
  37: '#e5e5e5',
  39: '#000000',
  90: '#7f7f7f',
}

test('with 16 colours every text on white can be read, but for what is green because all is well', () => {
  const weak = Object.entries(lightPalette.roles).filter(
    ([role, { c16 }]) =>
      c16 !== undefined &&
      !lines.has(role) &&
      !/^(?:good|done|badge)/.test(role) &&
      contrast(xtermColours[c16] ?? '#ffffff', '#ffffff') < 4,
  )
  expect(weak).toEqual([])
})
