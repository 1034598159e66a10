import { expect, test } from 'vitest'
import { lookOf } from './own-colour.ts'
import { roleNames } from './role-names.ts'
import { createTheme } from './theme.ts'
import { themeFor } from './theme-for.ts'
import { parseTheme, themeWords, writeTheme } from './theme-words.ts'

test.each([
  ['#ff8800', { rgb: '#ff8800', c256: 208, c16: 33 }],
  ['#F80', { rgb: '#ff8800', c256: 208, c16: 33 }],
  ['#000000', { rgb: '#000000', c256: 16, c16: 30 }],
  ['#ffffff', { rgb: '#ffffff', c256: 231, c16: 97 }],
  ['red', { c256: 1, c16: 31 }],
  ['Bright-Blue', { c256: 12, c16: 94 }],
  ['#12', undefined],
  ['ff8800', undefined],
  ['#gg8800', undefined],
  ['pink', undefined],
])('%j looks like %j', (colour, look) => {
  expect(lookOf(colour)).toEqual(look)
})

test('a colour of one’s own is painted in all that the terminal has, and stays bold where its part is', () => {
  const painted = ([3, 2, 1, 0] as const).map((level) =>
    createTheme({ level, colours: { title: '#ff8800', dim: 'red' } }).paint('title', 'x'),
  )
  expect(painted).toEqual([
    '\u001B[1;38;2;255;136;0mx\u001B[0m',
    '\u001B[1;38;5;208mx\u001B[0m',
    '\u001B[1;33mx\u001B[0m',
    '\u001B[1mx\u001B[0m',
  ])
  expect(createTheme({ level: 3, colours: { dim: 'red' } }).paint('dim', 'x')).toBe('\u001B[38;5;1mx\u001B[0m')
})

test.each([
  ['auto', { palette: 'auto', depth: 'auto' }],
  ['dark', { palette: 'dark', depth: 'auto' }],
  ['256', { palette: 'auto', depth: '256' }],
  [' Light  16 ', { palette: 'light', depth: '16' }],
  ['16 light', { palette: 'light', depth: '16' }],
  ['dark light', undefined],
  ['16 256', undefined],
  ['pink', undefined],
])('the theme %j is %j', (text, theme) => {
  expect(parseTheme(text)).toEqual(theme)
  if (theme !== undefined) expect(parseTheme(writeTheme(theme as never))).toEqual(theme)
})

test('every word of a theme can be said alone', () => {
  for (const word of themeWords) expect(parseTheme(word)).toBeDefined()
})

const ground = { theme: undefined, terminal: { colourLevel: 3, light: true } } as const
const wanted = (text: string) =>
  ({ theme: parseTheme(text) ?? { palette: 'auto', depth: 'auto' }, colours: {} }) as const
const look = (theme: ReturnType<typeof themeFor>): string => roleNames.map((role) => theme.paint(role, 'x')).join('')

test('the theme follows the terminal, the file and the environment, the last of them first', () => {
  const light = look(createTheme({ level: 3, light: true }))
  const dark = look(createTheme({ level: 3 }))
  expect(look(themeFor(ground, wanted('auto')))).toBe(light)
  expect(look(themeFor(ground, wanted('dark')))).toBe(dark)
  expect(look(themeFor({ ...ground, theme: 'light' }, wanted('dark')))).toBe(light)
  expect(look(themeFor({ ...ground, theme: 'pink' }, wanted('dark')))).toBe(dark)
  expect(look(themeFor(ground, wanted('contrast')))).toBe(look(createTheme({ level: 3, light: true, contrast: true })))
})

test('the number of colours is what was asked for, but none stay none', () => {
  expect(themeFor(ground, wanted('256')).level).toBe(2)
  expect(themeFor(ground, wanted('none')).level).toBe(0)
  const plain = { ...ground, terminal: { colourLevel: 0, light: false } } as const
  expect(themeFor(plain, wanted('truecolour')).level).toBe(0)
})
