import { checkSize, PictureProblem, type Pixels } from './pixels.ts'

/** GIF, version 89a: https://www.w3.org/Graphics/GIF/spec-gif89a.txt. */
export const isGif = (bytes: Buffer): boolean => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))

const damaged = (): PictureProblem => new PictureProblem('The picture is damaged')

/** The parts that the data of a picture is cut into, joined, and where they end. */
const readBlocks = (bytes: Buffer, from: number): { readonly data: Buffer; readonly end: number } => {
  const parts: Buffer[] = []
  let at = from
  for (;;) {
    const length = bytes[at]
    if (length === undefined) throw damaged()
    if (length === 0) return { data: Buffer.concat(parts), end: at + 1 }
    parts.push(bytes.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
}

/** Codes have twelve bits at most. */
const mostCodes = 4096

/** Unpacks the colours of a picture (LZW), at most `count` of them. */
const unpack = (data: Buffer, least: number, count: number): Uint8Array => {
  if (least < 1 || least > 8) throw damaged()
  const [clear, stop] = [1 << least, (1 << least) + 1]
  /** What a code stands for: what another one does, and a colour after it. */
  const [before, last] = [new Uint16Array(mostCodes), new Uint8Array(mostCodes)]
  for (let colour = 0; colour < clear; colour += 1) last[colour] = colour
  const colours = new Uint8Array(count)
  const reversed = new Uint8Array(mostCodes + 1)
  let [size, next, previous, first, done] = [least + 1, stop + 1, -1, 0, 0]
  let [bits, held] = [0, 0]
  for (const byte of data) {
    bits |= byte << held
    held += 8
    while (held >= size) {
      const code = bits & ((1 << size) - 1)
      bits >>>= size
      held -= size
      if (code === stop || done >= count) return colours
      if (code === clear) {
        ;[size, next, previous] = [least + 1, stop + 1, -1]
        continue
      }
      if (code > next || (code === next && previous === -1)) throw damaged()
      let length = 0
      // The code that is only now made stands for the one before it and that one's first colour.
      if (code === next) reversed[length++] = first
      let at = code === next ? previous : code
      for (; at > stop; at = before[at] ?? 0) reversed[length++] = last[at] ?? 0
      if (at === stop || at === clear) throw damaged()
      reversed[length++] = last[at] ?? 0
      first = last[at] ?? 0
      while (length > 0 && done < count) colours[done++] = reversed[--length] ?? 0
      if (previous !== -1 && next < mostCodes) {
        before[next] = previous
        last[next] = first
        next += 1
        if (next === 1 << size && size < 12) size += 1
      }
      previous = code
    }
  }
  return colours
}

/** Rows of an interlaced picture in the order in which they come. */
const rowsOf = (height: number, interlaced: boolean): readonly number[] => {
  const passes = interlaced
    ? ([
        [0, 8],
        [4, 8],
        [2, 4],
        [1, 2],
      ] as const)
    : ([[0, 1]] as const)
  return passes.flatMap(([from, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - from) / step)) }, (_, at) => from + at * step),
  )
}

const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1))

/** The first picture of a GIF as pixels. Throws `PictureProblem`. */
export const decodeGif = (bytes: Buffer): Pixels => {
  if (bytes.length < 13) throw damaged()
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
  checkSize(width, height)
  let at = 13
  const common = bytes.subarray(at, at + tableSize(bytes[10] ?? 0))
  at += common.length
  let transparent = -1
  for (;;) {
    const kind = bytes[at]
    if (kind === 0x21) {
      // A graphic control extension says which colour is none; the others are passed over.
      if (bytes[at + 1] === 0xf9 && ((bytes[at + 3] ?? 0) & 1) === 1) transparent = bytes[at + 6] ?? -1
      at = readBlocks(bytes, at + 2).end
    } else if (kind === 0x2c && at + 10 <= bytes.length) break
    else throw damaged()
  }
  const [left, top, wide, high] = [1, 3, 5, 7].map((place) => bytes.readUInt16LE(at + place))
  const frame = { left: left ?? 0, top: top ?? 0, wide: wide ?? 0, high: high ?? 0 }
  checkSize(frame.wide, frame.high)
  const flags = bytes[at + 9] ?? 0
  at += 10
  const own = bytes.subarray(at, at + tableSize(flags))
  const palette = own.length > 0 ? own : common
  at += own.length
  const colours = unpack(readBlocks(bytes, at + 1).data, bytes[at] ?? 0, frame.wide * frame.high)
  const rgba = new Uint8Array(width * height * 4)
  for (const [row, y] of rowsOf(frame.high, (flags & 0x40) !== 0).entries())
    for (let x = 0; x < frame.wide; x += 1) {
      const colour = colours[row * frame.wide + x] ?? 0
      if (colour === transparent || frame.left + x >= width || frame.top + y >= height) continue
      const to = ((frame.top + y) * width + frame.left + x) * 4
      rgba.set([palette[colour * 3] ?? 0, palette[colour * 3 + 1] ?? 0, palette[colour * 3 + 2] ?? 0, 255], to)
    }
  return { width, height, rgba }
}
