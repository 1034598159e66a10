import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSieve, type MouseReport } from './report.ts'

const split = (parts: readonly (string | MouseReport)[]) => ({
  text: parts.filter((part) => typeof part === 'string').join(''),
  reports: parts.filter((part) => typeof part !== 'string'),
})

const sifted = (...chunks: readonly string[]) => split(chunks.flatMap(createSieve()))

const click: MouseReport = { kind: 'press', column: 4, row: 9, ctrl: false }

test('reports are taken out of what was typed, with cells counted from 0', () => {
  const { text, reports } = sifted('j\u001B[<0;5;10Mk\u001B[<0;5;10m\u001B[<65;1;1M\u001B[<64;1;1M\u001B[<32;6;10M')
  expect(text).toBe('jk')
  expect(reports.map(({ kind }) => kind)).toEqual(['press', 'release', 'wheel-down', 'wheel-up', 'drag'])
  expect(reports[0]).toEqual(click)
})

test('Ctrl is told, and other buttons than the left one are nothing', () => {
  const { text, reports } = sifted('\u001B[<16;5;10M\u001B[<2;5;10M\u001B[<35;5;10M\u001B[<66;5;10M\u001B[<128;5;10M')
  expect(text).toBe('')
  expect(reports).toEqual([{ ...click, ctrl: true }])
})

test('a report in pasted text stays text', () => {
  const pasted = ['\u001B[200~a\u001B[<0;5;10Mb', '\u001B[<0;5;10M\u001B[201~']
  expect(sifted(...pasted)).toEqual({ text: pasted.join(''), reports: [] })
  expect(sifted(...pasted, '\u001B[<0;5;10M').reports).toEqual([click])
})

test('keys and reports keep their order', () => {
  expect(createSieve()('j\u001B[<0;5;10Mk')).toEqual(['j', click, 'k'])
})

test('wherever reports are cut in two behind their first signs, keys and reports are the same', () => {
  const whole = 'a\u001B[<0;5;10Mb\u001B[<64;120;40Mc'
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (at) => {
      const head = whole.slice(0, at)
      // Escape alone may be the key: it is not held back, and Ink drops what it then gets in two parts.
      fc.pre(!/\u001B\[?$/.test(head))
      expect(sifted(head, whole.slice(at))).toEqual(sifted(whole))
    }),
  )
})
