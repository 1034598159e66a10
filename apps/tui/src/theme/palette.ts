/** What a piece of the screen means; a palette says how it looks. */
export type Role =
  | 'text'
  | 'dim'
  | 'faint'
  | 'strong'
  | 'accent'
  | 'border'
  | 'borderFocused'
  | 'title'
  | 'good'
  | 'warn'
  | 'bad'
  | 'info'
  | 'new'
  | 'indeterminate'
  | 'done'
  | 'key'
  | 'highlight'
  | 'code'
  | 'link'
  | 'mention'
  | 'heading'
  | 'emphasis'
  | 'strike'
  | 'underline'
  | 'badgeBlue'
  | 'badgeGreen'
  | 'badgeYellow'
  | 'badgeMagenta'
  | 'badgeCyan'
  | 'badgeRed'

/** A true-colour value `#rrggbb`, its nearest colour of 256 and of 16, and attributes (SGR numbers). */
export interface Look {
  readonly rgb?: string
  readonly c256?: number
  readonly c16?: number
  readonly attributes?: readonly number[]
}

export interface Palette {
  readonly roles: Readonly<Record<Role, Look>>
  /** Background of the row under the cursor, with and without focus. */
  readonly selected: Look
  readonly selectedUnfocused: Look
}

const bold = [1]

/** Calm colours for a dark background. */
export const darkPalette: Palette = {
  roles: {
    text: {},
    dim: { rgb: '#a3abcb', c256: 146, c16: 37 },
    faint: { rgb: '#8b93b5', c256: 103, c16: 90 },
    strong: { attributes: bold },
    accent: { rgb: '#7aa2f7', c256: 111, c16: 94 },
    border: { rgb: '#414868', c256: 239, c16: 90 },
    borderFocused: { rgb: '#7aa2f7', c256: 111, c16: 94 },
    title: { rgb: '#c0caf5', c256: 153, c16: 97, attributes: bold },
    good: { rgb: '#9ece6a', c256: 113, c16: 32 },
    warn: { rgb: '#e0af68', c256: 179, c16: 33 },
    bad: { rgb: '#f7768e', c256: 204, c16: 91 },
    info: { rgb: '#7dcfff', c256: 117, c16: 96 },
    new: { rgb: '#9aa5ce', c256: 146, c16: 37 },
    indeterminate: { rgb: '#7aa2f7', c256: 111, c16: 94 },
    done: { rgb: '#9ece6a', c256: 113, c16: 32 },
    key: { rgb: '#e0af68', c256: 179, c16: 33, attributes: bold },
    highlight: { rgb: '#ff9e64', c256: 215, c16: 93, attributes: bold },
    code: { rgb: '#73daca', c256: 79, c16: 36 },
    link: { rgb: '#7dcfff', c256: 117, c16: 96, attributes: [4] },
    mention: { rgb: '#bb9af7', c256: 141, c16: 95 },
    heading: { rgb: '#c0caf5', c256: 153, c16: 97, attributes: bold },
    emphasis: { attributes: [3] },
    strike: { attributes: [9] },
    underline: { attributes: [4] },
    badgeBlue: { rgb: '#7aa2f7', c256: 111, c16: 94, attributes: bold },
    badgeGreen: { rgb: '#9ece6a', c256: 113, c16: 92, attributes: bold },
    badgeYellow: { rgb: '#e0c96a', c256: 185, c16: 93, attributes: bold },
    badgeMagenta: { rgb: '#bb9af7', c256: 141, c16: 95, attributes: bold },
    badgeCyan: { rgb: '#7dcfff', c256: 117, c16: 96, attributes: bold },
    badgeRed: { rgb: '#f7768e', c256: 204, c16: 91, attributes: bold },
  },
  selected: { rgb: '#283457', c256: 236, c16: 44 },
  selectedUnfocused: { rgb: '#24283b', c256: 235, c16: 100 },
}

/** The same for a light background. */
export const lightPalette: Palette = {
  // Among 16 colours yellow, green and cyan are too light to be read on white.
  roles: {
    ...darkPalette.roles,
    dim: { rgb: '#525a78', c256: 240, c16: 90 },
    faint: { rgb: '#646b8a', c256: 60, c16: 90 },
    accent: { rgb: '#2855c8', c256: 25, c16: 34 },
    border: { rgb: '#b4b9d0', c256: 250, c16: 37 },
    borderFocused: { rgb: '#2855c8', c256: 25, c16: 34 },
    title: { rgb: '#1f2335', c256: 235, c16: 39, attributes: bold },
    good: { rgb: '#356d1a', c256: 22, c16: 32 },
    warn: { rgb: '#875509', c256: 94, c16: 35 },
    bad: { rgb: '#b52545', c256: 125, c16: 31 },
    info: { rgb: '#0b6289', c256: 24, c16: 34 },
    new: { rgb: '#525a78', c256: 240, c16: 90 },
    indeterminate: { rgb: '#2855c8', c256: 25, c16: 34 },
    done: { rgb: '#356d1a', c256: 22, c16: 32 },
    key: { rgb: '#875509', c256: 94, c16: 35, attributes: bold },
    highlight: { rgb: '#9c4806', c256: 94, c16: 31, attributes: bold },
    code: { rgb: '#12675e', c256: 23, c16: 34 },
    link: { rgb: '#0b6289', c256: 24, c16: 34, attributes: [4] },
    mention: { rgb: '#7a3fc0', c256: 91, c16: 35 },
    heading: { rgb: '#1f2335', c256: 235, c16: 39, attributes: bold },
    badgeBlue: { rgb: '#2855c8', c256: 25, c16: 34, attributes: bold },
    badgeGreen: { rgb: '#356d1a', c256: 22, c16: 32, attributes: bold },
    badgeYellow: { rgb: '#7a6000', c256: 94, c16: 33, attributes: bold },
    badgeMagenta: { rgb: '#7a3fc0', c256: 91, c16: 35, attributes: bold },
    badgeCyan: { rgb: '#0b6289', c256: 24, c16: 36, attributes: bold },
    badgeRed: { rgb: '#b52545', c256: 125, c16: 31, attributes: bold },
  },
  selected: { rgb: '#dbe2fa', c256: 254, c16: 47 },
  // Among 16 colours there is no second light grey: the row is underlined.
  selectedUnfocused: { rgb: '#eceff9', c256: 255, c16: 4 },
}
