import { expect, test } from 'vitest'
import { darkPalette, lightPalette, type Role } from './palette.ts'
import { colourLevel, createTheme, isLight } from './theme.ts'

test.each([
  [{ NO_COLOR: '1', FORCE_COLOR: '3', COLORTERM: 'truecolor' }, 0],
  [{ NO_COLOR: '', TERM: 'xterm-256color' }, 2],
  [{ FORCE_COLOR: '3', TERM: 'dumb' }, 3],
  [{ FORCE_COLOR: '0', COLORTERM: 'truecolor' }, 0],
  [{ FORCE_COLOR: 'yes', TERM: 'xterm' }, 1],
  [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 0],
  [{ TERM: 'xterm', COLORTERM: 'TrueColor' }, 3],
  [{ TERM: 'xterm', COLORTERM: '24bit' }, 3],
  [{ TERM: 'screen-256color' }, 2],
  [{ TERM: 'xterm' }, 1],
  [{ TERM: 'xterm', XTERM_VERSION: 'XTerm(379)' }, 3],
  [{ TERM: 'xterm', XTERM_VERSION: 'XTerm(300)' }, 1],
  [{ TERM: 'screen', XTERM_VERSION: 'XTerm(379)' }, 1],
  [{ TERM: 'xterm-kitty' }, 3],
  [{ TERM: 'foot' }, 3],
  [{ TERM: 'mlterm' }, 3],
  [{ TERM: 'xterm-direct' }, 3],
  [{}, 1],
])('%j has colour level %i', (env, level) => {
  expect(colourLevel(env)).toBe(level)
})

test.each([
  [{ COLORFGBG: '0;15' }, true],
  [{ COLORFGBG: '0;default;7' }, true],
  [{ COLORFGBG: '15;0' }, false],
  [{ COLORFGBG: '7' }, true],
  [{}, false],
])('%j is light: %s', (env, light) => {
  expect(isLight(env)).toBe(light)
})

test('a look is written in the colours that the terminal has', () => {
  const painted = ([3, 2, 1] as const).map((level) => createTheme({ level }).paint('bad', 'x'))
  expect(painted).toEqual(['\u001B[38;2;247;118;142mx\u001B[0m', '\u001B[38;5;204mx\u001B[0m', '\u001B[91mx\u001B[0m'])
  expect(createTheme({ level: 0 }).paint('bad', 'x')).toBe('x')
})

test('without colours attributes stay', () => {
  expect(createTheme({ level: 0 }).paint('strong', 'x')).toBe('\u001B[1mx\u001B[0m')
})

test('with 16 colours bold is left out where it would make a colour too light for its background', () => {
  const painted = (light: boolean) =>
    (['key', 'title', 'strong'] as const).map((role) => createTheme({ level: 1, light }).paint(role, 'x'))
  expect(painted(true)).toEqual(['\u001B[35mx\u001B[0m', '\u001B[1;39mx\u001B[0m', '\u001B[1mx\u001B[0m'])
  expect(painted(false)).toEqual(['\u001B[1;33mx\u001B[0m', '\u001B[1;97mx\u001B[0m', '\u001B[1mx\u001B[0m'])
})

test('nothing is painted as nothing', () => {
  expect(createTheme({ level: 3 }).paint('bad', '')).toBe('')
  expect(createTheme({ level: 3 }).paint('text', 'x')).toBe('x')
})

test('every colour has a value for each level, in both palettes', () => {
  for (const palette of [darkPalette, lightPalette]) {
    const looks = [...Object.values(palette.roles), palette.selected, palette.selectedUnfocused]
    for (const { rgb, c256, c16 } of looks.filter((look) => look.rgb !== undefined)) {
      expect(rgb).toMatch(/^#[0-9a-f]{6}$/)
      expect(c256).toBeGreaterThanOrEqual(16)
      expect(c16).toBeGreaterThan(0)
    }
  }
})

test('a light background has other colours for all that has one', () => {
  const roles = Object.keys(darkPalette.roles) as Role[]
  const same = roles.filter((role) => {
    const { rgb } = darkPalette.roles[role]
    return rgb !== undefined && rgb === lightPalette.roles[role].rgb
  })
  expect(same).toEqual([])
})

test.each([0, 1, 2, 3] as const)('the cursor row differs from others and without focus, at level %i', (level) => {
  for (const light of [true, false]) {
    const theme = createTheme({ level, light })
    expect(new Set(['x', theme.select('x', true), theme.select('x', false)]).size).toBe(3)
  }
})

test('the background goes on behind each painted piece', () => {
  const theme = createTheme({ level: 2 })
  expect(theme.select(`${theme.paint('bad', 'a')}b`, true)).toBe(
    '\u001B[48;5;236m\u001B[38;5;204ma\u001B[0m\u001B[48;5;236mb\u001B[0m',
  )
})

test('with sixteen colours the cursor row is inverse as a whole: no colour of its own can vanish in it', () => {
  const theme = createTheme({ level: 1 })
  expect(theme.select(`${theme.paint('bad', 'a')}b`, true)).toBe('\u001B[7mab\u001B[0m')
})
