import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSplitter, frameMessage } from './pipe-framing.ts'

/** The bytes in pieces that end at the given places. */
const cut = (bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] => {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}

test('messages come out whole wherever the stream was cut', () => {
  const messages = fc.array(fc.record({ text: fc.string({ unit: 'binary', maxLength: 30 }) }), { maxLength: 8 })
  fc.assert(
    fc.property(messages, fc.array(fc.nat(), { maxLength: 20 }), (sent, places) => {
      const split = createSplitter()
      const pieces = cut(Buffer.from(sent.map(frameMessage).join('')), places)
      expect(pieces.flatMap((piece) => split(piece))).toEqual(sent.map((message) => JSON.stringify(message)))
    }),
  )
})

test('a message that has not ended is kept back', () => {
  const split = createSplitter()
  expect(split(Buffer.from('{"id":'))).toEqual([])
  expect(split(Buffer.from('1}\0{'))).toEqual(['{"id":1}'])
})

test('no NUL byte of a text breaks its message', () => {
  expect(frameMessage({ url: 'a\0b' }).indexOf('\0')).toBe(frameMessage({ url: 'a\0b' }).length - 1)
})

test('a message without end is given up', () => {
  const split = createSplitter(10)
  expect(split(Buffer.from('12345'))).toEqual([])
  expect(() => split(Buffer.from('678901'))).toThrow(RangeError)
})

test('many short messages may be longer together than one', () => {
  const split = createSplitter(10)
  expect(split(Buffer.from('12345678\0'.repeat(5)))).toHaveLength(5)
})
