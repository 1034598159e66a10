import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBackgroundSieve, isLightColour } from './background.ts'

test.each([
  ['rgb:1c1c/2020/2828', false],
  ['rgb:fafa/fafa/fafa', true],
  ['rgb:ff/ff/ff', true],
  ['rgba:0000/0000/0000/ffff', false],
  ['#fdf6e3', true],
  ['#002b36', false],
  ['white', undefined],
  ['rgb:zz/zz/zz', undefined],
])('%s is light: %s', (colour, light) => {
  expect(isLightColour(colour)).toBe(light)
})

/** Keys as a terminal sends them. */
const keys = fc
  .array(
    fc.constantFrom(
      'j',
      '\r',
      '\u001B[A',
      '\u001BOP',
      '\u001B[I',
      '1',
      ']',
      '\u001B[<0;3;4M',
      '漢',
      '\u001B[200~x\u001B[201~',
    ),
    { maxLength: 5 },
  )
  .map((some) => some.join(''))

const said = fc.constantFrom<readonly [string, boolean]>(
  ['\u001B]11;rgb:fafa/fafa/fafa\u0007', true],
  ['\u001B]11;rgb:1c1c/2020/2828\u001B\\', false],
  ['\u001B[?997;2n', true],
)

test('an answer is never taken as keys, in however many pieces it comes, and no key is lost', () => {
  fc.assert(
    fc.property(keys, said, keys, fc.array(fc.nat(60), { maxLength: 4 }), (before, [answer, light], after, cuts) => {
      const whole = before + answer + after
      // A report of a change that comes in pieces is dropped by Ink: only answers are put together here.
      const edges = answer.startsWith('\u001B]')
        ? cuts.map((cut) => cut % (whole.length + 1)).toSorted((a, b) => a - b)
        : []
      const pieces = [0, ...edges].map((from, at) => whole.slice(from, edges[at] ?? whole.length))
      const sieve = createBackgroundSieve()
      const heard: boolean[] = []
      const read = pieces.map((piece) => {
        const { rest, light: now } = sieve.sift(piece, true)
        if (now !== undefined) heard.push(now)
        return rest
      })
      expect(read.join('') + sieve.release()).toBe(before + after)
      expect(heard).toEqual([light])
    }),
  )
})

test('Esc is a key at once where no answer is awaited, and soon where one is', () => {
  const sieve = createBackgroundSieve()
  expect(sieve.sift('\u001B', false).rest).toBe('\u001B')
  expect(sieve.isHolding()).toBe(false)
  expect(sieve.sift('\u001B', true).rest).toBe('')
  expect(sieve.isHolding()).toBe(true)
  expect(sieve.release()).toBe('\u001B')
  expect(sieve.release()).toBe('')
})

test('an answer that has begun is never released as keys, however late the rest comes', () => {
  const sieve = createBackgroundSieve()
  expect(sieve.sift('j\u001B]11;rgb:1c1c', false).rest).toBe('j')
  expect(sieve.isHolding()).toBe(false)
  expect(sieve.release()).toBe('')
  expect(sieve.sift('/2020/2828\u0007k', false)).toEqual({ rest: 'k', light: false, isChange: false })
})
