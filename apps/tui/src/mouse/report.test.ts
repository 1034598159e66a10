import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSieve, type MouseReport } from './report.ts'

const click: MouseReport = { kind: 'press', column: 4, row: 9, ctrl: false }

test('reports are taken out of what was typed, with cells counted from 0', () => {
  const { text, reports } = createSieve()(
    'j\u001B[<0;5;10Mk\u001B[<0;5;10m\u001B[<65;1;1M\u001B[<64;1;1M\u001B[<32;6;10M',
  )
  expect(text).toBe('jk')
  expect(reports.map(({ kind }) => kind)).toEqual(['press', 'release', 'wheel-down', 'wheel-up', 'drag'])
  expect(reports[0]).toEqual(click)
})

test('Ctrl is told, and other buttons than the left one are nothing', () => {
  const { text, reports } = createSieve()(
    '\u001B[<16;5;10M\u001B[<2;5;10M\u001B[<35;5;10M\u001B[<66;5;10M\u001B[<128;5;10M',
  )
  expect(text).toBe('')
  expect(reports).toEqual([{ ...click, ctrl: true }])
})

test('a report in pasted text stays text', () => {
  const sift = createSieve()
  const pasted = '\u001B[200~a\u001B[<0;5;10Mb'
  expect(sift(pasted)).toEqual({ text: pasted, reports: [] })
  expect(sift('\u001B[<0;5;10M\u001B[201~')).toEqual({ text: '\u001B[<0;5;10M\u001B[201~', reports: [] })
  expect(sift('\u001B[<0;5;10M').reports).toEqual([click])
})

test('wherever reports are cut in two behind their first signs, keys and reports are the same', () => {
  const whole = 'a\u001B[<0;5;10Mb\u001B[<64;120;40Mc'
  const all = createSieve()(whole)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (at) => {
      const [sift, head] = [createSieve(), whole.slice(0, at)]
      // Escape alone may be the key: it is not held back, and Ink drops what it then gets in two parts.
      if (/\u001B\[?$/.test(head)) return
      const parts = [sift(head), sift(whole.slice(at))]
      expect(parts.map(({ text }) => text).join('')).toBe(all.text)
      expect(parts.flatMap(({ reports }) => reports)).toEqual(all.reports)
    }),
  )
})
