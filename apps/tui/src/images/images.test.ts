import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cells, isHarmless } from '../screens/testing.ts'
import { decodeJpeg } from './decode-jpeg.ts'
import { decodePng } from './decode-png.ts'
import { halfBlocks } from './half-blocks.ts'
import { PictureProblem, type Pixels, shrink } from './pixels.ts'

const chunk = (name: string, data: Uint8Array): Buffer => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length, 0)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}

/** A PNG of these rows, each with the byte of its filter in front. */
const png = (
  size: readonly [number, number],
  [depth, type]: readonly [number, number],
  rows: readonly (readonly number[])[],
  more: readonly Buffer[] = [],
): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size[0], 0)
  header.writeUInt32BE(size[1], 4)
  header[8] = depth
  header[9] = type
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const pixels = (bytes: Buffer): readonly number[] => [...decodePng(bytes).rgba]

test('a PNG is read in each of its forms', () => {
  expect(pixels(png([2, 1], [8, 2], [[0, 1, 2, 3, 4, 5, 6]]))).toEqual([1, 2, 3, 255, 4, 5, 6, 255])
  expect(pixels(png([1, 1], [8, 6], [[0, 1, 2, 3, 4]]))).toEqual([1, 2, 3, 4])
  expect(pixels(png([1, 1], [8, 4], [[0, 9, 7]]))).toEqual([9, 9, 9, 7])
  expect(pixels(png([2, 1], [1, 0], [[0, 0b1000_0000]]))).toEqual([255, 255, 255, 255, 0, 0, 0, 255])
  expect(pixels(png([1, 1], [16, 0], [[0, 200, 13]]))).toEqual([200, 200, 200, 255])
  const palette = chunk('PLTE', Buffer.from([1, 2, 3, 4, 5, 6]))
  const alphas = chunk('tRNS', Buffer.from([50]))
  expect(pixels(png([2, 1], [4, 3], [[0, 0x10]], [palette, alphas]))).toEqual([4, 5, 6, 255, 1, 2, 3, 50])
})

test('a JPEG is read', async () => {
  const { encode } = await import('jpeg-js')
  const grey = Buffer.alloc(8 * 8 * 4, 128)
  const { width, height, rgba } = await decodeJpeg(encode({ width: 8, height: 8, data: grey }, 90).data)
  expect([width, height]).toEqual([8, 8])
  expect(Math.abs((rgba[0] ?? 0) - 128)).toBeLessThan(4)
})

test('the filters of a PNG are taken off', () => {
  expect(
    pixels(
      png(
        [2, 3],
        [8, 0],
        [
          [1, 10, 5],
          [2, 1, 1],
          [4, 2, 2],
        ],
      ),
    ).filter((_, at) => at % 4 === 0),
  ).toEqual([10, 15, 11, 16, 13, 18])
  expect(
    pixels(
      png(
        [2, 2],
        [8, 0],
        [
          [0, 10, 20],
          [3, 1, 1],
        ],
      ),
    ).filter((_, at) => at % 4 === 0),
  ).toEqual([10, 20, 6, 14])
})

test('a picture that claims more than is safe, or unpacks to more than it claims, is not unpacked', async () => {
  expect(() => decodePng(png([60_000, 60_000], [8, 2], []))).toThrow(/too large: 60000 × 60000/)
  expect(() =>
    decodePng(
      png(
        [1, 1],
        [8, 0],
        Array.from({ length: 5000 }, () => [0, 0]),
      ),
    ),
  ).toThrow(PictureProblem)
  expect(() => decodePng(png([0, 5], [8, 0], []))).toThrow('The picture has no size')
  await expect(decodeJpeg(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))).rejects.toThrow(PictureProblem)
})

test('whatever bytes a file has, reading them ends in a picture or in a problem that can be told', () => {
  const whole = png(
    [2, 2],
    [8, 2],
    [
      [0, 1, 2, 3, 4, 5, 6],
      [1, 1, 2, 3, 4, 5, 6],
    ],
  )
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
      const bytes = Buffer.from(whole)
      bytes[at] = value
      try {
        expect(decodePng(bytes).rgba.length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(PictureProblem)
      }
    }),
  )
})

const any: fc.Arbitrary<Pixels> = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((rgba) => ({ width, height, rgba })),
  )

test('a drawn picture is exactly as wide as its room, no higher, and nothing but looks', () => {
  fc.assert(
    fc.property(
      any,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
      (picture, columns, rows, level) => {
        const lines = halfBlocks(picture, { columns, rows }, level)
        expect(lines.length).toBeLessThanOrEqual(rows)
        expect(lines.filter((line) => cells(line) !== columns || !isHarmless(line))).toEqual([])
      },
    ),
  )
})

test('a picture is made smaller by taking means, and never larger', () => {
  const rgba = Uint8Array.from([0, 0, 0, 255, 200, 100, 50, 255])
  expect([...shrink({ width: 2, height: 1, rgba }, 1, 1).rgba]).toEqual([100, 50, 25, 255])
  expect(shrink({ width: 2, height: 1, rgba }, 80, 40)).toMatchObject({ width: 2, height: 1 })
})
