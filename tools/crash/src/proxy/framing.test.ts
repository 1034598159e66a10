import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFraming, type Piece } from './framing.ts'

const get = 'GET /rest/api/2/myself?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n'
const post = 'POST /rest/api/2/issue HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n{"a":"b c"}'
const all = Buffer.from(`${post}${get}${post}`)

const feed = (chunks: readonly Buffer[]): readonly Piece[] => {
  let number = 0
  const framing = createFraming(() => ++number)
  return chunks.flatMap((chunk) => framing(chunk))
}

test('requests are told apart however the bytes come, and none of them is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: all.length - 1 }), { maxLength: 12 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), all.length]
      const pieces = feed(places.slice(1).map((end, at) => all.subarray(places[at] ?? 0, end)))
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).toString()).toBe(all.toString())
      expect(pieces.filter(({ isFirst }) => isFirst).map(({ request }) => request)).toEqual([
        { number: 1, method: 'POST', path: '/rest/api/2/issue', isWrite: true },
        { number: 2, method: 'GET', path: '/rest/api/2/myself?a=b', isWrite: false },
        { number: 3, method: 'POST', path: '/rest/api/2/issue', isWrite: true },
      ])
      expect(pieces.filter(({ isLast }) => isLast).map(({ request }) => request.number)).toEqual([1, 2, 3])
    }),
  )
})

test('a body in chunks is not read here', () => {
  const chunked = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect(() => feed([Buffer.from(chunked)])).toThrow(TypeError)
})
