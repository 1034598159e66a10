import type { CellColour } from './cell.ts'

/** Colours of a picture, as `#rrggbb`. */
export interface SvgTheme {
  readonly foreground: string
  readonly background: string
  /** The bar above the screen and the frame around it. */
  readonly bar: string
  readonly edge: string
  readonly caption: string
  readonly dots: readonly [string, string, string]
  /** The 16 colours, black to white, then bright black to bright white. */
  readonly palette: readonly string[]
}

const calmPalette = `
  #2b303b #d9717c #8fbf7f #dcb46c #74a5dc #b48fd0 #68b5b8 #c6cdd8
  #6b7587 #e88a94 #a6d196 #ecc987 #8fbbec #c9a8e2 #84cdd0 #eef1f6`

/** A calm dark theme. */
export const darkTheme: SvgTheme = {
  foreground: '#d5dae3',
  background: '#1c2028',
  bar: '#252a34',
  edge: '#343b48',
  caption: '#8b95a7',
  dots: ['#e0707a', '#dfb56b', '#85b878'],
  palette: calmPalette.trim().split(/\s+/),
}

/** The same in daylight. */
export const lightTheme: SvgTheme = {
  foreground: '#2e3440',
  background: '#fafafa',
  bar: '#ececf0',
  edge: '#d4d7de',
  caption: '#6b7587',
  dots: ['#e0707a', '#dfb56b', '#85b878'],
  palette: `
    #2b303b #b3303f #2f7a33 #8a6100 #2455b5 #8a3fa8 #0f6f76 #c6cdd8
    #5d6678 #c9404f #3f8a43 #9a7010 #3a6bd0 #9c54b8 #1f8188 #ffffff`
    .trim()
    .split(/\s+/),
}

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`

const cubeLevels = [0, 95, 135, 175, 215, 255]

const cubeColour = (index: number): string => {
  const level = (step: number): number => cubeLevels[step] ?? 0
  const [red, green, blue] = [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6]
  return hex((level(red) << 16) | (level(green) << 8) | level(blue))
}

/** A colour of the program as `#rrggbb`; the default one is `otherwise`. */
export const colourIn = (theme: SvgTheme, colour: CellColour, otherwise: string): string => {
  switch (colour.kind) {
    case 'default':
      return otherwise
    case 'rgb':
      return hex(colour.value)
    case 'palette': {
      if (colour.index < 16) return theme.palette[colour.index] ?? otherwise
      if (colour.index < 232) return cubeColour(colour.index - 16)
      const grey = 8 + (colour.index - 232) * 10
      return hex((grey << 16) | (grey << 8) | grey)
    }
  }
}

/** `share` of the first colour over the second, both `#rrggbb`; for dim text. */
export const blend = (over: string, under: string, share: number): string => {
  const parts = (colour: string): readonly number[] =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const below = parts(under)
  const mixed = parts(over).map((value, at) => Math.round(value * share + (below[at] ?? 0) * (1 - share)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
