import type { SpanStyle, StyleName } from '@mmd/rich-text'
import type { Role } from '../../theme/palette.ts'

const roles: ReadonlyMap<string, Role> = new Map<StyleName, Role>([
  ['heading', 'heading'],
  ['subheading', 'heading'],
  ['strong', 'strong'],
  ['emphasis', 'emphasis'],
  ['code', 'code'],
  ['code-block', 'code'],
  ['strike', 'strike'],
  ['inserted', 'underline'],
  ['cite', 'emphasis'],
  ['link', 'link'],
  ['mention', 'mention'],
  ['image', 'info'],
  ['attachment', 'info'],
  ['issue-key', 'accent'],
  ['macro', 'dim'],
  ['quote', 'dim'],
  ['bullet', 'accent'],
  ['decision', 'info'],
  ['task-done', 'dim'],
  ['frame', 'border'],
  ['title', 'strong'],
  ['table-header', 'heading'],
  ['rule', 'border'],
  ['dim', 'dim'],
  ['caption', 'dim'],
  ['date', 'info'],
  ['placeholder', 'faint'],
  ['status', 'strong'],
  ['tone:neutral', 'dim'],
  ['tone:purple', 'badgeMagenta'],
  ['tone:blue', 'badgeBlue'],
  ['tone:red', 'badgeRed'],
  ['tone:yellow', 'badgeYellow'],
  ['tone:green', 'badgeGreen'],
  ['panel:info', 'info'],
  ['panel:note', 'mention'],
  ['panel:success', 'good'],
  ['panel:tip', 'good'],
  ['panel:warning', 'warn'],
  ['panel:error', 'bad'],
])

/** The colours by name that people write into wiki markup; black and white are what the theme has already. */
const named: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['red', 'bad'],
  ['darkred', 'bad'],
  ['maroon', 'bad'],
  ['crimson', 'bad'],
  ['brown', 'warn'],
  ['orange', 'warn'],
  ['darkorange', 'warn'],
  ['gold', 'warn'],
  ['yellow', 'warn'],
  ['green', 'good'],
  ['darkgreen', 'good'],
  ['lime', 'good'],
  ['olive', 'good'],
  ['blue', 'accent'],
  ['darkblue', 'accent'],
  ['navy', 'accent'],
  ['cyan', 'info'],
  ['aqua', 'info'],
  ['teal', 'info'],
  ['purple', 'mention'],
  ['violet', 'mention'],
  ['magenta', 'mention'],
  ['fuchsia', 'mention'],
  ['pink', 'mention'],
  ['grey', 'dim'],
  ['gray', 'dim'],
  ['silver', 'dim'],
])

/** Upper ends of stretches of the colour circle, degrees. */
const hues: readonly (readonly [number, Role])[] = [
  [20, 'bad'],
  [65, 'warn'],
  [165, 'good'],
  [200, 'info'],
  [245, 'accent'],
  [330, 'mention'],
  [360, 'bad'],
]

/**
 * The role nearest to a colour that an author chose. Their own colours were chosen for another background: on this one some
 * could not be read, and all together would shout.
 */
export const roleOfColour = (colour: string): Role | undefined => {
  const known = named.get(colour)
  if (known !== undefined) return known
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(colour)?.[1]
  if (digits === undefined) return undefined
  const size = digits.length / 3
  const parts = [0, 1, 2].map((at) => Number.parseInt(digits.slice(at * size, at * size + size).repeat(3 - size), 16))
  const [red = 0, green = 0, blue = 0] = parts
  const [low, high] = [Math.min(...parts), Math.max(...parts)]
  const range = high - low
  // Greys: near black and white are plain text.
  if (range < 32) return high > 70 && high < 215 ? 'dim' : undefined
  const sixth =
    high === red ? (green - blue) / range : high === green ? 2 + (blue - red) / range : 4 + (red - green) / range
  const hue = (sixth * 60 + 360) % 360
  return hues.find(([end]) => hue <= end)?.[1]
}

const roleOf = (name: StyleName, style: SpanStyle): Role | undefined => {
  // The edge of a panel has the colour of its kind, and its title must be read.
  if (name === 'frame' && style.some((other) => /^(?:panel:|colour:|title$)/.test(other))) return undefined
  const colour = /^(?:colour|background|tone):(.*)$/.exec(name)?.[1]
  return roles.get(name) ?? (colour === undefined ? undefined : roleOfColour(colour))
}

const kept = new WeakMap<SpanStyle, readonly Role[]>()

/** The roles of a span, outermost first. */
export const rolesOf = (style: SpanStyle): readonly Role[] => {
  const known = kept.get(style)
  if (known !== undefined) return known
  const found = style.map((name) => roleOf(name, style)).filter((role) => role !== undefined)
  kept.set(style, found)
  return found
}
