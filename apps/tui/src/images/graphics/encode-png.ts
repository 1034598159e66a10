import { crc32, deflateSync } from 'node:zlib'
import type { Pixels } from '../pixels.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const chunk = (name: string, data: Uint8Array): Buffer => {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length, 0)
  whole.write(name, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8)
  return whole
}

/** Red, green and blue of each pixel, without alpha. */
export const rgbOf = ({ width, height, rgba }: Pixels): Buffer => {
  const rgb = Buffer.alloc(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    rgb[pixel * 3] = rgba[pixel * 4] ?? 0
    rgb[pixel * 3 + 1] = rgba[pixel * 4 + 1] ?? 0
    rgb[pixel * 3 + 2] = rgba[pixel * 4 + 2] ?? 0
  }
  return rgb
}

/** Opaque pixels as a PNG of our own making: nothing but sizes and colours is in it. */
export const encodePng = (picture: Pixels): Buffer => {
  const { width, height } = picture
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  header[9] = 2
  const rgb = rgbOf(picture)
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y += 1)
    rows.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
