import { depthNames, paletteNames, type ThemeChoice } from '../config/config.ts'

/** Every word that says how the screen looks. */
export const themeWords: readonly string[] = [...new Set([...paletteNames, ...depthNames])]

/**
 * Reads `dark`, `256`, `light 16`: a palette, a number of colours, or both; undefined where a word is none of these or one kind
 * stands twice.
 */
export const parseTheme = (text: string): ThemeChoice | undefined => {
  let { palette, depth }: { palette?: ThemeChoice['palette']; depth?: ThemeChoice['depth'] } = {}
  for (const word of text.trim().toLowerCase().split(/\s+/u)) {
    const asDepth = depthNames.find((name) => name === word)
    const asPalette = paletteNames.find((name) => name === word)
    if (word === 'auto') continue
    if (asPalette !== undefined && palette === undefined) palette = asPalette
    else if (asDepth !== undefined && depth === undefined) depth = asDepth
    else return undefined
  }
  return { palette: palette ?? 'auto', depth: depth ?? 'auto' }
}

/** As `parseTheme` reads it. */
export const writeTheme = ({ palette, depth }: ThemeChoice): string =>
  depth === 'auto' ? palette : palette === 'auto' ? depth : `${palette} ${depth}`
