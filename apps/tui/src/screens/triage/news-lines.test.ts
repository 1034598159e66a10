import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nothingPending } from '../../input/dispatcher.ts'
import { anyTheme, bare, cells, hostileLine, plainTheme, widths } from '../testing.ts'
import { newsLines, withFooter } from './news-lines.ts'

const at = (text: string, width: number, rows: 1 | 2): readonly string[] =>
  newsLines({ tone: 'good', text }, { width, rows }, plainTheme).map((row) => bare(row).trim())

const done = 'SUP-2079 assigned to Mira Lindqvist · u takes it back'

test('news have as many lines as they may have at most, each as wide as the screen', () => {
  fc.assert(
    fc.property(
      hostileLine,
      hostileLine,
      widths,
      fc.constantFrom(1 as const, 2 as const),
      anyTheme,
      (a, b, width, rows, theme) => {
        const drawn = newsLines({ tone: 'bad', text: `${a} · ${b}` }, { width, rows }, theme)
        expect(drawn.length).toBeLessThanOrEqual(rows)
        expect(drawn.length).toBeGreaterThan(0)
        expect(drawn.map(cells)).toEqual(drawn.map(() => width))
      },
    ),
  )
})

test('news that fit have one line', () => {
  expect(at(done, 80, 2)).toEqual([done])
})

test('with a second line nothing is cut, and the way back stands alone', () => {
  expect(at(done, 40, 2)).toEqual(['SUP-2079 assigned to Mira Lindqvist', 'u takes it back'])
  expect(at('DEMO-12 moved to Done · u takes it back if the workflow lets it', 40, 2)).toEqual([
    'DEMO-12 moved to Done',
    'u takes it back if the workflow lets it',
  ])
  expect(at('PAY is no service desk: a note there would be read by everybody', 40, 2)).toEqual([
    'PAY is no service desk: a note there',
    'would be read by everybody',
  ])
})

test('what has no room in two lines is cut before the way back', () => {
  const long = `PAY-12 ${'labels '.repeat(12)}· more of it · u takes it back`
  expect(at(long, 40, 2)).toEqual(['PAY-12 labels labels labe… · more of it', 'u takes it back'])
})

test('with one line a key that is said last stays whole, and else the first sentence is told alone', () => {
  expect(at(done, 40, 1)).toEqual(['SUP-2079 assigned to… · u takes it back'])
  const offline = 'acme cannot be reached (ECONNREFUSED) · what you changed is kept and sent later'
  expect(at(offline, 40, 1)).toEqual(['acme cannot be reached (ECONNREFUSED)'])
})

test('a second line takes the lowest row, but none of a dialog, of a low window, or while a key is half typed', () => {
  const rows = ['head', 'row', 'edge']
  const state = {
    toast: { id: 1, tone: 'good', text: done },
    pending: nothingPending,
    modals: [],
    size: { columns: 40, rows: 20 },
  } as const
  const drawn = (more: Partial<Parameters<typeof withFooter>[2]> = {}): readonly string[] =>
    withFooter(rows, 'keys', { ...state, ...more }, plainTheme).map((row) => bare(row).trim())
  expect(drawn()).toEqual(['head', 'row', 'SUP-2079 assigned to Mira Lindqvist', 'u takes it back'])
  expect(drawn({ toast: null })).toEqual([...rows, 'keys'])
  expect(drawn({ pending: { count: '12', sequence: [] } })).toEqual([...rows, 'keys'])
  expect(drawn({ size: { columns: 40, rows: 7 } })).toEqual([...rows, 'keys'])
  const modal = { id: 1, kind: 'message', title: '', tone: 'info', lines: [], top: 0 } as const
  expect(drawn({ modals: [modal] })).toEqual([...rows, 'keys'])
})
