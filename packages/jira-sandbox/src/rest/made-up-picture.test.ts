import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { contentOf } from './attachment-content.ts'

const picture = (filename: string, size: number) =>
  contentOf({ id: '20277', filename, size, mimeType: 'image/png', authorKey: null, created: 0 })

/** The names of the parts of a PNG, and what is in them. */
const partsOf = (png: Buffer): ReadonlyMap<string, Buffer> => {
  const parts = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    parts.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return parts
}

test.each(['screenshot.png', 'errors-by-hour.png'])('%s that nobody uploaded is a picture of its size', (name) => {
  const png = picture(name, 48_101)
  expect(png).toHaveLength(48_101)
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const parts = partsOf(png)
  expect([...parts.keys()]).toEqual(['IHDR', 'PLTE', 'fiLl', 'IDAT', 'IEND'])
  expect(inflateSync(parts.get('IDAT') ?? Buffer.alloc(0))).toHaveLength(321 * 200)
  // The check of an empty last part, as every PNG has it.
  expect(png.subarray(-4).toString('hex')).toBe('ae426082')
  expect(picture(name, 48_101).equals(png)).toBe(true)
})

test('of so few bytes as hold no picture there are bytes all the same', () => {
  expect(picture('screenshot.png', 100).toString()).toMatch(/^screenshot\.png \(attachment 20277\)/)
})
