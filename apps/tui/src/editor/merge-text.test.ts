import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasClashes, mergeText } from './merge-text.ts'

test('what only one side changed is taken from that side', () => {
  const base = 'one\ntwo\nthree\nfour'
  const merged = mergeText(base, 'zero\none\ntwo\nthree\nfour', 'one\ntwo\nthree, changed\nfour')
  expect(merged).toEqual({ text: 'zero\none\ntwo\nthree, changed\nfour', clashes: 0 })
})

test('what both changed stands there twice, between marks', () => {
  const { text, clashes } = mergeText('one\ntwo\nthree', 'one\nmine\nthree', 'one\ntheirs\nthree')
  expect(text).toBe('one\n<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> theirs\nthree')
  expect([clashes, hasClashes(text), hasClashes('a\n=== b')]).toEqual([1, true, false])
})

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 8 }).map((lines) => lines.join('\n'))

test('a side that changed nothing gives way, and both sides alike are no clash', () => {
  fc.assert(
    fc.property(text, text, (base, other) => {
      expect(mergeText(base, other, base)).toEqual({ text: other, clashes: 0 })
      expect(mergeText(base, base, other)).toEqual({ text: other, clashes: 0 })
      expect(mergeText(base, other, other)).toEqual({ text: other, clashes: 0 })
    }),
  )
})

test('without a clash every line is of one of the sides, whatever they are', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const merged = mergeText(base, mine, theirs)
      const known = new Set([mine, theirs].flatMap((side) => side.split('\n')))
      if (merged.clashes === 0) expect(merged.text.split('\n').every((line) => known.has(line))).toBe(true)
      else expect(hasClashes(merged.text)).toBe(true)
    }),
  )
})
