import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cells, isHarmless } from '../screens/testing.ts'
import { decodeGif } from './decode-gif.ts'
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

test('an interlaced PNG is read in its seven passes', () => {
  const whole = Array.from({ length: 25 }, (_, at) => at * 10)
  const passes: readonly (readonly [number, number, number, number])[] = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ]
  const rows = passes.flatMap(([x, y, across, down]) =>
    [0, 1, 2, 3, 4]
      .filter((row) => row >= y && (row - y) % down === 0)
      .map((row) =>
        [0, 1, 2, 3, 4]
          .filter((column) => column >= x && (column - x) % across === 0)
          .map((column) => whole[row * 5 + column] ?? 0),
      )
      .filter((row) => row.length > 0)
      .map((row) => [0, ...row]),
  )
  const bytes = png([5, 5], [8, 0], rows)
  bytes[28] = 1
  expect(pixels(bytes).filter((_, at) => at % 4 === 0)).toEqual(whole)
})

/** A GIF of these colours of a palette of four. */
const gif = (width: number, colours: readonly number[], { interlaced = false, transparent = -1 } = {}): Buffer => {
  const height = colours.length / width
  const bits: number[] = []
  let size = 3
  const put = (code: number): void => {
    for (let bit = 0; bit < size; bit += 1) bits.push((code >> bit) & 1)
  }
  let known = new Map<string, number>()
  const clear = (): void => {
    put(4)
    size = 3
    known = new Map([0, 1, 2, 3].map((colour) => [String(colour), colour]))
  }
  clear()
  let run = ''
  for (const colour of colours.map(String)) {
    if (known.has(run + colour)) {
      run += colour
      continue
    }
    put(known.get(run) ?? 0)
    const next = known.size + 2
    if (next === 4096) clear()
    else {
      known.set(run + colour, next)
      if (next === 1 << size) size += 1
    }
    run = colour
  }
  put(known.get(run) ?? 0)
  put(5)
  const data = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].reduce((byte, bit) => byte | ((bits[at * 8 + bit] ?? 0) << bit), 0),
  )
  const control = transparent === -1 ? [] : [0x21, 0xf9, 4, 1, 0, 0, transparent, 0]
  const blocks = Array.from({ length: Math.ceil(data.length / 200) }, (_, at) => data.slice(at * 200, (at + 1) * 200))
  const palette = [0, 0, 0, 10, 20, 30, 40, 50, 60, 255, 255, 255]
  const frame = [0x2c, 0, 0, 0, 0, width, 0, height, 0, interlaced ? 0x40 : 0, 2]
  const packed = blocks.flatMap((block) => [block.length, ...block])
  return Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([width, 0, height, 0, 0x81, 0, 0, ...palette, ...control, ...frame, ...packed, 0, 0x3b]),
  ])
}

const reds = (bytes: Buffer): readonly number[] => [...decodeGif(bytes).rgba].filter((_, at) => at % 4 === 0)

test('the first picture of a GIF is read', () => {
  expect([...decodeGif(gif(2, [1, 3])).rgba]).toEqual([10, 20, 30, 255, 255, 255, 255, 255])
  expect([...decodeGif(gif(2, [1, 3], { transparent: 1 })).rgba].slice(0, 4)).toEqual([0, 0, 0, 0])
  expect(reds(gif(1, [0, 1, 2, 3, 0], { interlaced: true }))).toEqual([0, 255, 40, 0, 10])
})

test('the one pixel of the GIF that everybody knows is nothing', () => {
  const known = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  expect(decodeGif(known)).toEqual({ width: 1, height: 1, rgba: Uint8Array.of(0, 0, 0, 0) })
})

test('a GIF is read however its colours repeat', () => {
  const red = [0, 10, 40, 255]
  const same = (colours: readonly number[]): void => {
    expect(reds(gif(1, colours))).toEqual(colours.map((colour) => red[colour]))
  }
  fc.assert(fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 200 }), same))
  // More than there are codes for.
  const long = Array.from({ length: 60_000 }, (_, at) => (at * at + (at >> 3)) % 4)
  expect(reds(gif(240, long))).toEqual(long.map((colour) => red[colour]))
})

test('whatever bytes a GIF has, reading it ends in a picture or in a problem that can be told', () => {
  const whole = gif(3, [0, 1, 2, 3, 0, 1], { transparent: 2 })
  const read = (at: number, value: number, end: number): unknown => {
    const bytes = Buffer.from(whole.subarray(0, end))
    if (at < bytes.length) bytes[at] = value
    try {
      return decodeGif(bytes)
    } catch (error) {
      return error
    }
  }
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, end) => {
      const found = read(at, value, end)
      expect(found instanceof PictureProblem || (found as Pixels).rgba.length > 0).toBe(true)
    }),
  )
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
