import type { Config } from '../config/config.ts'
import { hyperlink, showsLinks } from './hyperlink.ts'
import { type ColourLevel, createTheme, type Theme } from './theme.ts'
import { parseTheme } from './theme-words.ts'

/** What the terminal says of itself, and what the environment wants for this run. */
export interface ThemeGround {
  readonly theme: string | undefined
  readonly terminal: { readonly colourLevel: ColourLevel; readonly light: boolean }
  /** By which terminals are told apart; absent: nothing is known of it. */
  readonly terminalVariables?: Readonly<Record<string, string>>
}

type Wanted = Pick<Config, 'theme' | 'colours'>

const levels = { none: 0, '16': 1, '256': 2, truecolour: 3 } as const

/** The theme for these choices; `MMD_THEME` stands in the place of the file's, and no colours at all stay none. */
export const themeFor = ({ theme, terminal, terminalVariables = {} }: ThemeGround, config: Wanted): Theme => {
  const { palette, depth } = (theme === undefined ? undefined : parseTheme(theme)) ?? config.theme
  const level = depth === 'auto' || terminal.colourLevel === 0 ? terminal.colourLevel : levels[depth]
  const light = palette === 'light' || (palette !== 'dark' && terminal.light)
  const made = createTheme({ level, light, contrast: palette === 'contrast', colours: config.colours })
  return showsLinks(terminalVariables) ? { ...made, link: hyperlink } : made
}

/** The same for choices, and a background, that change now and then: one theme as long as they do not. */
export const createThemes = (
  ground: ThemeGround,
  isLight: () => boolean = () => ground.terminal.light,
): ((config: Wanted) => Theme) => {
  let made: { readonly of: Wanted; readonly light: boolean; readonly theme: Theme } | undefined
  return (config) => {
    const light = isLight()
    if (made?.light !== light || made.of.theme !== config.theme || made.of.colours !== config.colours) {
      const terminal = { ...ground.terminal, light }
      made = { of: config, light, theme: themeFor({ ...ground, terminal }, config) }
    }
    return made.theme
  }
}
