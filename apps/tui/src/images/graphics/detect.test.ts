import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAnswerSieve } from './answer-sieve.ts'
import { chooseWay, graphicsQuestion, readAnswers } from './detect.ts'
import { kittyQuery, pictureId } from './kitty.ts'
import { cellsOf } from './ways.ts'

const kitty = `\u001B_Gi=${pictureId};OK\u001B\\`
const name = '\u001BP>|WezTerm 20240203\u001B\\'
const cell = '\u001B[6;20;9t'
const xterm = '\u001B[?62;4;22c'

const size = { columns: 120, rows: 36 }

const wayOf = (said: string, variables: Readonly<Record<string, string>> = { TERM: 'xterm-256color' }) =>
  chooseWay('auto', { answers: readAnswers(said, size), variables, colourLevel: 3 }).way

test('a cell of xterm is what its area holds of them, and too small rather than too large', () => {
  const cellOf = (said: string) => readAnswers(said, size).cell
  expect(cellOf('\u001B[?2;0;960;540S')).toEqual({ width: 8, height: 15 })
  expect(cellOf('\u001B[?2;0;1000;1000S')).toEqual({ width: 8, height: 27 })
  expect(cellOf('\u001B[?2;3S')).toBeUndefined()
  expect(cellOf(`\u001B[?2;0;960;540S${cell}`)).toEqual({ width: 9, height: 20 })
})

describe('the way', () => {
  test.each([
    ['kitty, which answers its own question', kitty + cell + xterm, 'kitty'],
    ['no kitty, which finds fault with it', `\u001B_Gi=${pictureId};ENOTSUPPORTED\u001B\\${cell}\u001B[?62c`, 'blocks'],
    ['the inline images of iTerm2, by its name', name + cell + xterm, 'iterm'],
    ['sixels, by the device attributes and the size of a cell', cell + xterm, 'sixel'],
    [
      'sixels in xterm, which says how far they reach and not how large a cell is',
      `\u001B[?2;0;960;540S${xterm}`,
      'sixel',
    ],
    ['half blocks where one cannot know how far sixels reach', xterm, 'blocks'],
    ['half blocks where 4 is the level of the terminal only', `${cell}\u001B[?4c`, 'blocks'],
    ['half blocks where nothing was said', '', 'blocks'],
  ])('is %s', (_, said, way) => expect(wayOf(said)).toBe(way))

  test('is half blocks behind tmux, screen and Zellij, which are not asked so', () => {
    for (const variables of [{ TMUX: '/tmp/x' }, { STY: '1' }, { ZELLIJ: '0' }, { TERM: 'tmux-256color' }]) {
      expect(wayOf(kitty, { TERM: 'xterm', ...variables })).toBe('blocks')
      expect(graphicsQuestion({ TERM: 'xterm', ...variables })).toBeUndefined()
    }
    expect(graphicsQuestion({ TERM: 'xterm', TERM_PROGRAM: 'Apple_Terminal' })).toBeUndefined()
    // It shows what it does not know as text.
    expect(graphicsQuestion({ TERM: 'rxvt-unicode-256color' })).toBeUndefined()
    expect(graphicsQuestion({ TERM: 'xterm', XTERM_VERSION: 'XTerm(379)' })).toContain('\u001B[?2;1;0S\u001B[c')
    // What was started in xterm has its variables too.
    expect(graphicsQuestion({ TERM: 'xterm-kitty', XTERM_VERSION: 'XTerm(379)' })).not.toContain('S')
    expect(graphicsQuestion({ TERM: 'xterm-kitty' })).toBe(`${kittyQuery}\u001B[>q\u001B[16t\u001B[c`)
  })

  test('is what the person wants, and nothing in colour where there are to be none', () => {
    const ground = { answers: readAnswers(kitty + cell + xterm, size), variables: { TERM: 'xterm' } }
    expect(chooseWay('sixel', { ...ground, colourLevel: 3 })).toEqual({ way: 'sixel', cell: { width: 9, height: 20 } })
    expect(chooseWay('auto', { ...ground, colourLevel: 0 }).way).toBe('blocks')
  })
})

test('answers are taken out of what is typed, wherever they are cut; a lone Esc passes at once', () => {
  const whole = `a${kitty}b${name}${cell}\u001B[A${xterm}c`
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 6 }), (cuts) => {
      const said: string[] = []
      const sift = createAnswerSieve((text) => said.push(text))
      const places = [0, ...cuts.toSorted((a, b) => a - b), whole.length]
      const keys = places.slice(1).map((to, at) => sift(whole.slice(places[at], to)))
      // An Esc at the very end of what is read may be the key.
      expect(keys.join('').replaceAll(/\u001B(?!\[A)/g, '')).toMatch(/^a.*b.*\u001B\[A.*c$/s)
      if (cuts.every((at) => whole[at - 1] !== '\u001B')) {
        expect(keys.join('')).toBe('ab\u001B[Ac')
        expect(readAnswers(said.join(''), size)).toEqual({
          kitty: true,
          placeholders: false,
          sixel: true,
          name: 'WezTerm 20240203',
          cell: { width: 9, height: 20 },
        })
      }
    }),
  )
  const sift = createAnswerSieve(() => undefined)
  expect(sift('\u001B')).toBe('\u001B')
  expect(sift('\u001B[6;5~')).toBe('\u001B[6;5~')
})

test('a picture covers no more cells than there are, and keeps its shape', () => {
  const ground = { way: 'kitty', cell: { width: 10, height: 20 } } as const
  expect(cellsOf({ width: 95, height: 41 }, { columns: 80, rows: 20 }, ground)).toEqual({
    pixels: { width: 95, height: 41 },
    box: { columns: 10, rows: 3 },
  })
  expect(cellsOf({ width: 4000, height: 1000 }, { columns: 80, rows: 20 }, ground)).toEqual({
    pixels: { width: 800, height: 200 },
    box: { columns: 80, rows: 10 },
  })
})
