import { deflateSync } from 'node:zlib'

/** Red, green and blue of what pictures are drawn with. */
const palette = {
  paper: [250, 250, 248],
  bar: [52, 64, 84],
  line: [203, 208, 216],
  words: [120, 130, 146],
  good: [64, 145, 108],
  bad: [200, 62, 77],
} as const
type Colour = keyof typeof palette
const colours = Object.keys(palette) as readonly Colour[]

/** What a pixel of the picture is; `x` and `y` count from the upper left corner. */
type Draw = (x: number, y: number) => Colour

const width = 320
const height = 200

/** A window with rows of words, one of which went wrong. */
const screenshot =
  (seed: number): Draw =>
  (x, y) => {
    if (y < 20) return x > 8 && x < 17 && y > 5 && y < 14 ? 'bad' : 'bar'
    if (x < 70) return y % 22 < 8 && x > 8 && x < 40 + ((y / 22) | 0) * 3 ? 'words' : 'line'
    const row = ((y - 28) / 18) | 0
    if (y < 28 || (y - 28) % 18 > 8 || x < 82) return 'paper'
    const end = 150 + ((seed * 31 + row * 47) % 150)
    return x > end ? 'paper' : row === 2 + (seed % 5) ? 'bad' : 'words'
  }

/** A day of hours as bars, with the bad ones above a line. */
const chart =
  (seed: number): Draw =>
  (x, y) => {
    if (x === 16 || y === height - 16) return 'bar'
    if (x < 16 || y > height - 16) return 'paper'
    const hour = ((x - 20) / 12) | 0
    const isBar = x >= 20 && hour < 24 && (x - 20) % 12 < 9
    const tall = 20 + ((seed * 13 + hour * hour * 7) % 60) + (hour % 9 === 5 + (seed % 3) ? 80 : 0)
    if (isBar && height - 16 - y <= tall) return tall > 90 ? 'bad' : 'good'
    return y === height - 106 ? 'line' : 'paper'
  }

/** The check of a chunk: https://www.w3.org/TR/png/#D-CRCAppendix. Node had none of its own in its first versions. */
const check = (bytes: Buffer): number => {
  let sum = 0xff_ff_ff_ff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xed_b8_83_20 : sum >>> 1
  }
  return (sum ^ 0xff_ff_ff_ff) >>> 0
}

const chunk = (name: string, data: Buffer): Buffer => {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length)
  whole.write(name, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(check(whole.subarray(4, -4)), data.length + 8)
  return whole
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Bytes of a chunk besides its data. */
const chunkFrame = 12

/**
 * A PNG of exactly `size` bytes, always the same one for a name and a number: a chart for what is called by hours, else a window.
 * Undefined: so few bytes hold none.
 */
export const madeUpPicture = (filename: string, seed: number, size: number): Buffer | undefined => {
  const draw = /hour|chart|graph/i.test(filename) ? chart(seed) : screenshot(seed)
  // A row begins with how it is filtered: not at all.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = colours.indexOf(draw(x, y))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  const before = [
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flatMap((name) => palette[name]))),
  ]
  const after = [chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  const room = size - Buffer.concat([...before, ...after]).length - chunkFrame
  // A chunk that nobody knows, and that everybody may leave out, fills it up.
  return room < 0 ? undefined : Buffer.concat([...before, chunk('fiLl', Buffer.alloc(room)), ...after])
}
