import { expect, test } from 'vitest'
import { darkContrastPalette, lightContrastPalette } from './contrast.ts'

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
