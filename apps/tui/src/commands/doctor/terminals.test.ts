import { expect, test } from 'vitest'
import { isUtf8, multiplexerOf, terminalOf } from './terminals.ts'

test.each([
  [{ KITTY_WINDOW_ID: '1', TERM: 'xterm-256color' }, 'kitty'],
  [{ TERM_PROGRAM: 'iTerm.app' }, 'iTerm2'],
  [{ LC_TERMINAL: 'iTerm2', TERM: 'screen' }, 'iTerm2'],
  [{ VTE_VERSION: '7600', TERM: 'xterm-256color' }, 'a VTE terminal (GNOME)'],
  [{ TERM: 'foot-extra' }, 'foot'],
  [{ TERM: 'linux' }, 'the Linux console'],
])('%j is %s', (variables, name) => {
  expect(terminalOf(variables)).toMatchObject({ name, known: true })
})

test('A terminal that says nothing of itself is not taken for one that can nothing', () => {
  expect(terminalOf({})).toMatchObject({ name: 'unknown', known: false, copies: 'some' })
})

test.each([
  [{ TMUX: '/tmp/tmux-0/default,1,0' }, 'tmux'],
  [{ STY: '1.pts-0.host' }, 'screen'],
  [{ ZELLIJ: '0' }, 'Zellij'],
  [{}, undefined],
])('%j runs in %s', (variables, name) => {
  expect(multiplexerOf(variables)).toBe(name)
})

test.each([
  [{ LANG: 'de_DE.UTF-8' }, 'linux', true],
  [{ LANG: 'de_DE.utf8', LC_ALL: 'C' }, 'linux', false],
  [{ LC_CTYPE: 'C.UTF-8', LANG: 'C' }, 'linux', true],
  [{}, 'linux', false],
  [{}, 'darwin', true],
  [{}, 'win32', true],
])('%j on %s: UTF-8 is %s', (variables, platform, utf8) => {
  expect(isUtf8(variables, platform)).toBe(utf8)
})
