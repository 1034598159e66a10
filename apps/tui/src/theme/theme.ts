import { darkContrastPalette, lightContrastPalette } from './contrast.ts'
import { lookOf } from './own-colour.ts'
import { darkPalette, type Look, lightPalette, type Palette, type Role } from './palette.ts'

/** How many colours the terminal has: none, 16, 256 or all. */
export type ColourLevel = 0 | 1 | 2 | 3

export interface Theme {
  /** The text in a role's look. Empty text stays empty; the look ends with the text. */
  readonly paint: (role: Role, text: string) => string
  /** Lays the cursor row's background under a whole row that was painted by this theme. */
  readonly select: (text: string, focused: boolean) => string
  readonly level: ColourLevel
  /** Makes a link of a painted text; absent where the terminal shows none. */
  readonly link?: (href: string, painted: string) => string
}

const escape = '\u001B['

const channels = (rgb: string): string => [1, 3, 5].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16)).join(';')

const bold = 1

/** Many terminals make one of the first eight colours bright where it is bold: on a light background it could not be read. */
const isWashedOut = ({ c16 = 0 }: Look, level: ColourLevel, light: boolean): boolean =>
  light && level === 1 && c16 >= 30 && c16 <= 37

const sgr = (look: Look, level: ColourLevel, ground: 'fore' | 'back', light = false): string => {
  const attributes = look.attributes ?? []
  const codes: (number | string)[] = isWashedOut(look, level, light)
    ? attributes.filter((attribute) => attribute !== bold)
    : [...attributes]
  const base = ground === 'fore' ? 38 : 48
  if (level === 3 && look.rgb !== undefined) codes.push(`${base};2;${channels(look.rgb)}`)
  else if (level >= 2 && look.c256 !== undefined) codes.push(`${base};5;${look.c256}`)
  else if (level === 1 && look.c16 !== undefined) codes.push(look.c16)
  return codes.length === 0 ? '' : `${escape}${codes.join(';')}m`
}

/** Without colours the cursor row is inverse; attributes such as bold stay, since they are not colours. */
const selection = (look: Look, level: ColourLevel, focused: boolean): string => {
  if (level === 0) return focused ? `${escape}7m` : `${escape}4m`
  return sgr(look, level, 'back')
}

const reset = `${escape}0m`
const inverse = `${escape}7m`
const underline = `${escape}4m`

const anySgr = /\u001B\[[0-9;]*m/g

/** How a theme is made; without more than the level it is for a dark background. */
export interface ThemeOptions {
  readonly level: ColourLevel
  readonly light?: boolean
  /** Stronger colours, and none that are quiet. */
  readonly contrast?: boolean
  /** A person's own colours, as `lookOf` reads them; what it does not read is left out. */
  readonly colours?: Readonly<Partial<Record<Role, string>>>
}

const paletteOf = ({ light = false, contrast = false }: ThemeOptions): Palette => {
  if (contrast) return light ? lightContrastPalette : darkContrastPalette
  return light ? lightPalette : darkPalette
}

export const createTheme = (options: ThemeOptions): Theme => {
  const { level, light = false, colours = {} } = options
  const palette = paletteOf(options)
  const opening = new Map<Role, string>()
  for (const [name, look] of Object.entries(palette.roles)) {
    const role = name as Role
    const { attributes = [] } = look
    const own = colours[role] === undefined ? undefined : lookOf(colours[role])
    opening.set(role, sgr(own === undefined ? look : { ...own, attributes }, level, 'fore', light))
  }
  const selected = selection(palette.selected, level, true)
  const selectedUnfocused = selection(palette.selectedUnfocused, level, false)
  return {
    level,
    paint: (role, text) => {
      const open = opening.get(role) ?? ''
      return text === '' || open === '' ? text : `${open}${text}${reset}`
    },
    // Each piece of the row ends with a reset, which would end the background too: it is begun again after each.
    select: (text, focused) => {
      // With sixteen colours the row's own ones would vanish in the background: it is inverse as a whole.
      if (level === 1) return `${focused ? inverse : underline}${text.replaceAll(anySgr, '')}${reset}`
      const ground = focused ? selected : selectedUnfocused
      return `${ground}${text.replaceAll(reset, reset + ground)}${reset}`
    },
  }
}

/** Terminals that show all colours, and whose names get through where `COLORTERM` does not: ssh and sudo pass on `TERM` alone. */
const manyColours = /^(?:xterm-(?:kitty|ghostty)|foot|alacritty|mlterm|wezterm|contour)|-direct$/

/** From here on xterm shows all colours, whatever `TERM` it was told to set. https://invisible-island.net/xterm/xterm.log.html#xterm_331 */
const firstWithAll = 331

/** Of xterm itself, and not of what was started in it. */
const xtermPatch = (env: Readonly<Record<string, string | undefined>>): number =>
  /^xterm(?:-\d+color)?$/.test(env['TERM'] ?? '')
    ? Number(/^XTerm\((\d+)\)$/.exec(env['XTERM_VERSION'] ?? '')?.[1] ?? 0)
    : 0

/** The number of colours by the usual variables; `NO_COLOR` wins over all. */
export const colourLevel = (env: Readonly<Record<string, string | undefined>>): ColourLevel => {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return 0
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && /^[0-3]$/.test(forced)) return Number(forced) as ColourLevel
  const term = env['TERM'] ?? ''
  if (term === 'dumb') return 0
  if (/truecolor|24bit/i.test(env['COLORTERM'] ?? '')) return 3
  if (manyColours.test(term) || xtermPatch(env) >= firstWithAll) return 3
  return /256/.test(term) ? 2 : 1
}

/** Whether the terminal's background is light, by what it left in `COLORFGBG`. */
export const isLight = (env: Readonly<Record<string, string | undefined>>): boolean => {
  const background = env['COLORFGBG']?.split(';').at(-1)
  return background !== undefined && /^(7|15)$/.test(background)
}
