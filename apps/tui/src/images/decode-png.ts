import { inflateSync } from 'node:zlib'
import { checkSize, PictureProblem, type Pixels } from './pixels.ts'

/** PNG, third edition: https://www.w3.org/TR/png-3/. */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(signature)

interface Header {
  readonly width: number
  readonly height: number
  readonly depth: number
  /** 0 grey, 2 colours, 3 palette, 4 grey with alpha, 6 colours with alpha. */
  readonly type: number
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

const readHeader = (data: Buffer): Header => {
  if (data.length < 13) throw new PictureProblem('The picture is damaged')
  const header = { width: data.readUInt32BE(0), height: data.readUInt32BE(4), depth: data[8] ?? 0, type: data[9] ?? 0 }
  checkSize(header.width, header.height)
  if (channelsOf[header.type] === undefined || ![1, 2, 4, 8, 16].includes(header.depth))
    throw new PictureProblem('The picture is damaged')
  if (data[12] !== 0) throw new PictureProblem('Interlaced pictures are not shown here')
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
const unpack = ({ header, data }: Chunks, stride: number): Buffer => {
  const length = (stride + 1) * header.height
  try {
    return inflateSync(data, { maxOutputLength: length })
  } catch {
    throw new PictureProblem('The picture is damaged')
  }
}

/** The third kind of prediction that a PNG knows: whichever of the three is nearest to left + up - corner. */
const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/**
 * Takes the filter off one row, whose bytes are in `rows` already, in place: what was predicted from the bytes to the left, above,
 * and above to the left is added. A loop for each filter: a picture has millions of bytes.
 */
const unfilterRow = (rows: Buffer, filter: number, to: number, { stride, step }: RowShape): void => {
  const end = to + stride
  const isFirst = to < stride
  if (filter === 1) for (let at = to + step; at < end; at += 1) rows[at] = (rows[at] ?? 0) + (rows[at - step] ?? 0)
  else if (filter === 2 && !isFirst)
    for (let at = to; at < end; at += 1) rows[at] = (rows[at] ?? 0) + (rows[at - stride] ?? 0)
  else if (filter === 3)
    for (let at = to; at < end; at += 1) {
      const left = at - to < step ? 0 : (rows[at - step] ?? 0)
      const up = isFirst ? 0 : (rows[at - stride] ?? 0)
      rows[at] = (rows[at] ?? 0) + ((left + up) >> 1)
    }
  else if (filter === 4)
    for (let at = to; at < end; at += 1) {
      const hasLeft = at - to >= step
      const left = hasLeft ? (rows[at - step] ?? 0) : 0
      const up = isFirst ? 0 : (rows[at - stride] ?? 0)
      const corner = hasLeft && !isFirst ? (rows[at - stride - step] ?? 0) : 0
      rows[at] = (rows[at] ?? 0) + paeth(left, up, corner)
    }
}

interface RowShape {
  /** Bytes of a row. */
  readonly stride: number
  /** Bytes from a sample to the one that it is predicted from. */
  readonly step: number
}

/** Takes the filters off, row by row; gives the rows without the byte that names their filter. */
const unfilter = (raw: Buffer, height: number, shape: RowShape): Buffer => {
  const { stride } = shape
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1)
    // A damaged file may hold less than it should.
    rows.set(raw.subarray(from + 1, from + 1 + stride), y * stride)
    unfilterRow(rows, raw[from] ?? 0, y * stride, shape)
  }
  return rows
}

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

/** A PNG as pixels. Throws `PictureProblem`. */
export const decodePng = (bytes: Buffer): Pixels => {
  const chunks = readChunks(bytes)
  const { width, height, depth, type } = chunks.header
  const channels = channelsOf[type] ?? 1
  const stride = Math.ceil((width * channels * depth) / 8)
  const raw = unpack(chunks, stride)
  const rows = unfilter(raw, height, { stride, step: Math.max(1, (channels * depth) >> 3) })
  if (depth === 8 && (channels === 3 || channels === 4))
    return { width, height, rgba: plainColours(rows, width * height, channels) }
  const rgba = new Uint8Array(width * height * 4)
  /** A sample as it is stored; of two bytes the higher one. */
  const sample = (y: number, place: number): number => {
    if (depth >= 8) return rows[y * stride + place * (depth >> 3)] ?? 0
    const byte = rows[y * stride + ((place * depth) >> 3)] ?? 0
    return (byte >> (8 - depth - ((place * depth) & 7))) & ((1 << depth) - 1)
  }
  const full = depth >= 8 ? 255 : (1 << depth) - 1
  const bright = (value: number): number => Math.round((value * 255) / full)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
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
  return { width, height, rgba }
}
