import { darkPalette, lightPalette, type Palette } from './palette.ts'

const bold = [1]

/** For a dark background: nothing is quieter than the text, and every colour is at least seven times as bright as black. */
export const darkContrastPalette: Palette = {
  roles: {
    ...darkPalette.roles,
    text: { rgb: '#ffffff', c256: 231, c16: 97 },
    dim: { rgb: '#e4e4e4', c256: 254, c16: 97 },
    faint: { rgb: '#d0d0d0', c256: 252, c16: 37 },
    accent: { rgb: '#87d7ff', c256: 117, c16: 96, attributes: bold },
    border: { rgb: '#c6c6c6', c256: 251, c16: 37 },
    borderFocused: { rgb: '#ffff5f', c256: 227, c16: 93, attributes: bold },
    title: { rgb: '#ffffff', c256: 231, c16: 97, attributes: bold },
    good: { rgb: '#87ff87', c256: 120, c16: 92, attributes: bold },
    warn: { rgb: '#ffd75f', c256: 221, c16: 93, attributes: bold },
    bad: { rgb: '#ffafaf', c256: 217, c16: 91, attributes: bold },
    info: { rgb: '#87ffff', c256: 123, c16: 96 },
    new: { rgb: '#ffffff', c256: 231, c16: 97 },
    indeterminate: { rgb: '#87d7ff', c256: 117, c16: 96 },
    done: { rgb: '#87ff87', c256: 120, c16: 92 },
    key: { rgb: '#ffff5f', c256: 227, c16: 93, attributes: bold },
    highlight: { rgb: '#ffff5f', c256: 227, c16: 93, attributes: [1, 4] },
    code: { rgb: '#87ffd7', c256: 122, c16: 96 },
    link: { rgb: '#87ffff', c256: 123, c16: 96, attributes: [4] },
    mention: { rgb: '#ffafff', c256: 219, c16: 95 },
    heading: { rgb: '#ffffff', c256: 231, c16: 97, attributes: [1, 4] },
  },
  selected: { rgb: '#0000af', c256: 19, c16: 44 },
  selectedUnfocused: { rgb: '#4e4e4e', c256: 239, c16: 100 },
}

/** The same for a light background: every colour is at least seven times as dark as white. */
export const lightContrastPalette: Palette = {
  roles: {
    ...lightPalette.roles,
    text: { rgb: '#000000', c256: 16, c16: 30 },
    dim: { rgb: '#1c1c1c', c256: 234, c16: 30 },
    faint: { rgb: '#3a3a3a', c256: 237, c16: 30 },
    accent: { rgb: '#00005f', c256: 17, c16: 34, attributes: bold },
    border: { rgb: '#444444', c256: 238, c16: 30 },
    borderFocused: { rgb: '#0000af', c256: 19, c16: 34, attributes: bold },
    title: { rgb: '#000000', c256: 16, c16: 39, attributes: bold },
    good: { rgb: '#004d00', c256: 22, c16: 32, attributes: bold },
    warn: { rgb: '#5f3a00', c256: 58, c16: 39, attributes: bold },
    bad: { rgb: '#870000', c256: 88, c16: 31, attributes: bold },
    info: { rgb: '#004a5c', c256: 23, c16: 34 },
    new: { rgb: '#000000', c256: 16, c16: 30 },
    indeterminate: { rgb: '#0000af', c256: 19, c16: 34 },
    done: { rgb: '#004d00', c256: 22, c16: 32 },
    key: { rgb: '#5f0000', c256: 52, c16: 31, attributes: bold },
    highlight: { rgb: '#870000', c256: 88, c16: 31, attributes: [1, 4] },
    code: { rgb: '#004a45', c256: 23, c16: 34 },
    link: { rgb: '#00005f', c256: 17, c16: 34, attributes: [4] },
    mention: { rgb: '#5f0087', c256: 54, c16: 35 },
    heading: { rgb: '#000000', c256: 16, c16: 39, attributes: [1, 4] },
  },
  selected: { rgb: '#ffff87', c256: 228, c16: 47 },
  selectedUnfocused: { rgb: '#d7d7d7', c256: 188, c16: 4 },
}
