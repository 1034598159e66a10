import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePng } from '../decode-png.ts'
import type { Pixels } from '../pixels.ts'
import { encodePng } from './encode-png.ts'
import { fewColours } from './few-colours.ts'
import { itermPicture } from './iterm.ts'
import { kittyDelete, kittyPicture, packKitty, pictureId } from './kitty.ts'
import { sixelPicture } from './sixel.ts'
import { pictureOf, readSixels } from './testing.ts'

const [black, white, red] = [[0, 0, 0] as const, [255, 255, 255] as const, [255, 0, 0] as const]

const pictures = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 14 })).chain(([width, height]) =>
  fc
    .array(fc.constantFrom<readonly [number, number, number]>(black, white, red, [0, 255, 0], [0, 0, 255]), {
      minLength: width * height,
      maxLength: width * height,
    })
    .map((colours) => pictureOf(width, colours)),
)

const percents = ({ width, height, rgba }: Pixels): readonly string[] =>
  Array.from({ length: width * height }, (_, at) =>
    [0, 1, 2].map((channel) => Math.round(((rgba[at * 4 + channel] ?? 0) * 100) / 255)).join(';'),
  )

test('a known picture becomes known sixels', () => {
  const flag = pictureOf(4, [red, red, red, red, white, white, white, white])
  expect(sixelPicture(flag)).toMatch(/^\u001BP0;1;0q"1;1;4;2#0;2;100;\d+;\d+#1;2;100;\d+;\d+#\d!4@\$#\d!4A\u001B\\$/)
})

test('sixels read back give the picture again', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const read = readSixels(sixelPicture(picture))
      expect(read).toEqual({ width: picture.width, height: picture.height, pixels: percents(picture) })
    }),
  )
})

test('many colours become few that are near', () => {
  const colours = Array.from({ length: 64 * 64 }, (_, at) => [(at * 7) % 256, (at * 13) % 256, at % 256] as const)
  const picture = pictureOf(64, colours)
  const { palette, indices } = fewColours(picture, 256)
  expect(palette.length).toBeLessThanOrEqual(256)
  const errors = colours.map(([r, g, b], at) => {
    const [x, y, z] = palette[indices[at] ?? 0] ?? [0, 0, 0]
    return Math.abs(r - x) + Math.abs(g - y) + Math.abs(b - z)
  })
  expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(48)
})

test('a PNG of ours is read as what it was made of', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const { width, height, rgba } = decodePng(encodePng(picture))
      expect([width, height, [...rgba]]).toEqual([picture.width, picture.height, [...picture.rgba]])
    }),
  )
})

test('kitty gets the pixels in parts of 4096 signs, the first of which says what they are', () => {
  const noise = pictureOf(
    100,
    Array.from({ length: 10_000 }, (_, at) => [(at * 7919) % 256, (at * 104_729) % 251, (at * 31) % 241] as const),
  )
  const sequence = kittyPicture(packKitty(noise), { width: 100, height: 100 }, { columns: 10, rows: 5 })
  const parts = [...sequence.matchAll(/\u001B_G([^;]*);([A-Za-z0-9+/=]*)\u001B\\/g)]
  expect(parts.map(([part]) => part).join('')).toBe(sequence)
  expect(parts.length).toBeGreaterThan(1)
  expect(parts[0]?.[1]).toBe(`a=T,f=24,o=z,s=100,v=100,i=${pictureId},p=1,c=10,r=5,C=1,q=2,m=1`)
  expect(parts.slice(1, -1).every(([, keys]) => keys === 'm=1,q=2')).toBe(true)
  expect(parts.at(-1)?.[1]).toBe('m=0,q=2')
  expect(parts.every(([, , data = '']) => data.length <= 4096)).toBe(true)
  const packed = Buffer.from(parts.map(([, , data]) => data).join(''), 'base64')
  expect(inflateSync(packed)).toHaveLength(30_000)
  expect(kittyDelete).toBe(`\u001B_Ga=d,d=I,i=${pictureId},q=2\u001B\\`)
})

test('iTerm2 gets a PNG of ours with the cells that it may take', () => {
  const sequence = itermPicture(encodePng(pictureOf(1, [red])), { columns: 3, rows: 2 })
  const [, about, data = ''] = /^\u001B\]1337;File=([^:]*):([A-Za-z0-9+/=]*)\u0007$/.exec(sequence) ?? []
  const png = Buffer.from(data, 'base64')
  expect(about).toBe(`inline=1;size=${png.length};width=3;height=2;preserveAspectRatio=1;doNotMoveCursor=1`)
  expect([...decodePng(png).rgba]).toEqual([255, 0, 0, 255])
})
