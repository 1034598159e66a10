import { inflateSync } from 'node:zlib'
import { checkSize, PictureProblem, type Pixels } from './pixels.ts'
import { unfilter } from './png-rows.ts'

/** PNG, third edition: https://www.w3.org/TR/png-3/. */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(signature)

interface Header {
  readonly width: number
  readonly height: number
  readonly depth: number
  /** 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha. */
  readonly type: number
  readonly interlaced: boolean
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

const readHeader = (data: Buffer): Header => {
  if (data.length < 13) throw new PictureProblem('The picture is damaged')
  const header = {
    width: data.readUInt32BE(0),
    height: data.readUInt32BE(4),
    depth: data[8] ?? 0,
    type: data[9] ?? 0,
    interlaced: data[12] === 1,
  }
  checkSize(header.width, header.height)
  if (channelsOf[header.type] === undefined || ![1, 2, 4, 8, 16].includes(header.depth))
    throw new PictureProblem('The picture is damaged')
  return header
}

interface Chunks {
  readonly header: Header
  readonly palette: Buffer
  readonly alphas: Buffer
  readonly data: Buffer
}

const readChunks = (bytes: Buffer): Chunks => {
  let header: Header | undefined
  let [palette, alphas] = [Buffer.alloc(0), Buffer.alloc(0)]
  const data: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (body.length < length || name === 'IEND') break
    if (name === 'IHDR') header = readHeader(body)
    else if (name === 'PLTE') palette = Buffer.from(body)
    else if (name === 'tRNS') alphas = Buffer.from(body)
    else if (name === 'IDAT') data.push(body)
    at += 12 + length
  }
  if (header === undefined) throw new PictureProblem('The picture is damaged')
  return { header, palette, alphas, data: Buffer.concat(data) }
}

/** Bytes of the picture; as many as its size asks for and no more, whatever the file would unpack to. */
const unpack = (data: Buffer, length: number): Buffer => {
  try {
    return inflateSync(data, { maxOutputLength: length })
  } catch {
    throw new PictureProblem('The picture is damaged')
  }
}

/** Where the pixels of a pass belong: its first one, and the steps between them. */
interface Pass {
  readonly x: number
  readonly y: number
  readonly across: number
  readonly down: number
}

const wholePicture: readonly Pass[] = [{ x: 0, y: 0, across: 1, down: 1 }]

/** The seven passes of an interlaced picture, each finer than the ones before. */
const interlacedPasses: readonly Pass[] = [
  { x: 0, y: 0, across: 8, down: 8 },
  { x: 4, y: 0, across: 8, down: 8 },
  { x: 0, y: 4, across: 4, down: 8 },
  { x: 2, y: 0, across: 4, down: 4 },
  { x: 0, y: 2, across: 2, down: 4 },
  { x: 1, y: 0, across: 2, down: 2 },
  { x: 0, y: 1, across: 1, down: 2 },
]

/** The commonest kind, of eight bits a channel, with or without alpha. */
const plainColours = (rows: Buffer, count: number, channels: 3 | 4): Uint8Array => {
  if (channels === 4) return new Uint8Array(rows.buffer, rows.byteOffset, count * 4)
  const rgba = new Uint8Array(count * 4).fill(255)
  for (let pixel = 0; pixel < count; pixel += 1) {
    rgba[pixel * 4] = rows[pixel * 3] ?? 0
    rgba[pixel * 4 + 1] = rows[pixel * 3 + 1] ?? 0
    rgba[pixel * 4 + 2] = rows[pixel * 3 + 2] ?? 0
  }
  return rgba
}

/** The pixels of a pass in their places. */
const putPass = (rgba: Uint8Array, rows: Buffer, { x: left, y: top, across, down }: Pass, chunks: PassOf): void => {
  const { width, depth, type } = chunks.header
  const { wide, high, stride } = chunks
  const channels = channelsOf[type] ?? 1
  /** A sample as it is stored; of two bytes the higher one. */
  const sample = (y: number, place: number): number => {
    if (depth >= 8) return rows[y * stride + place * (depth >> 3)] ?? 0
    const byte = rows[y * stride + ((place * depth) >> 3)] ?? 0
    return (byte >> (8 - depth - ((place * depth) & 7))) & ((1 << depth) - 1)
  }
  const full = depth >= 8 ? 255 : (1 << depth) - 1
  const bright = (value: number): number => Math.round((value * 255) / full)
  for (let y = 0; y < high; y += 1)
    for (let x = 0; x < wide; x += 1) {
      const at = ((top + y * down) * width + left + x * across) * 4
      const first = sample(y, x * channels)
      if (type === 3) {
        for (let channel = 0; channel < 3; channel += 1) rgba[at + channel] = chunks.palette[first * 3 + channel] ?? 0
        rgba[at + 3] = chunks.alphas[first] ?? 255
        continue
      }
      const isGrey = channels < 3
      rgba[at] = bright(first)
      rgba[at + 1] = isGrey ? bright(first) : bright(sample(y, x * channels + 1))
      rgba[at + 2] = isGrey ? bright(first) : bright(sample(y, x * channels + 2))
      rgba[at + 3] = channels % 2 === 0 ? bright(sample(y, x * channels + channels - 1)) : 255
    }
}

interface PassOf extends Chunks {
  /** Pixels of the pass, across and down. */
  readonly wide: number
  readonly high: number
  /** Bytes of a row. */
  readonly stride: number
}

/** A PNG as pixels. Throws `PictureProblem`. */
export const decodePng = (bytes: Buffer): Pixels => {
  const chunks = readChunks(bytes)
  const { width, height, depth, type, interlaced } = chunks.header
  const channels = channelsOf[type] ?? 1
  const step = Math.max(1, (channels * depth) >> 3)
  const passes = (interlaced ? interlacedPasses : wholePicture)
    .map((pass) => ({
      pass,
      wide: Math.ceil((width - pass.x) / pass.across),
      high: Math.ceil((height - pass.y) / pass.down),
    }))
    .filter(({ wide, high }) => wide > 0 && high > 0)
    .map((pass) => ({ ...pass, stride: Math.ceil((pass.wide * channels * depth) / 8) }))
  const raw = unpack(
    chunks.data,
    passes.reduce((sum, { high, stride }) => sum + high * (stride + 1), 0),
  )
  const rgba = new Uint8Array(width * height * 4)
  let from = 0
  for (const { pass, wide, high, stride } of passes) {
    const rows = unfilter(raw.subarray(from, from + high * (stride + 1)), high, { stride, step })
    if (!interlaced && depth === 8 && (channels === 3 || channels === 4))
      return { width, height, rgba: plainColours(rows, width * height, channels) }
    putPass(rgba, rows, pass, { ...chunks, wide, high, stride })
    from += high * (stride + 1)
  }
  return { width, height, rgba }
}
